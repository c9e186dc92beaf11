/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A mail of ours came back. Where its server gave it up, its row says so, and where it went to the address that its
 * case has now, the secretariat gets a task: this address does not work. A delay changes nothing: the server goes on.
 */
#ifndef TENKEN_USECASES_POST_MAIL_RETURN_H
#define TENKEN_USECASES_POST_MAIL_RETURN_H

#include "mail/bounce.h"
#include "store/post/message_store.h"
#include "usecases/office.h"

enum mail_return {
	MAIL_RETURN_FOREIGN,  /* no mail of ours */
	MAIL_RETURN_SETTLED,  /* noted, now or before, or nothing to note */
	MAIL_RETURN_TOO_SOON, /* nothing is noted: its job has not said yet that it was sent */
};

/* Says what it writes to the log. Noted twice it is noted once. */
MUST_USE enum err mail_return_note(struct tx *tx, const struct office *office, const struct bounce *bounce,
				   enum mail_return *ret_return, struct fault *why);

/* Makes the task for a mail that did not arrive: once at a time, for a case that goes on. */
MUST_USE enum err mail_return_ask(struct tx *tx, const struct office *office, const struct message_row *mail,
				  struct fault *why);

#endif
