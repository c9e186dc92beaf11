/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "cli/edition_option.h"
#include "cli/say.h"
#include "codec/json.h"
#include "measures/advice_plan.h"

#define ANSWERS_BYTES_MAX ((size_t)256 * 1024)
#define OUTPUT_MAX        ((size_t)1024 * 1024)

static void set_score(struct arena *arena, struct value *map, const char *key, struct answer_points points)
{
	int score = answer_score_percent(points);

	value_set(arena, map, key, score < 0 ? value_null(arena) : value_int(arena, score));
}

static struct value *scores_value(struct arena *arena, const struct answer_score *score)
{
	struct value *scores = value_map(arena), *areas = value_list(arena), *topics = value_list(arena);

	set_score(arena, scores, "total", score->total);
	for (int area = 0; area < ANSWER_AREA_COUNT; area++) {
		struct value *map = value_map(arena);
		value_set_text(arena, map, "area", answer_score_area_name((enum answer_area)area));
		set_score(arena, map, "score", score->areas[area]);
		value_add(arena, areas, map);
	}
	for (int topic = 1; topic <= ANSWER_SCORE_TOPICS; topic++) {
		struct value *map = value_map(arena);
		value_set_int(arena, map, "topic", topic);
		value_set_text(arena, map, "area", answer_score_area_name(answer_score_area_of(topic)));
		set_score(arena, map, "score", score->topics[topic]);
		value_set_text(arena, map, "worst", answer_score_level_name(score->worst[topic]));
		value_add(arena, topics, map);
	}
	value_set(arena, scores, "areas", areas);
	value_set(arena, scores, "topics", topics);
	return scores;
}

struct scoring {
	struct command_call *call;
	const struct edition *edition;
};

static void set_words(struct arena *arena, struct value *map, const char *part, struct lang_text text)
{
	struct value *words = value_map(arena);

	value_set_text(arena, words, "ja", text.ja);
	value_set_text(arena, words, "en", text.en);
	value_set(arena, map, part, words);
}

static struct value *measures_value(const struct scoring *scoring, const struct value *answers)
{
	struct arena *arena = scoring->call->arena;
	struct value *list = value_list(arena);
	struct advice_plan plan;

	advice_plan_make(arena, scoring->edition, answers, NULL, &plan);
	for (size_t i = 0; i < plan.count; i++) {
		const struct advice_measure *measure = plan.entries[i].measure;
		struct value *map = value_map(arena);
		value_set_text(arena, map, "id", measure->id);
		value_set_int(arena, map, "topic", measure->topic);
		value_set_text(arena, map, "because", answer_score_level_name(plan.entries[i].because));
		set_words(arena, map, "title", measure->title);
		set_words(arena, map, "do", measure->how);
		if (plan.entries[i].asks)
			set_words(arena, map, "ask", measure->ask);
		value_add(arena, list, map);
	}
	return list;
}

static struct value *judge(const struct scoring *scoring, const struct value *answers)
{
	const struct edition *edition = scoring->edition;
	struct arena *arena = scoring->call->arena;
	const struct edition_form *form = &edition->questionnaire;
	int *chosen = arena_array(arena, form->question_count, sizeof(*chosen));
	struct value *whole = value_map(arena), *rules = value_map(arena);
	struct answer_score score;

	answer_score_choose(form, answers, chosen);
	answer_score_count(form, chosen, &score);
	value_set_text(arena, rules, "edition", edition->id);
	value_set_text(arena, rules, "edition_hash", edition->hash);
	value_set_int(arena, rules, "version", ANSWER_SCORE_VERSION);
	value_set(arena, whole, "rules", rules);
	value_set(arena, whole, "scores", scores_value(arena, &score));
	value_set(arena, whole, "measures", measures_value(scoring, answers));
	return whole;
}

static bool is_asked(const struct edition_form *form, struct str id)
{
	for (size_t i = 0; i < form->question_count; i++)
		if (str_is(id, form->questions[i].id))
			return true;
	return false;
}

static enum err score_input(const struct scoring *scoring, struct fault *why)
{
	struct command_call *call = scoring->call;
	char *bytes = arena_alloc(call->arena, ANSWERS_BYTES_MAX + 1);
	size_t size = fread(bytes, 1, ANSWERS_BYTES_MAX + 1, stdin);
	struct value *given;
	enum err err;

	if (size > ANSWERS_BYTES_MAX)
		return fault_set(why, ERR_INVALID, "the answers are longer than %zu bytes", ANSWERS_BYTES_MAX);
	err = json_decode(call->arena, str_of(bytes, size), &given, why);
	if (err)
		return err;
	if (given->kind != VALUE_MAP)
		return command_refuse(call, "cli.questionnaire.problem", "no_map", "");
	for (size_t i = 0; i < given->count; i++)
		if (!is_asked(&scoring->edition->questionnaire, given->keys[i]))
			say_problem("cli.questionnaire.problem", "questionnaire score", "question",
				    str_dup(call->arena, given->keys[i]));
	err = say_json(judge(scoring, given), OUTPUT_MAX, why);
	command_end_output(call);
	return err;
}

enum err cmd_questionnaire_score(struct command_call *call, struct fault *why)
{
	struct scoring scoring = {.call = call};
	struct edition *edition;
	enum err err = edition_option_load(call, &edition, why);

	if (err || !edition)
		return err;
	scoring.edition = edition;
	err = score_input(&scoring, why);
	edition_free(edition);
	return err;
}
