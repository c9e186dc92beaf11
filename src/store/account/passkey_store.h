/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The passkeys of staff, and how far each has counted; and the last code that a telephone showed.
 */
#ifndef TENKEN_STORE_ACCOUNT_PASSKEY_STORE_H
#define TENKEN_STORE_ACCOUNT_PASSKEY_STORE_H

#include "store/db.h"

#define PASSKEY_STORE_MAX 10 /* of one person */

struct passkey_row {
	int64_t id, person_id;
	struct str credential, public_key;
	const char *name;
	int64_t made_ms;
	int64_t counter, used_ms; /* used_ms: when it signed in last; 0 for never */
};

/* ERR_CONFLICT when there is such a credential already. */
MUST_USE enum err passkey_store_insert(struct tx *tx, const struct passkey_row *row, struct fault *why);
/* By what the device calls it; ERR_NOT_FOUND when nobody has it. */
MUST_USE enum err passkey_store_find(struct tx *tx, struct arena *arena, struct str credential,
				     struct passkey_row *ret_row, struct fault *why);
/* Of a person, the oldest first. */
MUST_USE enum err passkey_store_list(struct tx *tx, struct arena *arena, int64_t person_id,
				     struct passkey_row **ret_rows, size_t *ret_count, struct fault *why);
MUST_USE enum err passkey_store_save_use(struct tx *tx, int64_t id, int64_t counter, int64_t now_ms, struct fault *why);
/* ERR_NOT_FOUND when it is not one of the person's. */
MUST_USE enum err passkey_store_delete(struct tx *tx, int64_t person_id, int64_t id, struct fault *why);

/* The step of the last code (people/totp.h); 0 when none was used. */
MUST_USE enum err passkey_store_code_step(struct tx *tx, int64_t person_id, int64_t *ret_step, struct fault *why);
MUST_USE enum err passkey_store_save_code_step(struct tx *tx, int64_t person_id, int64_t step, struct fault *why);

#endif
