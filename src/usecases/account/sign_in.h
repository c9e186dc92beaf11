/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How staff come in: by name and password, slowed down where somebody guesses (people/throttle.h).
 *
 * Every attempt is counted as a failure before its password is looked at, in the write that asks how long it must wait,
 * so that many at once are no more than many in a row; a sign-in that is complete takes the count back, of its name
 * from its address. A browser from which the person has signed in before waits for nobody's failures: it has some of
 * its own.
 */
#ifndef TENKEN_USECASES_ACCOUNT_SIGN_IN_H
#define TENKEN_USECASES_ACCOUNT_SIGN_IN_H

#include "usecases/account/staff_session.h"

enum sign_in_outcome {
	SIGN_IN_DONE,
	SIGN_IN_WRONG,   /* name or password; never says which */
	SIGN_IN_WAIT,    /* too many failures; wait_s seconds */
	SIGN_IN_CODE,    /* the password is right, and a code is asked for (second_step.h); see code_token */
	SIGN_IN_PASSKEY, /* the password is right, but the person comes in by passkey only */
};

struct sign_in_result {
	enum sign_in_outcome outcome;
	struct staff_session session; /* when it is done */
	struct token code_token;      /* for SIGN_IN_CODE: the browser shows it with the code */
	int wait_s;
};

struct sign_in_input {
	struct str name, password;
	struct staff_browser browser;
};

/* Whether the browser is one of the person's, which goes before strangers: see above. */
MUST_USE enum err sign_in_is_known(const struct office *office, const struct sign_in_input *input, bool *ret_is_known,
				   struct fault *why);

/* Hashes a password: 19 MiB and tens of milliseconds of a core, so callers bound how many run at once. */
MUST_USE enum err sign_in(const struct office *office, const struct sign_in_input *input,
			  struct sign_in_result *ret_result, struct fault *why);

#endif
