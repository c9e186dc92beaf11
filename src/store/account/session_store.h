/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Browsers that are signed in. Only hashes of their tokens are stored.
 */
#ifndef TENKEN_STORE_ACCOUNT_SESSION_STORE_H
#define TENKEN_STORE_ACCOUNT_SESSION_STORE_H

#include "people/actor.h"
#include "store/db.h"

/* A session of a person (person_id) or of a company (case_id); the other is 0. */
struct session_row {
	struct str token_hash;
	int64_t person_id;
	int64_t case_id;
	int64_t link_version; /* of the case when its link opened the session */
	int64_t expires_ms;
};
/* All sessions that have expired. */
MUST_USE enum err session_store_forget(struct tx *tx, int64_t now_ms, struct fault *why);
/* Adding also forgets. */
MUST_USE enum err session_store_insert(struct tx *tx, const struct session_row *row, int64_t now_ms, struct fault *why);
MUST_USE enum err session_store_delete(struct tx *tx, struct str token_hash, struct fault *why);
/* The live ones of a person, the newest first. */
MUST_USE enum err session_store_list(struct tx *tx, struct arena *arena, int64_t person_id, int64_t now_ms,
				     int64_t limit, struct session_row **ret_rows, size_t *ret_count,
				     struct fault *why);
MUST_USE enum err session_store_delete_case(struct tx *tx, int64_t case_id, struct fault *why); /* all of a company's */
/* Who a live session belongs to; role 0 when there is none, it has expired, the person is disabled, or the company has
 * no page any more: its links were voided since, or the state of its case lets it in no longer. */
MUST_USE enum err session_store_find_actor(struct tx *tx, struct arena *arena, struct str token_hash, int64_t now_ms,
					   struct actor *ret_actor, struct fault *why);

#endif
