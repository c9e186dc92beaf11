/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How staff come in: by name and password, slowed down where somebody guesses (people/throttle.h).
 */
#ifndef TENKEN_USECASES_ACCOUNT_SIGN_IN_H
#define TENKEN_USECASES_ACCOUNT_SIGN_IN_H

#include "people/token.h"
#include "usecases/office.h"

enum sign_in_outcome {
	SIGN_IN_DONE,
	SIGN_IN_WRONG, /* name or password; never says which */
	SIGN_IN_WAIT,  /* too many failures; wait_s seconds */
};

struct sign_in_result {
	enum sign_in_outcome outcome;
	struct token token; /* of the new session; only the browser has it */
	enum role role;
	int wait_s;
};

MUST_USE enum err sign_in(const struct office *office, struct str name, struct str password,
			  struct sign_in_result *ret_result, struct fault *why);

#endif
