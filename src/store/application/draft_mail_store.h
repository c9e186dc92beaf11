/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Mails with a link that opens a draft on any device. What they say is made while they are sent and never stored, since
 * the link lets in who has it; a row goes a day after it was asked for.
 */
#ifndef TENKEN_STORE_APPLICATION_DRAFT_MAIL_STORE_H
#define TENKEN_STORE_APPLICATION_DRAFT_MAIL_STORE_H

#include "base/lang.h"
#include "store/db.h"

struct draft_mail_row {
	int64_t id;
	int64_t link_id; /* of the draft (draft_store.h) */
	const char *recipient;
	const char *address; /* of the client that asked, as limits count it; "" for this machine */
	enum lang lang;
	int64_t asked_ms;
};

MUST_USE enum err draft_mail_store_insert(struct tx *tx, const struct draft_mail_row *row, struct fault *why);
/* ERR_NOT_FOUND when there is no such mail. */
MUST_USE enum err draft_mail_store_load(struct tx *tx, struct arena *arena, int64_t id, struct draft_mail_row *ret_row,
					struct fault *why);

/* How many were asked for: to this recipient, in any case of its letters; from this address; in all. */
struct draft_mail_counts {
	int64_t to, from, all;
};
MUST_USE enum err draft_mail_store_count(struct tx *tx, const char *recipient, const char *address,
					 struct draft_mail_counts *ret_counts, struct fault *why);

MUST_USE enum err draft_mail_store_forget(struct tx *tx, int64_t asked_before_ms, struct fault *why);

#endif
