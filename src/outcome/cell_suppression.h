/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which numbers of a table of counts are not told, so that no small number can be read or computed from it and from all
 * tables that were published before.
 *
 * What anybody can compute: each table is a sum over the same unknown counts, one for each combination of all columns
 * that hang together; a column that a table lacks is summed over. Of a number that is not told, lo and hi are the
 * smallest and the largest that all told numbers allow, by linear programming, made whole.
 *
 *   primary        counts from 1 to k - 1 are not told
 *   complementary  while for some number hi - lo < k, further ones are not told either: those with the least weight
 *                  whose change lets it grow so far (a linear relaxation of Fischetti and Salazar, 2000; totals weigh
 *                  more than cells). At the end those that turned out needless are told again.
 *
 * The total of all is always told. Where that is not possible, or no cell above 0 is left, the table is withheld. Of an
 * older table nothing can be taken back: its numbers only have to stay as wide as they were, where that was less than
 * k.
 */
#ifndef TENKEN_OUTCOME_CELL_SUPPRESSION_H
#define TENKEN_OUTCOME_CELL_SUPPRESSION_H

#include "outcome/count_table.h"

#define CELL_SUPPRESSION_TABLES_MAX 100

struct cell_suppression {
	bool is_withheld; /* nothing useful would remain: no number of it may be told */
	bool *is_hidden;  /* of each cell of the table */
	int64_t *lo, *hi; /* of each cell; the count itself where it is told */
	size_t primary, complementary;
};

/* table: complete (count_table_complete). k >= 2. ERR_INVALID when the tables contradict each other; ERR_TOO_LARGE,
 * ERR_TIMEOUT when they are too many to compute with. */
MUST_USE enum err cell_suppression_make(struct arena *arena, const struct count_table *table,
					const struct count_table *published, size_t published_count, int64_t k,
					struct cell_suppression *ret_result, struct fault *why);

/* Whether rows that are to be published one by one (count_table_of_rows) make a number of the published tables narrower
 * than k: *ret_table is that table, or NULL. Errors as above. */
MUST_USE enum err cell_suppression_judge(struct arena *arena, const struct count_table *rows,
					 const struct count_table *published, size_t published_count, int64_t k,
					 const struct count_table **ret_table, struct fault *why);

#endif
