/* SPDX-License-Identifier: Apache-2.0 */
#include "measures/contradiction.h"

#include <string.h>

static size_t place_of(const struct edition_form *form, const char *question)
{
	size_t i = 0;

	while (i < form->question_count && strcmp(form->questions[i].id, question) != 0)
		i++;
	return i;
}

static bool is_said(const struct value *answers, const struct advice_option *option)
{
	bool is_unknown;

	return advice_plan_answered(answers, option, &is_unknown);
}

static bool take_said(const struct edition_form *form, const struct value *answers,
		      const struct advice_contradiction *rule, struct contradiction *into)
{
	for (size_t i = 0; i < rule->said_count; i++) {
		if (!is_said(answers, &rule->said[i]))
			return false;
		into->questions[into->question_count++] = place_of(form, rule->said[i].question);
	}
	return true;
}

static bool take_also_said(const struct edition_form *form, const struct value *answers,
			   const struct advice_contradiction *rule, struct contradiction *into)
{
	size_t before = into->question_count;

	for (size_t i = 0; i < rule->also_said_count; i++)
		if (is_said(answers, &rule->also_said[i]))
			into->questions[into->question_count++] = place_of(form, rule->also_said[i].question);
	return into->question_count > before;
}

static bool take_seen(struct arena *arena, const struct advice_contradiction *rule, const struct finding *findings,
		      size_t count, struct contradiction *into)
{
	size_t cap = 0;

	for (size_t i = 0; i < count; i++) {
		if (findings[i].verdict != VERDICT_BAD ||
		    !advice_plan_names(rule->seen, rule->seen_count, &findings[i]))
			continue;
		into->findings =
			arena_grow(arena, into->findings, into->finding_count, &cap, sizeof(const struct finding *));
		into->findings[into->finding_count++] = &findings[i];
	}
	return into->finding_count > 0;
}

void contradiction_find(struct arena *arena, const struct edition *edition, const struct value *answers,
			const struct finding *findings, size_t count, struct contradiction **ret_items,
			size_t *ret_count)
{
	const struct advice *advice = &edition->advice;
	const struct edition_form *form = &edition->questionnaire;
	struct contradiction *items = arena_array(arena, advice->contradiction_count, sizeof(*items));
	size_t found = 0;

	for (size_t i = 0; i < advice->contradiction_count; i++) {
		const struct advice_contradiction *rule = &advice->contradictions[i];
		struct contradiction *into = &items[found];
		bool is_other;
		*into = (struct contradiction){.rule = rule};
		into->questions = arena_array(arena, rule->said_count + rule->also_said_count, sizeof(size_t));
		if (!take_said(form, answers, rule, into))
			continue;
		is_other = take_also_said(form, answers, rule, into);
		is_other = take_seen(arena, rule, findings, count, into) || is_other;
		found += is_other;
	}
	*ret_items = items;
	*ret_count = found;
}
