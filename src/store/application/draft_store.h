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
	const char *address; /* of the client that saved it last, as limits count it; "" for this machine */
	const char *answers; /* JSON object; "" when there is no such draft */
	int64_t case_id;     /* of the application it became, or 0 */
	int64_t saved_ms;
	int64_t expires_ms;    /* 0 when there is no such draft */
	int64_t link_id;       /* by which mailed links name it, or 0 */
	int64_t invitation_id; /* by which it was begun, or 0; set when it is saved for the first time, as the way is */
	const char *way;       /* of cases/invitation.h; "" for none */
};

/* An expired draft is none. */
MUST_USE enum err draft_store_load(struct tx *tx, struct arena *arena, const struct draft_key *key, int64_t now_ms,
				   struct draft_row *ret_row, struct fault *why);

/* It lives until expires_ms, or as long as it did where that is longer. link_id of the row is not saved. */
MUST_USE enum err draft_store_save(struct tx *tx, const struct draft_key *key, const struct draft_row *row,
				   int64_t expires_ms, int64_t now_ms, struct fault *why);

/* Names a draft that there is for links, until that moment. */
MUST_USE enum err draft_store_link(struct tx *tx, const struct draft_key *key, int64_t link_id, int64_t expires_ms,
				   struct fault *why);

/* The draft that links name so: its key and its row; ERR_NOT_FOUND. */
MUST_USE enum err draft_store_find_link(struct tx *tx, struct arena *arena, int64_t link_id, int64_t now_ms,
					struct draft_key *ret_key, struct draft_row *ret_row, struct fault *why);

/* Makes it that of another browser; a draft of that name which that browser has goes. */
MUST_USE enum err draft_store_hand_over(struct tx *tx, const struct draft_key *key, struct str token_hash,
					struct fault *why);

/* Forgets drafts that have expired. */
MUST_USE enum err draft_store_forget(struct tx *tx, int64_t now_ms, struct fault *why);

/* The browser's drafts for the edition that are not sent, newest first; the key's name does not matter. */
MUST_USE enum err draft_store_list(struct tx *tx, struct arena *arena, const struct draft_key *key, int64_t now_ms,
				   struct draft_row **ret_rows, size_t *ret_count, struct fault *why);

/* How many drafts that are not sent there may be: of a browser, of an address (not of this machine), of all. */
struct draft_limits {
	int64_t of_browser, of_address, of_all;
};

/* Leaves less than these, so that one more has room: the oldest of the browser, else of the address, else of all, go.
 */
MUST_USE enum err draft_store_make_room(struct tx *tx, struct str token_hash, const char *address,
					const struct draft_limits *limits, struct fault *why);

/* How many that are not forgotten yet were sent from an address; none from this machine. */
MUST_USE enum err draft_store_count_sent(struct tx *tx, const char *address, int64_t now_ms, int64_t *ret_count,
					 struct fault *why);

#endif
