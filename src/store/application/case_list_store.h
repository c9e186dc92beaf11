/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Lists of cases, in order of arrival.
 */
#ifndef TENKEN_STORE_APPLICATION_CASE_LIST_STORE_H
#define TENKEN_STORE_APPLICATION_CASE_LIST_STORE_H

#include "store/application/case_row.h"

/* Those after the first `offset`, at most `limit`. */
struct case_filter {
	const char *edition;    /* "" for all */
	const char *state;      /* "" for all */
	const char *course;     /* "" for all */
	const char *search_key; /* the beginning of one of its words (case_word.h), "" for all */
	int64_t expert_id;      /* 0 for all */
	int64_t offset, limit;
};
MUST_USE enum err case_list_store_read(struct tx *tx, struct arena *arena, const struct case_filter *filter,
				       struct case_row **ret_rows, size_t *ret_count, struct fault *why);

/* How many cases match, apart from offset and limit. */
MUST_USE enum err case_list_store_count(struct tx *tx, const struct case_filter *filter, int64_t *ret_count,
					struct fault *why);

/* Cases in order of their ids, behind this one, at most `limit`. */
MUST_USE enum err case_list_store_after(struct tx *tx, struct arena *arena, int64_t case_id, int64_t limit,
					struct case_row **ret_rows, size_t *ret_count, struct fault *why);

#endif
