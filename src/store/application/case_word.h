/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The words by which cases are found: keys of names, numbers and addresses, kept from each character on with which a
 * search may begin, so that any part of them is found by one range of an index. The log does not bind them, since they
 * say nothing of their own.
 */
#ifndef TENKEN_STORE_APPLICATION_CASE_WORD_H
#define TENKEN_STORE_APPLICATION_CASE_WORD_H

#include "store/db.h"

struct case_word {
	const char *key;
	bool is_whole; /* found by its beginning, and by what stands behind a sign in it; else from any character on */
};

/* The words of a case, in place of those that it had. */
MUST_USE enum err case_word_replace(struct tx *tx, int64_t case_id, const struct case_word *words, size_t count,
				    struct fault *why);

/* The newest case that has words; 0: none has. */
MUST_USE enum err case_word_newest(struct tx *tx, int64_t *ret_case_id, struct fault *why);

#endif
