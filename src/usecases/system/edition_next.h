/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The call of the following year from this year's edition.yaml: its own text with the few places changed that follow
 * from the year, so that comments and order stay. Dates of the next year that are no business days of the edition move:
 * the first and the last day of the reception to the next one (民法142条), the end of support to the one before.
 *
 * Changed are id, receipt_prefix, fiscal_year, reception, support_ends, and the year in the lines above the reception
 * (the name). Every other line that names a year is listed for a person: a statement whose words change needs its next
 * version, and an address with a year in it is not ours to invent.
 */
#ifndef TENKEN_USECASES_SYSTEM_EDITION_NEXT_H
#define TENKEN_USECASES_SYSTEM_EDITION_NEXT_H

#include "programme/edition.h"

struct edition_next_line {
	size_t line;        /* from 1 */
	const char *text;   /* without white space at both ends */
	const char *before; /* of a line that was changed; NULL of one to look at */
};

struct edition_next {
	struct str yaml;
	const char *id;
	struct edition_next_line *lines; /* in the order of the file */
	size_t count;
};

/* All lives in the arena. ERR_UNSUPPORTED for an edition whose id or receipt_prefix ends in no number ("tokyo_r7"), or
 * whose next year lies behind the calendar. */
MUST_USE enum err edition_next(struct arena *arena, const struct edition *edition, struct str yaml,
			       struct edition_next *ret_next, struct fault *why);

#endif
