/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/desk/answer_plan.h"

#include "codec/json.h"
#include "measures/advice_plan.h"
#include "measures/answer_radar.h"

static const struct value_key area_keys[] = {
	{"area", VALUE_TEXT, NULL},
	{"score", VALUE_TEXT, NULL}, /* empty when nothing of it concerns the company */
	{0},
};

/* A topic, and where it is in the picture. */
static const struct value_key topic_keys[] = {
	{"topic", VALUE_INT, NULL},                                   /* of the texts "plan.topic.N" */
	{"area", VALUE_TEXT, NULL},    {"score", VALUE_TEXT, NULL},   /* empty when it does not concern the company */
	{"unknown", VALUE_BOOL, NULL},                                /* something of it is not known */
	{"x", VALUE_INT, NULL},                                       /* the end of its axis */
	{"y", VALUE_INT, NULL},        {"number_x", VALUE_INT, NULL}, /* the middle of its number */
	{"number_y", VALUE_INT, NULL}, {"score_x", VALUE_INT, NULL},  /* its score on the axis */
	{"score_y", VALUE_INT, NULL},  {0},
};

static const struct value_key measure_keys[] = {
	{"because", VALUE_TEXT, NULL}, /* unknown, no, partly, or yes of what is in use */
	{"title", VALUE_TEXT, NULL},
	{"do", VALUE_TEXT, NULL},
	{"ask", VALUE_TEXT, NULL}, /* empty where all is known */
	{0},
};

const struct value_key answer_plan_keys[] = {
	{"has_plan", VALUE_BOOL, NULL},
	{"areas", VALUE_LIST, area_keys}, /* the three, then "total" */
	{"score_version", VALUE_INT, NULL},
	{"topics", VALUE_LIST, topic_keys},
	{"rings", VALUE_LIST, NULL}, /* of the picture, as SVG writes points: 25, 50, 75 and 100 */
	{"outline", VALUE_TEXT,
	 NULL}, /* of the scores, likewise; topics that do not concern the company are left out */
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

static struct value *topic_value(struct arena *arena, const struct answer_score *score, int topic)
{
	int percent = answer_score_percent(score->topics[topic]);
	struct answer_radar_point end = answer_radar_at(topic, 100), number = answer_radar_number(topic),
				  at = answer_radar_at(topic, percent < 0 ? 0 : percent);
	struct value *map = value_map(arena);

	value_set_int(arena, map, "topic", topic);
	value_set_text(arena, map, "area", answer_score_area_name(answer_score_area_of(topic)));
	value_set_text(arena, map, "score", percent < 0 ? "" : arena_printf(arena, "%d", percent));
	value_set_bool(arena, map, "unknown", score->has_unknown[topic]);
	value_set_int(arena, map, "x", end.x);
	value_set_int(arena, map, "y", end.y);
	value_set_int(arena, map, "number_x", number.x);
	value_set_int(arena, map, "number_y", number.y);
	value_set_int(arena, map, "score_x", at.x);
	value_set_int(arena, map, "score_y", at.y);
	return map;
}

/* The points of a ring; score NULL: of all topics, at that many percent. */
static const char *points(struct arena *arena, const struct answer_score *score, int percent)
{
	BUF_SCOPED out;

	buf_init(&out, 1024);
	for (int topic = 1; topic <= ANSWER_SCORE_TOPICS; topic++) {
		int here = score ? answer_score_percent(score->topics[topic]) : percent;
		struct answer_radar_point at = answer_radar_at(topic, here);
		if (here >= 0)
			buf_printf(&out, "%s%d,%d", out.size ? " " : "", at.x, at.y);
	}
	return arena_strdup(arena, buf_text(&out));
}

static void add_picture(struct arena *arena, struct value *view, const struct answer_score *score)
{
	struct value *topics = value_list(arena), *rings = value_list(arena);

	for (int topic = 1; score && topic <= ANSWER_SCORE_TOPICS; topic++)
		value_add(arena, topics, topic_value(arena, score, topic));
	for (int percent = 25; score && percent <= 100; percent += 25)
		value_add(arena, rings, value_text(arena, points(arena, NULL, percent)));
	value_set_int(arena, view, "score_version", ANSWER_SCORE_VERSION);
	value_set(arena, view, "topics", topics);
	value_set(arena, view, "rings", rings);
	value_set_text(arena, view, "outline", score ? points(arena, score, 0) : "");
}

static void add_measures(struct arena *arena, const struct edition *edition, const struct value *answers,
			 enum lang lang, struct value *list)
{
	struct advice_plan plan;

	advice_plan_make(arena, edition, answers, NULL, &plan);
	for (size_t i = 0; i < plan.count; i++) {
		const struct advice_entry *entry = &plan.entries[i];
		struct value *map = value_map(arena);
		value_set_text(arena, map, "because", answer_score_level_name(entry->because));
		value_set_text(arena, map, "title", lang_pick(entry->measure->title, lang));
		value_set_text(arena, map, "do", lang_pick(entry->measure->how, lang));
		value_set_text(arena, map, "ask", entry->asks ? lang_pick(entry->measure->ask, lang) : "");
		value_add(arena, list, map);
	}
}

void answer_plan_add(struct arena *arena, struct value *view, const struct edition *edition, const char *sheet,
		     enum lang lang)
{
	const struct edition_form *form = &edition->questionnaire;
	int *chosen = arena_array(arena, form->question_count, sizeof(*chosen));
	struct value *areas = value_list(arena), *measures = value_list(arena), *answers;
	bool is_answered = *sheet && !json_decode(arena, str_from(sheet), &answers, NULL);
	struct answer_score score;

	value_set_bool(arena, view, "has_plan", is_answered);
	value_set(arena, view, "areas", areas);
	value_set(arena, view, "measures", measures);
	if (is_answered) {
		answer_score_choose(form, answers, chosen);
		answer_score_count(form, chosen, &score);
	}
	add_picture(arena, view, is_answered ? &score : NULL);
	if (!is_answered)
		return;
	for (int area = 0; area < ANSWER_AREA_COUNT; area++)
		add_area(arena, areas, answer_score_area_name((enum answer_area)area), score.areas[area]);
	add_area(arena, areas, "total", score.total);
	add_measures(arena, edition, answers, lang, measures);
}
