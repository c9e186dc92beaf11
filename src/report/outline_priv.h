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
	size_t *measure_blocks; /* of their headings, once those are written, and behind them of the list of results */
	const struct observation **by_place; /* by target and port, then as they were made */
	const size_t *numbers;               /* of the measures in the whole report */
	size_t contents;                     /* the block behind the table of contents; 0: there is none */
	int sheet;                           /* of the blocks that are being written */
};

/* What a link to the list of results names in the place of a measure. */
#define OUTLINE_RESULTS(w) ((w)->measures.count)

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
					 const int *widths); /* one for each column */
struct outline_row *outline_write_row(struct outline_writer *w, struct outline_block *block, const char *first,
				      const char *second, const char *third);

/* Lets a row lead to a measure: on a page by the text, on paper by its page numbers. */
void outline_write_link(struct outline_writer *w, struct outline_row *row, size_t measure, const char *text);

/* Joined by the separator of the language; a text that is empty is passed over. */
const char *outline_write_joined(const struct outline_writer *w, const char *sofar, const char *next);

/* outline_run.c */
struct outline_run outline_run_read(const struct outline_writer *w);

/* outline_measure.c: what to do, all of it; and the parts of it that the summary tells. */
void outline_measure_write_all(struct outline_writer *w);
const char *outline_measure_deed(const struct outline_writer *w, const struct measure *measure);
const char *outline_measure_group(const struct outline_writer *w, enum assignment_group group);
const char *outline_measure_harm(const struct outline_writer *w, enum assignment_harm harm);
const char *outline_measure_deadline(const struct outline_writer *w, const struct measure *measure);

/* outline_evidence.c: rows for engineers, with the conversations that the finding rests on. The index is made once. */
void outline_evidence_index(struct outline_writer *w);
void outline_evidence_write(struct outline_writer *w, struct outline_block *facts, const struct finding *finding);

/* outline_explanation.c: a row with what the company says of the finding, or that it may; whether that lowered all of a
 * measure; how often it said something, each time in a new issue of the report. */
void outline_explanation_write(struct outline_writer *w, struct outline_block *facts, const struct finding *finding);
bool outline_explanation_covers(const struct outline_writer *w, const struct measure *measure);
size_t outline_explanation_issues(const struct outline_writer *w);

/* outline_run.c: the ports that answered, by target, address and port. */
struct outline_door {
	const char *target, *address;
	int port;
	const char *service; /* in words */
	const char *said;    /* what it said of itself, made harmless; "" for nothing */
};

struct outline_doors {
	struct outline_door *items;
	size_t count;
};

struct outline_doors outline_doors_find(struct outline_writer *w);

/* outline_president.c: the two pages for the president. */
void outline_president_write(struct outline_writer *w);
void outline_president_verdict(struct outline_writer *w);
size_t outline_president_count(const struct outline_writer *w, enum outline_mark mark);

/* outline_lists.c: what an expert looks up. The contents are filled when all other parts are written. */
void outline_lists_write_contents(struct outline_writer *w);
void outline_lists_fill_contents(struct outline_writer *w);
void outline_lists_write_assets(struct outline_writer *w);
void outline_lists_write_checks(struct outline_writer *w);
void outline_lists_write_severity(struct outline_writer *w);

/* outline_letter.c */
void outline_letter_write(struct outline_writer *w);

/* outline_change.c: what changed since the last diagnosis; nothing when there is none. */
void outline_change_write(struct outline_writer *w);

/* outline_about.c: scope and method, limits, who did it, words. */
const char *outline_about_confirmed(const struct outline_writer *w); /* who read it before it went out */
void outline_about_write(struct outline_writer *w);
void outline_about_write_part(struct outline_writer *w); /* only what every vendor may know */

#endif
