/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/application/apply_judge.h"

#include "programme/answers.h"

static struct value *without_missing_mail(struct arena *arena, const struct value *problems)
{
	const char *missing = question_problem_name(QUESTION_PROBLEM_MISSING);
	struct value *rest = value_map(arena);

	for (size_t i = 0; i < problems->count; i++)
		if (!str_is(problems->keys[i], "mail") || !str_is(problems->items[i]->text, missing))
			value_append(arena, rest, problems->keys[i], problems->items[i]);
	return rest;
}

void apply_judge_page(struct arena *arena, const struct edition_form *page, const struct value *typed,
		      const struct value *before, bool on_paper, struct value **ret_answers,
		      struct value **ret_problems)
{
	answers_judge(arena, page->questions, page->question_count, typed, before, ret_answers, ret_problems);
	if (on_paper)
		*ret_problems = without_missing_mail(arena, *ret_problems);
}

struct value *apply_judge(const struct edition *edition, struct arena *arena, const struct value *typed, bool on_paper,
			  const char **ret_incomplete)
{
	struct value *all = value_map(arena);

	*ret_incomplete = NULL;
	for (size_t i = 0; i < edition->application_count; i++) {
		const struct edition_form *page = &edition->application[i];
		struct value *answers, *problems;
		apply_judge_page(arena, page, typed, all, on_paper, &answers, &problems);
		if (problems->count && !*ret_incomplete)
			*ret_incomplete = page->id;
		for (size_t k = 0; k < answers->count; k++)
			value_append(arena, all, answers->keys[k], answers->items[k]);
	}
	return all;
}
