/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Unfinished applications of visitors. Only hashes of their tokens are stored.
 */
#ifndef TENKEN_STORE_APPLICATION_DRAFT_STORE_H
#define TENKEN_STORE_APPLICATION_DRAFT_STORE_H

#include "store/db.h"

/* Which draft: a browser may fill in several applications, one in each tab. */
struct draft_key {
	struct str token_hash; /* of the browser */
	const char *edition;   /* that it applies to */
	const char *name;      /* that the address of its pages shows; no secret */
};

struct draft_row {
	const char *name;
	const char *answers; /* JSON object; "" when there is no such draft */
	int64_t case_id;     /* of the application it became, or 0 */
	int64_t saved_ms;
};

/* An expired draft is none. */
MUST_USE enum err draft_store_load(struct tx *tx, struct arena *arena, const struct draft_key *key, int64_t now_ms,
				   struct draft_row *ret_row, struct fault *why);

MUST_USE enum err draft_store_save(struct tx *tx, const struct draft_key *key, const struct draft_row *row,
				   int64_t expires_ms, int64_t now_ms, struct fault *why);

/* Forgets drafts that have expired. */
MUST_USE enum err draft_store_forget(struct tx *tx, int64_t now_ms, struct fault *why);

/* The browser's drafts for the edition that are not sent, newest first; the key's name does not matter. */
MUST_USE enum err draft_store_list(struct tx *tx, struct arena *arena, const struct draft_key *key, int64_t now_ms,
				   struct draft_row **ret_rows, size_t *ret_count, struct fault *why);

/* Leaves less than so many drafts that are not sent, of one browser and of all: the oldest go. */
MUST_USE enum err draft_store_make_room(struct tx *tx, struct str token_hash, int64_t own_max, int64_t all_max,
					struct fault *why);

#endif
