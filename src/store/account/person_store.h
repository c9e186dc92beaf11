/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Staff.
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
	const char *mail;  /* "" when the office knows none */
	int64_t second_ms; /* when the telephone with the codes was set up; 0 for none */
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
/* Disabled since now_ms; 0 enables. */
MUST_USE enum err person_store_save_disabled(struct tx *tx, int64_t id, int64_t now_ms, struct fault *why);
/* The telephone with the codes was set up at second_ms; 0 takes it away. */
MUST_USE enum err person_store_save_second(struct tx *tx, int64_t id, int64_t second_ms, struct fault *why);
/* Ends all sessions of a person but one; bound as below. The browsers of the others are strangers from then on. */
MUST_USE enum err person_store_end_other_sessions(struct tx *tx, int64_t id, struct str keep, struct fault *why);
/* Ends all sessions of a person. The person's row is bound again as it is, so that the log's entry names whose they
 * were. */
MUST_USE enum err person_store_end_sessions(struct tx *tx, int64_t id, struct fault *why);

#endif
