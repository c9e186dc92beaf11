/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The people of the office.
 */
#ifndef TENKEN_USECASES_ACCOUNT_STAFF_H
#define TENKEN_USECASES_ACCOUNT_STAFF_H

#include "usecases/office.h"

#define STAFF_NAME_BYTES_MAX 100 /* of a sign-in name */

/* Adds a person. ERR_CONFLICT when the name is taken, ERR_INVALID for a weak password or an empty name. */
MUST_USE enum err staff_add(const struct office *office, const char *sign_in_name, const char *display_name,
			    enum role role, const char *password, int64_t *ret_id, struct fault *why);

#endif
