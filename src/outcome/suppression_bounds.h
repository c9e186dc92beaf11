/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What can be computed of the hidden numbers of tables that count the same: the sums between them, and what these
 * allow. Serves cell_suppression.h, which says what they mean.
 */
#ifndef TENKEN_OUTCOME_SUPPRESSION_BOUNDS_H
#define TENKEN_OUTCOME_SUPPRESSION_BOUNDS_H

#include "outcome/count_table.h"

#define SUPPRESSION_BOUNDS_COUNTS_MAX 20000 /* unknown counts: combinations of all values */

/* A number of a table that is told or hidden. */
struct suppression_cell {
	const struct count_table *table;
	size_t cell;   /* of the table */
	int64_t count; /* where it is told */
	bool is_hidden;
	bool is_least;  /* there are at least so many */
	int64_t lo, hi; /* of a hidden one; COUNT_TABLE_COUNT_MAX where nothing bounds it */
	int64_t width_wanted;
	uint32_t *members; /* the unknown counts that it adds up */
	size_t member_count;
};

struct suppression_bounds {
	struct arena *arena;
	struct count_axis *axes; /* of all tables that hang together */
	size_t axis_count;
	size_t counts; /* combinations of values on the axes */
	struct suppression_cell *cells;
	size_t cell_count;
};

/* Takes the tables that hang together with the first by their columns. *ret_new: how many cells are of the first. */
MUST_USE enum err suppression_bounds_init(struct arena *arena, const struct count_table *table,
					  const struct count_table *published, size_t published_count,
					  struct suppression_bounds *ret_bounds, size_t *ret_new, struct fault *why);

/* Fills lo and hi of the hidden cells. ERR_INVALID when the told ones contradict each other. */
MUST_USE enum err suppression_bounds_find(struct suppression_bounds *bounds, struct fault *why);

/* Which of the first new_count cells have to change, with the least weight, so that the target is that large: moves[]
 * of each. *ret_is_possible is false when no change of them makes it so. */
MUST_USE enum err suppression_bounds_pattern(struct suppression_bounds *bounds, size_t target, int64_t size,
					     size_t new_count, bool *moves, bool *ret_is_possible, struct fault *why);

#endif
