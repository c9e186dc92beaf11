/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Cases whose mails wait until a moment: they are queued, and their jobs do not run before it.
 */
#ifndef TENKEN_STORE_POST_MAIL_HOLD_STORE_H
#define TENKEN_STORE_POST_MAIL_HOLD_STORE_H

#include "store/db.h"

/* Until somebody lets them go: the end of the year 9999. */
#define MAIL_HOLD_ENDLESS_MS INT64_C(253402300799000)

/* Why. */
#define MAIL_HOLD_ADDRESS   "address"   /* too many applications came from one address */
#define MAIL_HOLD_RECIPIENT "recipient" /* too many mails go to one */

struct mail_hold_row {
	int64_t case_id; /* 0: its mails never had to wait */
	const char *reason;
	int64_t held_ms;
	int64_t until_ms; /* that moment, or when they were let go */
};

/* One a case. */
MUST_USE enum err mail_hold_store_insert(struct tx *tx, const struct mail_hold_row *row, struct fault *why);
MUST_USE enum err mail_hold_store_load(struct tx *tx, struct arena *arena, int64_t case_id,
				       struct mail_hold_row *ret_row, struct fault *why);

/* Until when the mails of the case wait; 0 when they never had to. */
MUST_USE enum err mail_hold_store_until(struct tx *tx, int64_t case_id, int64_t *ret_until_ms, struct fault *why);

/* Now is the moment. */
MUST_USE enum err mail_hold_store_end(struct tx *tx, int64_t case_id, int64_t now_ms, struct fault *why);

#endif
