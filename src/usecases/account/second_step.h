/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The second step of a sign-in: six digits from the person's telephone (people/totp.h), behind a right password. Who
 * has set it up comes in with both, or with a passkey alone.
 */
#ifndef TENKEN_USECASES_ACCOUNT_SECOND_STEP_H
#define TENKEN_USECASES_ACCOUNT_SECOND_STEP_H

#include "people/totp.h"
#include "usecases/account/staff_session.h"

#define SECOND_STEP_MINUTES   10 /* between the password and the code */
#define SECOND_STEP_TRIES_MAX 5  /* then the password again: one of 66,000 guesses is right */

/* Within the sign-in's transaction: what the browser keeps until the code comes. */
MUST_USE enum err second_step_ask(struct tx *tx, const struct office *office, int64_t person_id,
				  struct token *ret_token, struct fault *why);

enum second_step_outcome {
	SECOND_STEP_DONE,
	SECOND_STEP_WRONG,
	SECOND_STEP_OVER, /* too late or too many tries: the password again */
};

struct second_step_result {
	enum second_step_outcome outcome;
	struct staff_session session; /* when it is done */
};

/* token: of second_step_ask. Every try is counted before the code is looked at; each code is good once. code: as typed,
 * also with blanks or in full width. */
MUST_USE enum err second_step_answer(const struct office *office, struct str token, struct str code,
				     const struct staff_browser *browser, struct second_step_result *ret_result,
				     struct fault *why);

/* What the telephone is given to set it up: the key that follows from this moment. */
struct second_step_offer {
	int64_t made_ms;
	char key[TOTP_TEXT_SIZE];
};
/* made_ms: of an offer that is shown again, while it is good; 0 for a new one. */
MUST_USE enum err second_step_offer(const struct office *office, const struct actor *actor, int64_t made_ms,
				    struct second_step_offer *ret_offer, struct fault *why);

/* Sets it up, when the code shows that the telephone has the key of an offer that is not older than an hour.
 * *ret_is_set is false when it does not, and while another telephone is set up: that is taken away first. */
MUST_USE enum err second_step_set(const struct office *office, const struct actor *actor, int64_t made_ms,
				  struct str code, bool *ret_is_set, struct fault *why);

/* Takes it away, when the code is right: a browser that somebody left open is not enough. Tries count as those of a
 * sign-in from the client (guess.h). */
MUST_USE enum err second_step_remove(const struct office *office, const struct actor *actor, struct str code,
				     const char *client, bool *ret_is_removed, struct fault *why);

#endif
