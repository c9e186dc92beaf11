/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which public keys were seen at which case's servers. Not bound: made from the observations, which are.
 */
#ifndef TENKEN_STORE_DIAGNOSIS_SEEN_KEY_STORE_H
#define TENKEN_STORE_DIAGNOSIS_SEEN_KEY_STORE_H

#include "store/db.h"

#define SEEN_KEY_CASES_MAX 20

/* key: "tls:" and the SHA-256 in small hexadecimal letters. What is there stays. */
MUST_USE enum err seen_key_store_add(struct tx *tx, const char *key, int64_t case_id, struct fault *why);

/* Ids of the first SEEN_KEY_CASES_MAX other cases with this key, in order of arrival. Those of the same corporate
 * number are the same company's and left out; "" is nobody's. */
MUST_USE enum err seen_key_store_list_others(struct tx *tx, struct arena *arena, const char *key, int64_t case_id,
					     const char *corporate_number, int64_t **ret_ids, size_t *ret_count,
					     struct fault *why);

#endif
