/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Browsers from which a person has signed in before. Only hashes of their tokens are stored.
 */
#ifndef TENKEN_STORE_ACCOUNT_DEVICE_STORE_H
#define TENKEN_STORE_ACCOUNT_DEVICE_STORE_H

#include "store/db.h"

/* All that have expired. */
MUST_USE enum err device_store_forget(struct tx *tx, int64_t now_ms, struct fault *why);
/* Until expires_ms. Adding also forgets. */
MUST_USE enum err device_store_insert(struct tx *tx, struct str token_hash, int64_t person_id, int64_t expires_ms,
				      int64_t now_ms, struct fault *why);

/* Whether it is a live device of this person, and how often its sign-in failed since the last that did not. */
MUST_USE enum err device_store_find(struct tx *tx, struct str token_hash, int64_t person_id, int64_t now_ms,
				    bool *ret_is_known, int64_t *ret_failures, struct fault *why);
MUST_USE enum err device_store_add_failure(struct tx *tx, struct str token_hash, struct fault *why);

MUST_USE enum err device_store_delete(struct tx *tx, struct str token_hash, struct fault *why);
/* Forgets all devices of a person. */
MUST_USE enum err device_store_delete_of(struct tx *tx, int64_t person_id, struct fault *why);

#endif
