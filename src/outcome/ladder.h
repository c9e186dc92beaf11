/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How one column of a table is made coarser, step by step: from what was written, over groups, to "*", which stands for
 * all. The kind of a column is seen from its values:
 *
 *   number  whole numbers        bands 10-19 (1-2-5 series), even or, where they spread over more than a factor of 20,
 *                                growing with the number
 *   date    YYYY-MM-DD           month, year
 *   code    ASCII of one length  leading characters, the others as "?"
 *   text    all else             values of few rows become one, whose name the caller gives
 *
 * An empty cell stays empty until "*".
 */
#ifndef TENKEN_OUTCOME_LADDER_H
#define TENKEN_OUTCOME_LADDER_H

#include "base/str.h"

#define LADDER_STEPS_MAX 8

enum ladder_kind { LADDER_NUMBER, LADDER_DATE, LADDER_CODE, LADDER_TEXT };

struct ladder_step {
	size_t *group;      /* of each value */
	size_t *group_rows; /* rows in each group */
	struct str *label;  /* of each group */
	size_t groups;
	const char *width; /* how coarse, for people: "10", "1-2-5", "month", "2 characters"; "" of the first step */
	double loss;       /* bits that a reader loses over all rows: sum of log2(rows of group / rows of value) */
};

struct ladder {
	enum ladder_kind kind;
	struct str *values; /* as written, in the order of their bytes */
	size_t *value_rows;
	size_t count;
	size_t *value_of_row;
	size_t steps; /* at least 1; the last has one group, "*" (when there is but one value, that value) */
	struct ladder_step step[LADDER_STEPS_MAX];
};

/* cells: rows of them, stride apart. few: values of text in fewer rows than this, then twice as many ..., become one.
 * All lives in the arena. */
void ladder_make(struct arena *arena, const struct str *cells, size_t stride, size_t rows, size_t few,
		 const char *other, struct ladder *ret_ladder);

/* The values alone, without steps. */
void ladder_collect(struct arena *arena, const struct str *cells, size_t stride, size_t rows,
		    struct ladder *ret_ladder);

/* "number", "date", "code", "text". */
const char *ladder_kind_name(enum ladder_kind kind);

#endif
