/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/application/questionnaire_judge.h"

#include <string.h>

#include "codec/json.h"
#include "programme/answers.h"

const struct edition_form *questionnaire_judge_page(const struct edition *edition, const char *id)
{
	for (size_t i = 0; i < edition->questionnaire_count; i++)
		if (strcmp(edition->questionnaire_pages[i].id, id) == 0)
			return &edition->questionnaire_pages[i];
	return NULL;
}

const struct value *questionnaire_judge_typed(struct arena *arena, const char *stored)
{
	struct value *typed;

	if (!stored[0] || json_decode(arena, str_from(stored), &typed, NULL) || typed->kind != VALUE_MAP)
		typed = value_map(arena);
	return typed;
}

void questionnaire_judge_count(const struct edition_form *page, const struct value *answers, int64_t *ret_asked,
			       int64_t *ret_answered)
{
	*ret_asked = *ret_answered = 0;
	for (size_t i = 0; i < page->question_count; i++) {
		const struct question *question = &page->questions[i];
		if (!question->required || !question_is_asked(question, answers))
			continue;
		++*ret_asked;
		*ret_answered += value_get(answers, question->id) != NULL;
	}
}

static bool has_problem(const struct edition_form *page, const struct value *problems)
{
	for (size_t i = 0; i < page->question_count; i++)
		if (value_get(problems, page->questions[i].id))
			return true;
	return false;
}

struct questionnaire_judgement questionnaire_judge(struct arena *arena, const struct edition *edition,
						   const struct value *typed)
{
	const struct edition_form *whole = &edition->questionnaire;
	struct questionnaire_judgement judgement = {0};
	struct value *problems;

	answers_judge(arena, whole->questions, whole->question_count, typed, NULL, &judgement.answers, &problems);
	for (size_t i = edition->questionnaire_count; i-- > 0;)
		if (has_problem(&edition->questionnaire_pages[i], problems))
			judgement.missing = &edition->questionnaire_pages[i];
	questionnaire_judge_count(whole, judgement.answers, &judgement.asked, &judgement.answered);
	return judgement;
}
