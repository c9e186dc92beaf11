/* SPDX-License-Identifier: Apache-2.0 */
/* How the rows of a unit are found, for bound_content.c. */
#ifndef TENKEN_STORE_BOUND_UNIT_PRIV_H
#define TENKEN_STORE_BOUND_UNIT_PRIV_H

#include "store/bound_unit.h"

/* The columns of the primary key come first in `columns`. The first `parts` of them name the unit; with a block, the
 * last of those counts blocks of rows instead of rows. */
struct bound_unit_row {
	const char *name, *columns;
	const char *kinds; /* of the primary key: 'i' a number, 't' a text */
	int parts;
	int64_t block;
	/* Statements: the rows of one unit by its parts; a page of the table's rows behind a primary key. */
	const char *select_one, *select_page;
};

extern const struct bound_unit_row bound_unit_rows[BOUND_UNITS];

#endif
