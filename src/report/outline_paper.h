/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Forms on paper: every question of the application, or of the pre-interview, with boxes to tick and room to write, for
 * who cannot or will not fill in pages; and a pre-interview that was answered, with what it comes to. Knows how
 * questions look on paper; the questions are the edition's.
 */
#ifndef TENKEN_REPORT_OUTLINE_PAPER_H
#define TENKEN_REPORT_OUTLINE_PAPER_H

#include "programme/edition.h"
#include "report/outline.h"

struct outline_paper {
	const struct texts *texts;
	const struct edition *edition;
	enum lang lang;
	const char *closes; /* the last day to apply, or to answer, in words; "" for none */
	int64_t now_ms;
	bool rehearsal;
};

/* A pre-interview: whose, and what it answered. */
struct outline_paper_case {
	const char *company, *receipt;
	const struct value *answers; /* judged; NULL: to be filled in */
};

/* The outline lives in the arena and points into the edition. The same input gives the same outline. */
struct outline *outline_paper_build(struct arena *arena, const struct outline_paper *paper);
struct outline *outline_paper_questionnaire(struct arena *arena, const struct outline_paper *paper,
					    const struct outline_paper_case *of);

#endif
