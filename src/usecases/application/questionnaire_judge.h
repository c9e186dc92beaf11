/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What was typed into the pages of a pre-interview, judged as a whole: pure, without a store.
 *
 * What stands behind a closed branch (a question whose asked_when is not met) does not count and is not sent. A draft
 * keeps it, so that who opens the branch again before sending finds it there.
 */
#ifndef TENKEN_USECASES_APPLICATION_QUESTIONNAIRE_JUDGE_H
#define TENKEN_USECASES_APPLICATION_QUESTIONNAIRE_JUDGE_H

#include "programme/edition.h"

/* The page of that id; NULL when there is none. */
const struct edition_form *questionnaire_judge_page(const struct edition *edition, const char *id);

/* A draft as it is stored (JSON, or "") as a map of question id to what was typed. */
const struct value *questionnaire_judge_typed(struct arena *arena, const char *stored);

struct questionnaire_judgement {
	struct value *answers;              /* of all questions that are asked and well answered */
	const struct edition_form *missing; /* the first page with something missing or wrong; NULL: it may be sent */
	int64_t asked, answered;            /* questions that must be answered, as the answers so far open them */
};

struct questionnaire_judgement questionnaire_judge(struct arena *arena, const struct edition *edition,
						   const struct value *typed);

/* The same for the questions of one page; answers: those of the whole. */
void questionnaire_judge_count(const struct edition_form *page, const struct value *answers, int64_t *ret_asked,
			       int64_t *ret_answered);

#endif
