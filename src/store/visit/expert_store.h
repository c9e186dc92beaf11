/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the roster says of the people in the expert's role: one row a person of whom something was noted.
 */
#ifndef TENKEN_STORE_VISIT_EXPERT_STORE_H
#define TENKEN_STORE_VISIT_EXPERT_STORE_H

#include "store/db.h"

struct expert_row {
	int64_t person_id;
	const char *name;    /* of the person, with is_disabled and assigned; not saved */
	bool is_disabled;    /* signs in no more */
	int64_t assigned;    /* companies of this expert that take part: confirmed or supported */
	const char *number;  /* of the qualification, as typed; "" when it is not known */
	int64_t expires_day; /* the last day on which it is valid; 0 when it is not known */
	const char *area;    /* where the expert goes; "" when it is not known */
	int64_t capacity;    /* companies at most */
	bool has_capacity;
};

/* Writes the row of that person anew. */
MUST_USE enum err expert_store_save(struct tx *tx, const struct expert_row *row, struct fault *why);

/* All people in the expert's role, also those of whom nothing was noted, by name; a person_id other than 0: that one
 * alone. */
MUST_USE enum err expert_store_list(struct tx *tx, struct arena *arena, int64_t person_id, struct expert_row **ret_rows,
				    size_t *ret_count, struct fault *why);

#endif
