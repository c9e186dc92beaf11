/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A diagnosis report as a list of blocks: what it says and in which order, not how it looks. The same
 * outline becomes a PDF (page_pdf.h) and a page (outline_value.h), so that both say the same.
 *
 * Knows the order in which a president of a small company should read. Must never know fonts, HTML, or how
 * findings came about. All words come from the texts "report.*" and "finding.*".
 */
#ifndef TENKEN_REPORT_OUTLINE_H
#define TENKEN_REPORT_OUTLINE_H

#include "checks/check.h"
#include "codec/texts.h"
#include "findings/authorisation.h"
#include "findings/explanation.h"
#include "findings/finding.h"
#include "findings/observation.h"
#include "findings/ownership.h"
#include "measures/answer_score.h"
#include "measures/assignment.h"

#define OUTLINE_CELLS_MAX    5
#define OUTLINE_FINDINGS_MAX 2000 /* further ones are ERR_TOO_LARGE: nobody reads 400 pages */
#define OUTLINE_FOREIGN_MAX  400  /* bytes of a text that a foreign service sent */

enum outline_kind {
	OUTLINE_HEADING,   /* text, level 1 or 2, perhaps a mark */
	OUTLINE_PARAGRAPH, /* text */
	OUTLINE_NOTICE,    /* text that must not be overlooked */
	OUTLINE_VERDICT,   /* a mark and the one sentence that a president should read */
	OUTLINE_LIST,      /* rows of one cell */
	OUTLINE_FACTS,     /* rows of two cells: what, and its value; a row may have a mark in its first cell */
	OUTLINE_TABLE,     /* the first row is the head; a row may have a mark in its first cell */
	OUTLINE_RADAR,     /* on paper, the picture of a score; its text says what it shows */
};

/* Shown as a shape and in words, never by colour alone. */
enum outline_mark {
	OUTLINE_MARK_NONE,
	OUTLINE_MARK_P1,
	OUTLINE_MARK_P2,
	OUTLINE_MARK_P3,
	OUTLINE_MARK_P4,
	OUTLINE_MARK_GOOD,
	OUTLINE_MARK_UNTESTABLE,
	OUTLINE_MARKS
};

/* A part of the report to which a row leads. */
struct outline_link {
	size_t block;     /* of its heading */
	const char *text; /* on a page; on paper its page numbers stand */
};

struct outline_row {
	enum outline_mark mark; /* its words are in the first cell */
	const char *cells[OUTLINE_CELLS_MAX];
	bool technical;             /* for engineers: set apart from what everybody reads */
	struct outline_link *links; /* in place of the last cell */
	size_t link_count, link_cap;
	bool link_begins; /* only the page on which the first part begins is told */
};

struct outline_block {
	enum outline_kind kind;
	int level;              /* of a heading */
	bool new_page;          /* of a heading, on paper */
	bool to_tick;           /* of a list: each item has a box */
	bool to_right;          /* of a paragraph: a sender, a date */
	bool in_window;         /* of a paragraph of a letter: the address, where the envelope's window shows it */
	bool may_cut;           /* of a table on a sheet: its last rows may go where there is no room */
	bool keeps_last;        /* but not the very last, which tells where all stand */
	int sheet;              /* not 0: stands on that page of the paper, which is made to hold it */
	enum outline_mark mark; /* of a heading */
	const char *mark_text;  /* the words of the mark, "" when there is none */
	const char *text;       /* of a heading, paragraph, notice, radar */
	const struct answer_score *score; /* of a radar */
	size_t columns;                   /* of facts and tables */
	int widths[OUTLINE_CELLS_MAX];    /* of the columns, in percent */
	struct outline_row *rows;
	size_t row_count, row_cap;
};

struct outline {
	enum lang lang;
	int64_t made_ms;
	const char *title, *subject, *author;
	const char *programme, *addressee; /* above and below the title */
	const char *running;               /* at the head of every further page */
	bool is_letter;                    /* without title, page numbers and ornament */
	const char *lost_note;             /* on paper, before the characters that no font has */
	bool has_group[ASSIGNMENT_GROUPS]; /* something is asked of them */
	const char *group_words[ASSIGNMENT_GROUPS];
	const char *mark_words[OUTLINE_MARKS]; /* for who cannot see the signs; of OUTLINE_MARK_NONE NULL */
	const char *separator;                 /* between two page numbers, and between a text and them */
	const char *page_word; /* behind a text: 「詳しい方法は#ページ」, where # is the numbers */
	struct outline_block *blocks;
	size_t count, cap;
	struct arena *arena;
};

/* What of a report is wanted. */
enum report_scope {
	REPORT_WHOLE,
	REPORT_PART,   /* for the company that mends what belongs to a group: nothing of the others' */
	REPORT_LETTER, /* a page for print and post to the president */
};

struct report_wish {
	enum lang lang;
	enum report_scope scope;
	enum assignment_group group; /* of a part */
};

struct report_input {
	struct report_wish wish;
	const struct texts *texts;
	int64_t now_ms;
	const char *edition_name, *organiser, *operator_name; /* in the language */
	const char *performed_by; /* the company that diagnosed, in the language; NULL or "" where it is not named */
	const char *contact;      /* one line; "" when there is none */
	const char *contact_mail; /* its mail address; NULL or "" where contact has it */
	const char *receipt_number, *company;
	const char *person, *postcode, *address; /* of a letter; NULL or "" where they are not known */
	const char *remarks;                     /* the expert's, for the president; NULL or "" for none */
	const char *emergency;                   /* whom to call when something is strange now, a line each; likewise */
	const char *expert;                      /* who belongs to the company; likewise */
	const char *confirmed_by;                /* who released the report; likewise */
	int64_t confirmed_ms;
	const char *version; /* of tenken */
	bool rehearsal;
	const struct authorisation *authorisation;
	const struct check *checks; /* main/check_table.h: which observations each reads; NULL: not known */
	const struct observation *observations;
	size_t observation_count;
	const struct finding *findings; /* as finding_list_sort leaves them */
	size_t finding_count;
	const struct explanation *explanations; /* what the company says of findings, as check_answer_apply leaves it */
	size_t explanation_count;
	bool tells_ownership; /* of each target, whether it was shown to be the company's */
	const struct ownership *ownerships;
	size_t ownership_count;
	int64_t rejudged_ms; /* when new knowledge changed the findings; 0 when it did not */
	int64_t previous_ms; /* when the diagnosis before this one ended; 0 when there is none */
	const struct finding *previous;
	size_t previous_count;
};

/* The outline and its texts live in the arena and point into the input. The same input gives the same
 * outline. ERR_TOO_LARGE for more than OUTLINE_FINDINGS_MAX findings. */
MUST_USE enum err outline_build(struct arena *arena, const struct report_input *input, struct outline **ret_outline,
				struct fault *why);

/* The same without its input: a letter is a few kilobytes, the diagnosis behind it may be megabytes. */
struct outline *outline_copy(struct arena *arena, const struct outline *from);

/* How a mark is known on paper and on a page: each has a shape of its own, so that it can be told without colour. */
struct outline_sign {
	const char *key;    /* of its words: "P1" ... "P4", "good", "untestable"; "" for no mark */
	const char *path;   /* in a square of OUTLINE_SIGN_SIZE, as SVG writes a path: absolute M, L, C and Z */
	uint32_t rgb;       /* the one colour that fills or draws it; 3:1 or more on white */
	double line_width;  /* 0: it is filled */
	double dash, space; /* of its line; 0: it is not broken */
};
#define OUTLINE_SIGN_SIZE 10

const struct outline_sign *outline_sign_of(enum outline_mark mark);

#endif
