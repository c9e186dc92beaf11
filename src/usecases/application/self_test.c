/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/application/self_test.h"

#include <string.h>

#include "programme/answers.h"
#include "programme/edition_find.h"
#include "programme/eligibility.h"
#include "usecases/edition_value.h"
#include "usecases/form_value.h"

const struct value_key self_test_keys[] = {
	{NULL, VALUE_MAP, form_value_keys}, {"verdict", VALUE_TEXT, NULL}, /* of the texts "self_test.verdict.NAME", or
									      empty */
	{"class_name", VALUE_TEXT, NULL},                                  /* of the row that judged, with its bounds */
	{"capital", VALUE_TEXT, NULL},      {"employees", VALUE_INT, NULL}, {0},
};

/* What the rules say of the size of a company: whoever is none has no capital, and is told so in words. */
static struct eligibility_reason judge(struct arena *arena, const struct edition *edition, struct value *answers)
{
	struct eligibility_reason size = {.name = ""};
	struct eligibility_result result;

	value_set_text(arena, answers, "organisation", "company");
	eligibility_judge(arena, edition, answers, NULL, &result);
	for (size_t i = 0; i < result.reason_count; i++)
		if (strcmp(result.reasons[i].rule, "size") == 0)
			size = result.reasons[i];
	return size;
}

static void set_verdict(struct arena *arena, struct value *map, const struct eligibility_reason *reason, enum lang lang)
{
	const struct edition_class *row = reason->row;

	value_set_text(arena, map, "verdict", row ? reason->name : "");
	value_set_text(arena, map, "class_name", row ? lang_pick(row->name, lang) : "");
	value_set_text(arena, map, "capital", row ? edition_value_yen(arena, row->capital_max_yen, lang) : "");
	value_set_int(arena, map, "employees", row ? row->employees_max : 0);
}

struct value *self_test(struct arena *arena, const struct edition *edition, enum lang lang, const struct value *typed)
{
	struct question questions[] = {
		*edition_find_question(edition, "industry"),
		*edition_find_question(edition, "employees"),
	};
	const struct edition_form form = {"self_test", {"", ""}, {NULL, NULL}, questions, COUNT(questions)};
	struct eligibility_reason reason = {.name = ""};
	struct value *answers, *problems = NULL, *map;

	for (size_t i = 0; i < COUNT(questions); i++) { /* here neither hangs on another one */
		questions[i].condition = (struct question_condition){0};
		questions[i].required = true;
	}
	if (typed)
		answers_judge(arena, questions, COUNT(questions), typed, NULL, &answers, &problems);
	if (typed && !value_count(problems))
		reason = judge(arena, edition, answers);
	map = form_value(arena, &form, lang, NULL, typed, problems);
	set_verdict(arena, map, &reason, lang);
	return map;
}
