/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Runs a template on what was observed at one target and port: yes, no, or cannot be told. Knows matchers; must never
 * know what a finding is.
 *
 * The format's default is that one matcher is enough, and many templates ask for one word or a status alone; such
 * templates are the known source of false positives (nuclei-templates#15520). So a match says how much it rests on.
 * Each word, pattern or run of bytes that had to be there is one mark, a text of 16 bytes or more two, an exact value
 * (a digest) two; conditions joined by "and" add up. A status, and what had to be absent, are no marks: every site
 * answers with some status, and lacks almost everything. Fewer than NUCLEI_MARKS_STRONG is weak.
 */
#ifndef TENKEN_NUCLEI_NUCLEI_MATCH_H
#define TENKEN_NUCLEI_NUCLEI_MATCH_H

#include "nuclei/nuclei_view.h"

#define NUCLEI_MARKS_STRONG 2

struct nuclei_match {
	enum nuclei_answer answer;
	/* Of a YES: */
	size_t marks;                    /* how many things had to be there */
	const char *matcher;             /* name of the matcher that decided, or "" */
	const char *extracted;           /* the first thing that the template takes out of it, or "" */
	const struct observation *shown; /* where it was seen; NULL when several answers together say it */
};

/* Everything lives in the arena. NUCLEI_CANNOT_TELL also for a template that is refused. */
struct nuclei_match nuclei_match_run(const struct nuclei_template *template, const struct nuclei_seen *seen,
				     struct nuclei_patterns *patterns, struct arena *arena);

#endif
