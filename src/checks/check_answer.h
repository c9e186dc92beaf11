/* SPDX-License-Identifier: Apache-2.0 */
/*
 * By which answers of the company a finding is explained, and what is left of its priority then. Only doors that
 * nobody can see closed from outside have answers, and only what those inside can know is one: the rows of
 * main/check_table.c name the lists of this file. An answer is believed, not checked, so it never clears a finding: it
 * changes facts of docs/priority.md, and the table of that page decides anew.
 *
 * What rests on the version of a program has no answers: "it was updated" would go on explaining what is found in that
 * program later.
 */
#ifndef TENKEN_CHECKS_CHECK_ANSWER_H
#define TENKEN_CHECKS_CHECK_ANSWER_H

#include "checks/check.h"
#include "findings/explanation.h"

#define CHECK_ANSWERS_MAX 4 /* of one finding */

/* What an answer leaves of a finding of this priority. */
struct check_answer {
	const char *name;    /* "second_factor": its words are the text explanation.answer.NAME; NULL ends the list */
	const char *variant; /* of the finding; NULL: whichever */
	enum priority of;
	struct priority_facts left;
};

extern const struct check_answer check_answer_sign_in[]; /* a page or a service that asks for a password */
extern const struct check_answer check_answer_rdp[];
extern const struct check_answer check_answer_door[]; /* a service that nobody should reach at all */

/* The tables may be NULL: then nothing can be explained. */

/* The names of the answers that explain the finding, in the order of its check's list; their number. */
size_t check_answer_list(const struct check *table, const struct finding *finding,
			 const char *ret_names[CHECK_ANSWERS_MAX]);

/* Lowers the priority of each finding that is explained and notes the former one in what was said. The findings are in
 * no order then. */
void check_answer_apply(const struct check *table, struct finding *findings, size_t count, struct explanation *said,
			size_t said_count);

#endif
