/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Unfinished applications of visitors. Only hashes of their tokens are stored.
 */
#ifndef TENKEN_STORE_APPLICATION_DRAFT_STORE_H
#define TENKEN_STORE_APPLICATION_DRAFT_STORE_H

#include "store/db.h"

/* A visitor's unfinished application. */
struct draft_row {
	const char *edition; /* that it applies to */
	const char *answers; /* JSON object; "" when there is no such draft */
	int64_t case_id;     /* of the application it became, or 0 */
};
/* A draft of another edition is none. */
MUST_USE enum err draft_store_load(struct tx *tx, struct arena *arena, struct str token_hash, const char *edition,
				   int64_t now_ms, struct draft_row *ret_row, struct fault *why);
/* Saving also forgets drafts that have expired. */
MUST_USE enum err draft_store_save(struct tx *tx, struct str token_hash, const struct draft_row *row,
				   int64_t expires_ms, int64_t now_ms, struct fault *why);

#endif
