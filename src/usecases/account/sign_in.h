/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How staff come in: by name and password, slowed down where somebody guesses (people/throttle.h).
 *
 * Every attempt is counted as a failure before its password is looked at, in the write that asks how long it must wait,
 * so that many at once are no more than many in a row; a right password takes the count back, of its name from its
 * address. A browser from which the person has signed in before waits for nobody's failures: it has some of its own.
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
	struct token token;  /* of the new session; only the browser has it */
	struct token device; /* that the browser shows at its next sign-in, for SIGN_IN_DEVICE_DAYS; likewise */
	enum role role;
	int wait_s;
};

#define SIGN_IN_DEVICE_DAYS 180

struct sign_in_input {
	struct str name, password;
	struct str session; /* that the browser has: a sign-in ends it */
	struct str device;  /* that it got at its last sign-in; "" when there was none */
	const char *client; /* its address as limits count it; "" for this machine */
};

/* Whether the browser is one of the person's, which goes before strangers: see above. */
MUST_USE enum err sign_in_is_known(const struct office *office, const struct sign_in_input *input, bool *ret_is_known,
				   struct fault *why);

/* Hashes a password: 19 MiB and tens of milliseconds of a core, so callers bound how many run at once. */
MUST_USE enum err sign_in(const struct office *office, const struct sign_in_input *input,
			  struct sign_in_result *ret_result, struct fault *why);

#endif
