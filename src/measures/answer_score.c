/* SPDX-License-Identifier: Apache-2.0 */
#include "measures/answer_score.h"

#include <string.h>

enum { YES_POINTS = 2, PARTLY_POINTS = 1 };

static const char *const level_names[] = {
	[ANSWER_LEVEL_UNKNOWN] = "unknown",     [ANSWER_LEVEL_NO] = "no",
	[ANSWER_LEVEL_PARTLY] = "partly",       [ANSWER_LEVEL_YES] = "yes",
	[ANSWER_LEVEL_NOT_ASKED] = "not_asked",
};

const char *answer_score_level_name(enum answer_level level)
{
	return level_names[level];
}

const char *answer_score_area_name(enum answer_area area)
{
	static const char *const names[] = {
		[ANSWER_AREA_BASICS] = "basics",
		[ANSWER_AREA_PEOPLE] = "people",
		[ANSWER_AREA_ORGANISATION] = "organisation",
	};

	return names[area];
}

enum answer_area answer_score_area_of(int topic)
{
	return topic <= 5 ? ANSWER_AREA_BASICS : topic <= 18 ? ANSWER_AREA_PEOPLE : ANSWER_AREA_ORGANISATION;
}

int answer_score_percent(struct answer_points points)
{
	return points.possible ? points.got * 100 / points.possible : -1;
}

/* --- one question --- */

static int find_option(const struct question *question, struct str id)
{
	for (size_t i = 0; i < question->option_count; i++)
		if (str_is(id, question->options[i].id))
			return (int)i;
	return -1;
}

void answer_score_choose(const struct edition_form *form, const struct value *answers, int *ret_chosen)
{
	for (size_t i = 0; i < form->question_count; i++) {
		const struct value *answer = value_get(answers, form->questions[i].id);
		bool is_text = answer && answer->kind == VALUE_TEXT;
		ret_chosen[i] = is_text ? find_option(&form->questions[i], answer->text) : -1;
	}
}

/* The chosen option's id; NULL when none is, or when the company does not know. */
static const char *known(const struct question *question, int chosen)
{
	const char *id = chosen < 0 ? NULL : question->options[chosen].id;

	return id && strcmp(id, answer_score_level_name(ANSWER_LEVEL_UNKNOWN)) != 0 ? id : NULL;
}

/* Whether the question concerns the company: ANSWER_LEVEL_YES, ANSWER_LEVEL_NOT_ASKED, or ANSWER_LEVEL_UNKNOWN where
 * what decides it is not known. What decides stands before it. */
static enum answer_level concerns(const struct edition_form *form, const int *chosen, size_t index)
{
	const struct question_condition *when = &form->questions[index].condition;
	enum answer_level before;
	const char *id;
	size_t i = 0;

	if (!when->question)
		return ANSWER_LEVEL_YES;
	while (i < index && strcmp(form->questions[i].id, when->question) != 0)
		i++;
	before = i < index ? concerns(form, chosen, i) : ANSWER_LEVEL_UNKNOWN;
	if (before != ANSWER_LEVEL_YES)
		return before;
	id = known(&form->questions[i], chosen[i]);
	for (size_t k = 0; id && k < when->value_count; k++)
		if (strcmp(id, when->values[k]) == 0)
			return ANSWER_LEVEL_YES;
	return id ? ANSWER_LEVEL_NOT_ASKED : ANSWER_LEVEL_UNKNOWN;
}

enum answer_level answer_score_level(const struct edition_form *form, const int *chosen, size_t question)
{
	enum answer_level level = concerns(form, chosen, question);
	const char *id = known(&form->questions[question], chosen[question]);

	if (level != ANSWER_LEVEL_YES || !id)
		return level == ANSWER_LEVEL_NOT_ASKED ? level : ANSWER_LEVEL_UNKNOWN;
	for (level = ANSWER_LEVEL_NO; level <= ANSWER_LEVEL_YES; level++)
		if (strcmp(id, level_names[level]) == 0)
			return level;
	return ANSWER_LEVEL_UNKNOWN;
}

/* --- a sheet --- */

static void add(struct answer_points *points, enum answer_level level)
{
	points->possible += YES_POINTS;
	points->got += level == ANSWER_LEVEL_YES ? YES_POINTS : level == ANSWER_LEVEL_PARTLY ? PARTLY_POINTS : 0;
}

void answer_score_count(const struct edition_form *form, const int *chosen, struct answer_score *ret_score)
{
	struct answer_score score = {.total = {0}};

	for (int topic = 1; topic <= ANSWER_SCORE_TOPICS; topic++)
		score.worst[topic] = ANSWER_LEVEL_NOT_ASKED;
	for (size_t i = 0; i < form->question_count; i++) {
		int topic = form->questions[i].topic;
		enum answer_level level = topic ? answer_score_level(form, chosen, i) : ANSWER_LEVEL_NOT_ASKED;

		if (level == ANSWER_LEVEL_NOT_ASKED)
			continue;
		add(&score.topics[topic], level);
		add(&score.areas[answer_score_area_of(topic)], level);
		add(&score.total, level);
		if (level < score.worst[topic])
			score.worst[topic] = level;
		if (level == ANSWER_LEVEL_UNKNOWN)
			score.has_unknown[topic] = true;
	}
	*ret_score = score;
}
