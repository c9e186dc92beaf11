/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Lists of cases, in order of arrival. Of what a very common word finds, a list holds CASE_LIST_FOUND_MAX cases, by
 * the keys that begin with it.
 */
#ifndef TENKEN_STORE_APPLICATION_CASE_LIST_STORE_H
#define TENKEN_STORE_APPLICATION_CASE_LIST_STORE_H

#include "cases/support_step.h"
#include "store/application/case_row.h"

#define CASE_LIST_FOUND_MAX 3000

/* Those after the first `offset`, at most `limit`. */
struct case_filter {
	const char *edition;    /* "" for all */
	const char *state;      /* "" for all */
	const char *course;     /* "" for all */
	const char *search_key; /* the beginning of one of its words (case_word.h), "" for all */
	int64_t expert_id;      /* 0 for all */
	int64_t offset, limit;
	enum support_step step; /* SUPPORT_STEP_NONE for all; such a list begins with the permission that ends first */
	int64_t now_ms;         /* for the step, and for what is held */
	bool is_rejudged;  /* only those of which new knowledge changed the newest diagnosis, unseen; without a step. In
			    * the order in which they were judged */
	bool is_unprinted; /* with a step: only those of which the letter of the released report was not printed yet */
	bool is_held;      /* only those whose mails wait, likewise; those first whose time comes first */
};
MUST_USE enum err case_list_store_read(struct tx *tx, struct arena *arena, const struct case_filter *filter,
				       struct case_row **ret_rows, size_t *ret_count, struct fault *why);

/* How many cases match, apart from offset and limit. */
MUST_USE enum err case_list_store_count(struct tx *tx, const struct case_filter *filter, int64_t *ret_count,
					struct fault *why);

/* Whether the search key finds more than CASE_LIST_FOUND_MAX. */
MUST_USE enum err case_list_store_is_common(struct tx *tx, const char *search_key, bool *ret_is_common,
					    struct fault *why);

/* Cases in order of their ids, behind this one, at most `limit`. */
MUST_USE enum err case_list_store_after(struct tx *tx, struct arena *arena, int64_t case_id, int64_t limit,
					struct case_row **ret_rows, size_t *ret_count, struct fault *why);

#endif
