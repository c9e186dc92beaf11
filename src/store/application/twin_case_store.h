/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Cases of one call that may be of one company: the same corporate number, or the same mail address but for the case of
 * its letters. To show to the office, never to who applies: corporate numbers are public.
 */
#ifndef TENKEN_STORE_APPLICATION_TWIN_CASE_STORE_H
#define TENKEN_STORE_APPLICATION_TWIN_CASE_STORE_H

#include "store/application/case_row.h"

#define TWIN_CASE_MAX 20

/* The kind of the job that tells the first of them of another, whose subject is the other's id. */
#define TWIN_CASE_JOB "tell_twin"

/* The others, in order of arrival, at most TWIN_CASE_MAX. */
MUST_USE enum err twin_case_store_list(struct tx *tx, struct arena *arena, const struct case_row *of,
				       struct case_row **ret_rows, size_t *ret_count, struct fault *why);

/* Which of these cases have others: sets ret_marks[i] for rows[i]. */
MUST_USE enum err twin_case_store_mark(struct tx *tx, const struct case_row *rows, size_t count, bool *ret_marks,
				       struct fault *why);

#endif
