/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The application on paper: every question of an edition's form with boxes to tick and room to write, for who cannot or
 * will not fill in pages. Knows how questions look on paper; the questions are the edition's.
 */
#ifndef TENKEN_REPORT_OUTLINE_PAPER_H
#define TENKEN_REPORT_OUTLINE_PAPER_H

#include "programme/edition.h"
#include "report/outline.h"

struct outline_paper {
	const struct texts *texts;
	const struct edition *edition;
	enum lang lang;
	const char *closes; /* the last day and hour, in words */
	int64_t now_ms;
	bool rehearsal;
};

/* The outline lives in the arena and points into the edition. The same input gives the same outline. */
struct outline *outline_paper_build(struct arena *arena, const struct outline_paper *paper);

#endif
