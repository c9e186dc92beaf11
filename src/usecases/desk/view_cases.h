/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Cases as a list, for the office, Tokyo and the experts. An expert sees the assigned cases only, the others all.
 */
#ifndef TENKEN_USECASES_DESK_VIEW_CASES_H
#define TENKEN_USECASES_DESK_VIEW_CASES_H

#include "codec/value_keys.h"
#include "usecases/office.h"

#define VIEW_CASES_PAGE 50

struct case_query {
	const char *edition; /* "" for all; a text is looked for in all */
	const char *state;   /* a list of the desk (desk_list.h), any other state, or "" for all */
	const char *course;  /* "" for all */
	const char *text;    /* a receipt number, or what index_cases.h finds by; "" for all */
	int64_t page;        /* from 1 */
	bool decides;        /* with the facts that decide on each (case_decision.h) */
};

extern const struct value_key view_cases_keys[];
MUST_USE enum err view_cases(const struct office *office, struct arena *arena, const struct actor *actor,
			     enum lang lang, const struct case_query *query, struct value **ret_view,
			     struct fault *why);

#endif
