/* SPDX-License-Identifier: Apache-2.0 */
/*
 * k-anonymity (Samarati and Sweeney 1998): in the table that comes out, each combination of quasi-identifiers stands in
 * at least k rows. The quasi-identifiers are made coarser column by column (outcome/ladder.h), the same for all rows,
 * and rows that then still stand in a smaller class are left out. Of all ways the one is taken that loses least: for
 * each row log2(rows with the coarse value / rows with the written one), summed over the columns (the entropy measure
 * of Gionis and Tassa, 2009), and for a row that is left out all of it and log2(rows) for itself.
 *
 * It says nothing about what the rows of one class have in common: where all of them agree in a column, who knows a
 * member knows that value. Such classes are counted for each column.
 *
 * Deterministic: the order of the rows that come in changes nothing, and those that go out are sorted.
 */
#ifndef TENKEN_OUTCOME_K_ANONYMITY_H
#define TENKEN_OUTCOME_K_ANONYMITY_H

#include "outcome/csv_table.h"
#include "outcome/ladder.h"

#define K_ANONYMITY_QUASI_MAX 8
#define K_ANONYMITY_WAYS_MAX  200000 /* combinations of steps that are compared */

enum k_anonymity_part {
	K_ANONYMITY_QUASI, /* a quasi-identifier */
	K_ANONYMITY_KEPT,
	K_ANONYMITY_LEFT_OUT, /* more than half of its filled cells say what no other row says: a name, a number, free
				 text */
};

struct k_anonymity_column {
	enum k_anonymity_part part;
	enum ladder_kind kind; /* of a quasi-identifier: how it was made coarser */
	const char *width;     /* "" as written, "*" not at all kept */
	size_t values;         /* different ones that come out */
	size_t agreeing;       /* of one that is kept: classes in which all rows say the same */
};

struct k_anonymity {
	struct str *cells; /* of the rows that come out, all columns; those of a column that is left out are empty */
	size_t rows, left_out;
	size_t classes, smallest;           /* how many, and the rows of the smallest; 0 without a row */
	bool is_useless;                    /* no row comes out, or no quasi-identifier says anything */
	struct k_anonymity_column *columns; /* of each column of the table */
};

struct k_anonymity_order {
	size_t k;            /* at least 2 */
	const size_t *quasi; /* columns of the table, 1..K_ANONYMITY_QUASI_MAX different ones */
	size_t quasi_count;
	const bool *reviewed; /* of each column: somebody has read it and it stays */
	const char *other;    /* what rare texts become */
};

/* ERR_TOO_LARGE when there are too many ways to make it coarser. */
MUST_USE enum err k_anonymity_make(struct arena *arena, const struct csv_table *table,
				   const struct k_anonymity_order *order, struct k_anonymity *ret_result,
				   struct fault *why);

#endif
