/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/desk/answer_plan.h"

#include "codec/json.h"
#include "measures/answer_measure.h"

static const struct value_key area_keys[] = {
	{"area", VALUE_TEXT, NULL},
	{"score", VALUE_TEXT, NULL}, /* empty when nothing of it concerns the company */
	{0},
};

static const struct value_key measure_keys[] = {
	{"because", VALUE_TEXT, NULL}, /* unknown, no or partly */
	{"title", VALUE_TEXT, NULL},
	{"do", VALUE_TEXT, NULL},
	{"ask", VALUE_TEXT, NULL}, /* empty where all is known */
	{0},
};

const struct value_key answer_plan_keys[] = {
	{"has_plan", VALUE_BOOL, NULL},
	{"areas", VALUE_LIST, area_keys}, /* the three, then "total" */
	{"measures", VALUE_LIST, measure_keys},
	{0},
};

static void add_area(struct arena *arena, struct value *list, const char *name, struct answer_points points)
{
	struct value *map = value_map(arena);
	int score = answer_score_percent(points);

	value_set_text(arena, map, "area", name);
	value_set_text(arena, map, "score", score < 0 ? "" : arena_printf(arena, "%d", score));
	value_add(arena, list, map);
}

static const char *words(struct arena *arena, const struct office *office, enum lang lang, const char *id,
			 const char *part)
{
	return texts_get(office->texts, arena, lang, arena_printf(arena, "measure.%s.%s", id, part), NULL);
}

static void add_measures(struct arena *arena, const struct office *office, enum lang lang,
			 const struct answer_score *score, struct value *list)
{
	struct answer_measure measures[ANSWER_MEASURE_MAX];
	size_t count = answer_measure_plan(score, measures);

	for (size_t i = 0; i < count; i++) {
		const struct answer_measure *measure = &measures[i];
		struct value *map = value_map(arena);
		value_set_text(arena, map, "because", answer_score_level_name(measure->because));
		value_set_text(arena, map, "title", words(arena, office, lang, measure->id, "title"));
		value_set_text(arena, map, "do", words(arena, office, lang, measure->id, "do"));
		value_set_text(arena, map, "ask", measure->asks ? words(arena, office, lang, measure->id, "ask") : "");
		value_add(arena, list, map);
	}
}

void answer_plan_add(struct arena *arena, const struct office *office, struct value *view,
		     const struct edition *edition, const char *sheet, enum lang lang)
{
	const struct edition_form *form = &edition->questionnaire;
	int *chosen = arena_array(arena, form->question_count, sizeof(*chosen));
	struct value *areas = value_list(arena), *measures = value_list(arena), *answers;
	bool is_answered = *sheet && !json_decode(arena, str_from(sheet), &answers, NULL);
	struct answer_score score;

	value_set_bool(arena, view, "has_plan", is_answered);
	value_set(arena, view, "areas", areas);
	value_set(arena, view, "measures", measures);
	if (!is_answered)
		return;
	answer_score_choose(form, answers, chosen);
	answer_score_count(form, chosen, &score);
	for (int area = 0; area < ANSWER_AREA_COUNT; area++)
		add_area(arena, areas, answer_score_area_name((enum answer_area)area), score.areas[area]);
	add_area(arena, areas, "total", score.total);
	add_measures(arena, office, lang, &score, measures);
}
