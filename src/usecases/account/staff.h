/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The people of the office.
 */
#ifndef TENKEN_USECASES_ACCOUNT_STAFF_H
#define TENKEN_USECASES_ACCOUNT_STAFF_H

#include "people/actor.h"
#include "usecases/office.h"

#define STAFF_NAME_BYTES_MAX 100 /* of a sign-in name */

/* Adds a person. ERR_CONFLICT when the name is taken, ERR_INVALID for a weak password or an empty name. */
MUST_USE enum err staff_add(const struct office *office, const char *sign_in_name, const char *display_name,
			    enum role role, const char *password, int64_t *ret_id, struct fault *why);

enum staff_deed {
	STAFF_DISABLE, /* nobody signs in under the name any more, and the sessions end */
	STAFF_ENABLE,
	STAFF_END_SESSIONS, /* in all browsers, which are remembered no longer: a computer was lost */
	STAFF_RESET, /* a telephone or a device was lost, or came into wrong hands: its codes and all passkeys are void,
		      * and the sessions end; the password stays */
};

/* Does it to the person of this sign-in name, and says so to the log. ERR_NOT_FOUND; ERR_DENIED for disabling
 * oneself, and for whoever is neither an administrator nor the program. */
MUST_USE enum err staff_change(const struct office *office, const struct actor *actor, const char *sign_in_name,
			       enum staff_deed deed, struct fault *why);

/* Gives a person a new password and ends the sessions. ERR_NOT_FOUND; ERR_INVALID for a weak password; ERR_DENIED as
 * above. */
MUST_USE enum err staff_set_password(const struct office *office, const struct actor *actor, const char *sign_in_name,
				     const char *password, struct fault *why);

#endif
