/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a browser has to answer within minutes, and once: the question that a passkey signs, or the code that is asked
 * for behind a right password. Only hashes are stored.
 */
#ifndef TENKEN_STORE_ACCOUNT_CHALLENGE_STORE_H
#define TENKEN_STORE_ACCOUNT_CHALLENGE_STORE_H

#include "store/db.h"

struct challenge_row {
	struct str token_hash;
	const char *purpose; /* no answer for one is good for another */
	int64_t person_id;   /* 0 when it is not known yet whose answer it will be */
	int64_t tries;       /* that were counted */
	int64_t expires_ms;
};

/* All that have expired. */
MUST_USE enum err challenge_store_forget(struct tx *tx, int64_t now_ms, struct fault *why);
/* Adding also forgets. */
MUST_USE enum err challenge_store_insert(struct tx *tx, const struct challenge_row *row, int64_t now_ms,
					 struct fault *why);
/* Of this purpose and still good; ERR_NOT_FOUND otherwise. Its strings live in the arena. */
MUST_USE enum err challenge_store_find(struct tx *tx, struct arena *arena, struct str token_hash, const char *purpose,
				       int64_t now_ms, struct challenge_row *ret_row, struct fault *why);
MUST_USE enum err challenge_store_add_try(struct tx *tx, struct str token_hash, struct fault *why);
MUST_USE enum err challenge_store_delete(struct tx *tx, struct str token_hash, struct fault *why);
MUST_USE enum err challenge_store_delete_of(struct tx *tx, int64_t person_id,
					    struct fault *why); /* all of a person's */

#endif
