/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A table of counts: some columns that say what is counted and the column "count". "*" in a column stands for all its
 * values, so that totals are rows too. "X" (or nothing) in "count" is a number that is not told.
 */
#ifndef TENKEN_OUTCOME_COUNT_TABLE_H
#define TENKEN_OUTCOME_COUNT_TABLE_H

#include "outcome/csv_table.h"

#define COUNT_TABLE_COLUMN    "count"
#define COUNT_TABLE_ALL       "*"
#define COUNT_TABLE_HIDDEN    "X"
#define COUNT_TABLE_AXES_MAX  6
#define COUNT_TABLE_CELLS_MAX 4096 /* with the totals */
#define COUNT_TABLE_COUNT_MAX 1000000000

enum count_table_state { COUNT_TABLE_UNTOLD, COUNT_TABLE_TOLD, COUNT_TABLE_NOT_TOLD };

struct count_axis {
	struct str name;
	struct str *values; /* in the order in which they come */
	size_t count;
};

/* A cell is numbered by its places on the axes, the last one first; behind the values of an axis stands "*". */
struct count_table {
	const char *name; /* of the file */
	struct count_axis axes[COUNT_TABLE_AXES_MAX];
	size_t axis_count;
	size_t cells;
	int64_t *count;       /* of each cell, where it is told */
	unsigned char *state; /* of each cell: enum count_table_state; UNTOLD: the table has no such row */
	bool is_least;        /* what is told is not all: there may be more of each */
};

/* Whether the table has the column "count". */
bool count_table_is(const struct csv_table *table);

/* A table as it was published. Columns named "lo" and "hi" are passed over. ERR_INVALID with line and column, and
 * ERR_TOO_LARGE. */
MUST_USE enum err count_table_read(struct arena *arena, const char *name, const struct csv_table *table,
				   struct count_table *ret_table, struct fault *why);

/* Of a table with true counts: rows that are missing count 0, missing totals are added up, those that are there must be
 * right, nothing is untold; of an axis with one value there is no total. ERR_INVALID. */
MUST_USE enum err count_table_complete(struct count_table *table, struct fault *why);

/* The same of rows that are published one by one: how many rows have the values of these columns. At least so many
 * there are, there may be more that were left out. cells: rows of them, columns apart. ERR_TOO_LARGE. */
MUST_USE enum err count_table_of_rows(struct arena *arena, const struct csv_table *rows, const size_t *columns,
				      size_t column_count, struct count_table *ret_table, struct fault *why);

/* The place of a cell on an axis; axes[axis].count stands for "*". */
size_t count_table_place(const struct count_table *table, size_t cell, size_t axis);

/* How many places of the cell are "*". */
size_t count_table_stars(const struct count_table *table, size_t cell);

#endif
