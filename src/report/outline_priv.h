/* SPDX-License-Identifier: Apache-2.0 */
/* How the parts of an outline are written: one writer, passed from part to part. */
#ifndef TENKEN_REPORT_OUTLINE_PRIV_H
#define TENKEN_REPORT_OUTLINE_PRIV_H

#include "measures/measure.h"
#include "report/outline.h"

/* What the observations say about the run itself. */
struct outline_run {
	int64_t started_ms, finished_ms; /* 0 when not recorded */
	int64_t connections;             /* -1 when not recorded */
	int64_t ports;                   /* tried at each target; 0 when not recorded */
	bool is_whole;                   /* the probe said that it came to the end */
	const char *probe_version;       /* "" when not recorded */
	const char *sources;             /* joined; "" when not recorded */
	size_t problem_count;
	const char *problem_targets; /* joined, each once */
};

struct outline_writer {
	struct arena *arena;
	const struct report_input *input;
	struct outline *outline;
	struct outline_run run;
	struct measures measures;
};

/* outline_mark.c */
enum outline_mark outline_mark_of(const struct finding *finding);

/* outline_write.c. The text of "report.KEY" with a context that may be NULL. */
const char *outline_write_text(const struct outline_writer *w, const char *key, const struct value *context);

/* The same with one name in it. */
const char *outline_write_filled(const struct outline_writer *w, const char *key, const char *name, const char *text);

/* The same with {{count}} in it. */
const char *outline_write_count(const struct outline_writer *w, const char *key, size_t count);

/* The words of a mark. */
const char *outline_write_mark(const struct outline_writer *w, enum outline_mark mark);

/* Blocks are valid until the next one is added. */
struct outline_block *outline_write_heading(struct outline_writer *w, int level, const char *text);
void outline_write_paragraph(struct outline_writer *w, enum outline_kind kind, const char *text);
struct outline_block *outline_write_rows(struct outline_writer *w, enum outline_kind kind, size_t columns,
					 const int widths[OUTLINE_CELLS_MAX]);
struct outline_row *outline_write_row(struct outline_writer *w, struct outline_block *block, const char *first,
				      const char *second, const char *third);

/* Joined by the separator of the language; a text that is empty is passed over. */
const char *outline_write_joined(const struct outline_writer *w, const char *sofar, const char *next);

/* outline_run.c */
struct outline_run outline_run_read(const struct outline_writer *w);

/* outline_measure.c: what to do, all of it, and the first of it for the summary. */
void outline_measure_write_all(struct outline_writer *w);
void outline_measure_write_first(struct outline_writer *w, size_t max);

/* outline_change.c: what changed since the last diagnosis; nothing when there is none. */
void outline_change_write(struct outline_writer *w);

/* outline_about.c: scope and method, limits, who did it, words. */
void outline_about_write(struct outline_writer *w);

#endif
