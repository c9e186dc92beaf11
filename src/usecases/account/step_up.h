/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Asking a person who is signed in for the password once more, before a deed for which a browser that somebody left
 * open, or a stolen session, is not enough.
 */
#ifndef TENKEN_USECASES_ACCOUNT_STEP_UP_H
#define TENKEN_USECASES_ACCOUNT_STEP_UP_H

#include "people/actor.h"
#include "usecases/office.h"

/* Tries count as those of a sign-in under the name (guess.h); while one must wait, nothing is right. Hashes a password:
 * callers bound how many run at once. ERR_DENIED for who is not of the staff. */
MUST_USE enum err step_up_by_password(const struct office *office, const struct actor *actor, struct str password,
				      const char *client, bool *ret_is_right, struct fault *why);

#endif
