/* SPDX-License-Identifier: Apache-2.0 */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "programme/edition_advice_priv.h"

#define TOPICS 25

/* --- the numbers of CIS and CSF --- */

/* "7.3": a control of 1 to 18, and one of its safeguards. */
static bool is_safeguard(const char *text)
{
	static const int counts[] = {5, 7, 14, 12, 6, 8, 7, 12, 7, 7, 5, 8, 11, 9, 7, 14, 9, 5};
	char *end, *last;
	long control = ascii_is_digit(*text) ? strtol(text, &end, 10) : 0;
	long safeguard;

	if (control < 1 || control > (long)COUNT(counts) || *end != '.' || !ascii_is_digit(end[1]))
		return false;
	safeguard = strtol(end + 1, &last, 10);
	return !*last && end[1] != '0' && safeguard <= counts[control - 1];
}

static bool is_category(const char *text)
{
	static const char *const categories[] = {"GV.OC", "GV.RM", "GV.RR", "GV.PO", "GV.OV", "GV.SC", "ID.AM", "ID.RA",
						 "ID.IM", "PR.AA", "PR.AT", "PR.DS", "PR.PS", "PR.IR", "DE.CM", "DE.AE",
						 "RS.MA", "RS.AN", "RS.CO", "RS.MI", "RC.RP", "RC.CO"};

	for (size_t i = 0; i < COUNT(categories); i++)
		if (strcmp(text, categories[i]) == 0)
			return true;
	return false;
}

static const char **read_numbers(struct reader *reader, const struct value *map, const char *key,
				 bool is_good(const char *text), const char *expected, size_t *ret_count)
{
	const struct value *list = reader_list(reader, map, key);
	const char **numbers = edition_advice_texts(reader, map, key, ret_count);

	for (size_t i = 0; i < *ret_count; i++)
		if (!is_good(numbers[i]))
			reader_fail(reader, value_at(list, i), "\"%s\" is none, expected %s", numbers[i], expected);
	return numbers;
}

/* --- words of a short list --- */

static int find_name(struct reader *reader, const struct value *at, const char *name, int count,
		     const char *name_of(int index))
{
	for (int i = 0; i < count; i++)
		if (strcmp(name, name_of(i)) == 0)
			return i;
	reader_fail(reader, at, "\"%s\" is not known here, expected such as \"%s\" or \"%s\"", name, name_of(0),
		    name_of(count - 1));
	return 0;
}

static const char *effort_name(int index)
{
	return edition_advice_effort_name((enum advice_effort)index);
}

static const char *cost_name(int index)
{
	return edition_advice_cost_name((enum advice_cost)index);
}

static const char *person_name(int index)
{
	return edition_advice_person_name((enum advice_person)index);
}

static const char *at_name(int index)
{
	static const char *const names[] = {"no", "partly", "any"};

	return names[index];
}

static void read_who(struct reader *reader, const struct value *map, struct advice_measure *measure)
{
	const struct value *list = reader_list(reader, map, "who");
	size_t count;
	const char **names = edition_advice_texts(reader, map, "who", &count);

	for (size_t i = 0; i < count; i++)
		measure->who[find_name(reader, value_at(list, i), names[i], ADVICE_PERSONS, person_name)] = true;
}

static size_t find_way(struct reader *reader, const struct value *map, const struct edition_reading *reading)
{
	const struct advice *advice = &reading->edition->advice;
	const char *id = reader_id(reader, map, "way");

	for (size_t i = 0; i < advice->way_count; i++)
		if (strcmp(advice->ways[i].id, id) == 0)
			return i;
	if (!reading->is_broken[EDITION_FILE_ADVICE_ORDER])
		reader_fail(reader, value_get(map, "way"), "advice/order.yaml has no way \"%s\"", id);
	return 0;
}

static void read_help(struct reader *reader, const struct value *map, const struct edition_reading *reading,
		      struct advice_measure *measure)
{
	const struct advice *advice = &reading->edition->advice;
	size_t count;
	const char **ids = edition_advice_texts(reader, map, "help", &count);

	measure->help = arena_array(reader->arena, count, sizeof(const struct advice_help *));
	for (size_t i = 0; i < count; i++) {
		size_t k = 0;
		while (k < advice->help_count && strcmp(advice->help[k].id, ids[i]) != 0)
			k++;
		if (k < advice->help_count)
			measure->help[measure->help_count++] = &advice->help[k];
		else if (!reading->is_broken[EDITION_FILE_ADVICE_HELP])
			reader_fail(reader, value_at(value_get(map, "help"), i), "advice/help.yaml has no help \"%s\"",
				    ids[i]);
	}
}

/* --- what calls for it --- */

static void read_answers(struct reader *reader, const struct value *map, const struct edition_reading *reading,
			 struct advice_measure *measure)
{
	const struct value *answers = value_get(map, "answers") ? reader_map(reader, map, "answers") : NULL;
	size_t count = value_count(answers);

	measure->answers = arena_array(reader->arena, count, sizeof(*measure->answers));
	for (size_t i = 0; i < count && !reader->has_failed; i++) {
		const struct value *at = answers->items[i];
		const struct question *question = edition_advice_question(reader, reading, at, answers->keys[i]);
		struct advice_answer *answer = &measure->answers[measure->answer_count++];
		if (question && !question->topic)
			reader_fail(reader, at, "\"%s\" has no topic; name it under \"options\"", question->id);
		answer->question = answers->keys[i].p;
		answer->at = (enum advice_at)find_name(reader, at, reader_text(reader, answers, answers->keys[i].p), 3,
						       at_name);
	}
}

static const struct advice_measure *find_measure(const struct advice *advice, const char *id)
{
	for (size_t i = 0; i < advice->measure_count; i++)
		if (strcmp(advice->measures[i].id, id) == 0)
			return &advice->measures[i];
	return NULL;
}

static bool is_taken(const struct advice *advice, const char *finding)
{
	for (size_t i = 0; i < advice->measure_count; i++)
		for (size_t k = 0; k < advice->measures[i].finding_count; k++)
			if (strcmp(advice->measures[i].findings[k], finding) == 0)
				return true;
	return false;
}

/* A finding belongs to one measure. What it covers is read before it. */
static void read_findings(struct reader *reader, const struct value *map, const struct edition_reading *reading,
			  struct advice_measure *measure)
{
	const struct advice *advice = &reading->edition->advice;
	const struct value *list = value_get(map, "findings");
	size_t count;
	const char **findings = edition_advice_texts(reader, map, "findings", &count);

	edition_advice_check_names(reader, list);
	for (size_t i = 0; i < count; i++)
		if (is_taken(advice, findings[i]))
			reader_fail(reader, value_at(list, i), "\"%s\" belongs to another measure already",
				    findings[i]);
	measure->findings = findings;
	measure->finding_count = count;
	measure->covers = edition_advice_texts(reader, map, "covers", &measure->cover_count);
	for (size_t i = 0; i < measure->cover_count; i++)
		if (!find_measure(advice, measure->covers[i]))
			reader_fail(reader, value_at(value_get(map, "covers"), i),
				    "no measure before this one is called \"%s\"", measure->covers[i]);
	if (measure->cover_count && !count)
		reader_fail(reader, value_get(map, "covers"),
			    "only what a finding calls for may cover others: an answer must take no measure away");
}

/* --- a measure --- */

static void read_words(struct reader *reader, const struct value *map, struct advice_measure *measure)
{
	static const struct reader_key keys[] = {
		{"id", READER_ID, offsetof(struct advice_measure, id), 0, 0, false},
		{"topic", READER_INT, offsetof(struct advice_measure, topic), 1, TOPICS, false},
		{"title", READER_PAIR, offsetof(struct advice_measure, title), 1, 200, false},
		{"first", READER_PAIR, offsetof(struct advice_measure, first), 1, 600, false},
		{"do", READER_PAIR, offsetof(struct advice_measure, how), 1, 1200, false},
		{"confirm", READER_PAIR, offsetof(struct advice_measure, confirm), 1, 600, false},
		{"ask", READER_PAIR, offsetof(struct advice_measure, ask), 1, 600, true},
		{.key = "way"},
		{.key = "cis"},
		{.key = "csf"},
		{.key = "effort"},
		{.key = "cost"},
		{.key = "who"},
		{.key = "answers"},
		{.key = "options"},
		{.key = "findings"},
		{.key = "covers"},
		{.key = "help"},
		{0},
	};

	reader_map_into(reader, map, keys, measure);
}

static void read_measure(struct reader *reader, const struct value *map, struct edition_reading *reading)
{
	struct advice *advice = &reading->edition->advice;
	struct advice_measure measure = {0};

	read_words(reader, map, &measure);
	if (reader->has_failed)
		return;
	if (find_measure(advice, measure.id))
		reader_fail(reader, value_get(map, "id"), "the measure \"%s\" stands twice", measure.id);
	measure.way = find_way(reader, map, reading);
	measure.effort = (enum advice_effort)find_name(reader, value_get(map, "effort"),
						       reader_text(reader, map, "effort"), ADVICE_EFFORTS, effort_name);
	measure.cost = (enum advice_cost)find_name(reader, value_get(map, "cost"), reader_text(reader, map, "cost"),
						   ADVICE_COSTS, cost_name);
	measure.cis = read_numbers(reader, map, "cis", is_safeguard, "a safeguard of CIS Controls 8 such as \"7.3\"",
				   &measure.cis_count);
	measure.csf = read_numbers(reader, map, "csf", is_category, "a category of CSF 2.0 such as PR.AA",
				   &measure.csf_count);
	read_who(reader, map, &measure);
	read_help(reader, map, reading, &measure);
	read_answers(reader, map, reading, &measure);
	measure.options = edition_advice_options(reader, map, "options", reading, &measure.option_count);
	read_findings(reader, map, reading, &measure);
	if (!measure.answer_count && !measure.option_count && !measure.finding_count)
		reader_fail(reader, map, "nothing calls for this measure: expected answers, options or findings");
	if (measure.answer_count + measure.option_count && !measure.ask.ja)
		reader_fail(reader, map,
			    "\"ask\" is missing here: what to ask when the answer is not known, {ja: , en: }");
	advice->measures[advice->measure_count++] = measure;
}

void edition_advice_read_measures(struct reader *reader, const struct value *root, struct edition_reading *reading)
{
	static const struct reader_key keys[] = {{.key = "measures"}, {0}};
	struct advice *advice = &reading->edition->advice;
	const struct value *list;

	if (!root)
		return;
	reader_map_into(reader, root, keys, advice);
	list = reader_list(reader, root, "measures");
	if (!advice->measures)
		advice->measures = arena_array(reader->arena, EDITION_ADVICE_MEASURES_MAX, sizeof(*advice->measures));
	for (size_t i = 0; i < value_count(list) && !reader->has_failed; i++) {
		if (advice->measure_count == EDITION_ADVICE_MEASURES_MAX)
			reader_fail(reader, value_at(list, i), "an edition has at most %d measures",
				    EDITION_ADVICE_MEASURES_MAX);
		else
			read_measure(reader, value_at(list, i), reading);
	}
}
