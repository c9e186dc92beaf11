/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The cases that a company may have had in earlier calls: to show to the office, never to the company.
 */
#ifndef TENKEN_STORE_APPLICATION_EARLIER_CASE_STORE_H
#define TENKEN_STORE_APPLICATION_EARLIER_CASE_STORE_H

#include "store/application/case_row.h"

#define EARLIER_CASE_MAX 10 /* of each kind */

enum earlier_case_kind {
	EARLIER_CASE_SAME, /* the corporate number is the same */
	EARLIER_CASE_LOOK, /* the folded name and the folded address are the same, which can be another company */
};

/* Those of the other calls that arrived before this case, the newest first. A case that gave a corporate number is
 * never EARLIER_CASE_LOOK for one that gave another. */
MUST_USE enum err earlier_case_store_list(struct tx *tx, struct arena *arena, const struct case_row *of,
					  enum earlier_case_kind kind, struct case_row **ret_rows, size_t *ret_count,
					  struct fault *why);

#endif
