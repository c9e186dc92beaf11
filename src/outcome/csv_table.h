/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A whole table as somebody hands it over: comma-separated values (RFC 4180), UTF-8 or CP932, a heading and rows of the
 * same width. What is wrong is told with its line and column.
 */
#ifndef TENKEN_OUTCOME_CSV_TABLE_H
#define TENKEN_OUTCOME_CSV_TABLE_H

#include "codec/byte_source.h"

#define CSV_TABLE_ROWS_MAX  250000
#define CSV_TABLE_BYTES_MAX ((size_t)256 << 20) /* of all cells */

struct csv_table {
	struct str *heads; /* none is empty, none stands twice */
	size_t columns;
	struct str *cells; /* row by row, without white space at both ends */
	size_t rows;
	uint64_t *lines; /* where each row begins, from 1 */
};

/* Lives in the arena. ERR_INVALID for what is no such table, also for one without a row; ERR_TOO_LARGE; the source's.
 */
MUST_USE enum err csv_table_read(struct arena *arena, struct byte_source source, struct csv_table *ret_table,
				 struct fault *why);

/* The column of this name, or table->columns. */
size_t csv_table_find(const struct csv_table *table, struct str head);

static inline struct str csv_table_cell(const struct csv_table *table, size_t row, size_t column)
{
	return table->cells[row * table->columns + column];
}

#endif
