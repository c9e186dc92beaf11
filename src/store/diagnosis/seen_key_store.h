/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which public keys were seen at which case's servers. Not bound: made from the observations, which are.
 */
#ifndef TENKEN_STORE_DIAGNOSIS_SEEN_KEY_STORE_H
#define TENKEN_STORE_DIAGNOSIS_SEEN_KEY_STORE_H

#include "store/db.h"

#define SEEN_KEY_CASES_MAX 20

/* By what a company is told from another one: two cases with one corporate number are of one company, and so are two
 * with one mail address of which one gives no number. */
struct seen_key_case {
	int64_t id;
	const char *corporate_number; /* or "" */
	const char *mail;             /* or "" */
};

/* key: "tls:" or "ssh:" and the SHA-256 in small hexadecimal letters. What is there stays. */
MUST_USE enum err seen_key_store_add(struct tx *tx, const char *key, int64_t case_id, struct fault *why);

/* The first case of each of at most SEEN_KEY_CASES_MAX other companies with this key, in order of arrival. */
MUST_USE enum err seen_key_store_list_others(struct tx *tx, struct arena *arena, const char *key,
					     const struct seen_key_case *of, int64_t **ret_ids, size_t *ret_count,
					     struct fault *why);

#endif
