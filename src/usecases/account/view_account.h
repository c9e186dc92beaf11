/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a person of the staff sees of the own account: the second step, the passkeys, where one is signed in.
 */
#ifndef TENKEN_USECASES_ACCOUNT_VIEW_ACCOUNT_H
#define TENKEN_USECASES_ACCOUNT_VIEW_ACCOUNT_H

#include "codec/value_keys.h"
#include "people/actor.h"
#include "usecases/office.h"

extern const struct value_key view_account_keys[];

/* session: the token of the browser that asks. ERR_DENIED for who is not of the staff. */
MUST_USE enum err view_account(const struct office *office, struct arena *arena, const struct actor *actor,
			       enum lang lang, struct str session, struct value **ret_view, struct fault *why);

#endif
