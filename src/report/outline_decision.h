/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The sheet on which the public body decides (決裁資料): the applications that wait for its approval, a row each, with
 * who checked them and when, and room for its seals. Knows how it stands on paper; what is in a row is its caller's.
 */
#ifndef TENKEN_REPORT_OUTLINE_DECISION_H
#define TENKEN_REPORT_OUTLINE_DECISION_H

#include "report/outline.h"

/* Of one application, in words; a text may have several lines. */
struct outline_decision_row {
	const char *application; /* its number, course, and when it came */
	const char *company;     /* name and place */
	const char *size;        /* industry, capital, employees */
	const char *checks;      /* what the checklist came to */
	const char *checked;     /* by whom, and when */
};

struct outline_decision {
	const struct texts *texts;
	enum lang lang;
	int64_t now_ms;
	bool rehearsal;
	const char *programme, *author;
	const struct outline_decision_row *rows;
	size_t count;
};

/* The outline lives in the arena and points into the input. The same input gives the same outline. */
struct outline *outline_decision_build(struct arena *arena, const struct outline_decision *decision);

#endif
