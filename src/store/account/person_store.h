/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Staff, their sessions, the drafts of visitors and the one-time tokens of forms. Only hashes of tokens
 * are stored.
 */
#ifndef TENKEN_STORE_ACCOUNT_PERSON_STORE_H
#define TENKEN_STORE_ACCOUNT_PERSON_STORE_H

#include "people/role.h"
#include "store/db.h"

struct person_row {
	int64_t id;
	const char *sign_in_name;
	const char *display_name;
	enum role role;
	const char *password_hash;
	bool is_disabled;
};

/* ERR_CONFLICT when the sign-in name is taken. */
MUST_USE enum err person_store_insert(struct tx *tx, const struct person_row *row, int64_t now_ms, struct fault *why);
/* ERR_NOT_FOUND when there is none. */
MUST_USE enum err person_store_find(struct tx *tx, struct arena *arena, const char *sign_in_name,
				    struct person_row *ret_row, struct fault *why);
/* By id; ERR_NOT_FOUND when there is none. */
MUST_USE enum err person_store_load(struct tx *tx, struct arena *arena, int64_t id, struct person_row *ret_row,
				    struct fault *why);
MUST_USE enum err person_store_list(struct tx *tx, struct arena *arena, struct person_row **ret_rows, size_t *ret_count,
				    struct fault *why);
MUST_USE enum err person_store_save_password(struct tx *tx, int64_t id, const char *password_hash, struct fault *why);

/* Failed sign-ins of a name since a moment, for people/throttle.h. Adding also forgets those older than a day. */
MUST_USE enum err person_store_failures(struct tx *tx, const char *sign_in_name, int64_t since_ms, int64_t *ret_count,
					int64_t *ret_last_ms, struct fault *why);
MUST_USE enum err person_store_add_failure(struct tx *tx, const char *sign_in_name, int64_t now_ms, struct fault *why);
MUST_USE enum err person_store_clear_failures(struct tx *tx, const char *sign_in_name, struct fault *why);

/* A session of a person (person_id) or of a company (case_number); the other is 0. */
struct session_row {
	struct str token_hash;
	int64_t person_id;
	int64_t case_number;
	int64_t expires_ms;
};
/* Adding also forgets sessions that have expired. */
MUST_USE enum err session_store_insert(struct tx *tx, const struct session_row *row, int64_t now_ms, struct fault *why);
MUST_USE enum err session_store_delete(struct tx *tx, struct str token_hash, struct fault *why);
/* Who a live session belongs to; role 0 when there is none, it has expired or the person is disabled. */
MUST_USE enum err session_store_find_actor(struct tx *tx, struct arena *arena, struct str token_hash, int64_t now_ms,
					   struct actor *ret_actor, struct fault *why);

/* A visitor's unfinished application. */
struct draft_row {
	const char *answers; /* JSON object; "" when there is no such draft */
	int64_t case_number; /* of the application it became, or 0 */
};
MUST_USE enum err draft_store_load(struct tx *tx, struct arena *arena, struct str token_hash, int64_t now_ms,
				   struct draft_row *ret_row, struct fault *why);
/* Saving also forgets drafts that have expired. */
MUST_USE enum err draft_store_save(struct tx *tx, struct str token_hash, const struct draft_row *row,
				   int64_t expires_ms, int64_t now_ms, struct fault *why);

/* Claims a form's one-time token for the location that its use leads to. *ret_earlier is NULL at the first
 * use, else where the first use led. */
MUST_USE enum err form_use_claim(struct tx *tx, struct arena *arena, struct str nonce, const char *location,
				 int64_t now_ms, const char **ret_earlier, struct fault *why);

#endif
