/* SPDX-License-Identifier: Apache-2.0 */
#include "programme/edition_advice.h"

#include <stddef.h>
#include <string.h>

#include "base/ascii.h"
#include "programme/edition_advice_priv.h"

const char *edition_advice_stage_name(enum advice_stage stage)
{
	static const char *const names[ADVICE_STAGES] = {"month_1", "months_3", "year_1"};

	return names[stage];
}

const char *edition_advice_effort_name(enum advice_effort effort)
{
	static const char *const names[ADVICE_EFFORTS] = {"half_hour", "half_day", "days", "weeks"};

	return names[effort];
}

const char *edition_advice_cost_name(enum advice_cost cost)
{
	static const char *const names[ADVICE_COSTS] = {"none", "to_10000", "to_50000", "to_200000", "more"};

	return names[cost];
}

const char *edition_advice_person_name(enum advice_person person)
{
	static const char *const names[ADVICE_PERSONS] = {"president", "staff", "vendor", "specialist"};

	return names[person];
}

/* --- shared --- */

const char **edition_advice_texts(struct reader *reader, const struct value *map, const char *key, size_t *ret_count)
{
	const struct value *list = reader_maybe_list(reader, map, key);
	size_t count = value_count(list) <= EDITION_ITEMS_MAX ? value_count(list) : 0;
	const char **texts = arena_array(reader->arena, count, sizeof(*texts));

	if (count != value_count(list))
		reader_fail(reader, list, "\"%s\" has more than %d items", key, EDITION_ITEMS_MAX);
	for (size_t i = 0; i < count; i++) {
		const struct value *item = value_at(list, i);
		if (item->kind != VALUE_TEXT)
			reader_fail(reader, item, "this is %s, expected a text", value_kind_name(item->kind));
		texts[i] = item->kind == VALUE_TEXT ? item->text.p : "";
	}
	*ret_count = count;
	return texts;
}

const struct question *edition_advice_question(struct reader *reader, const struct edition_reading *reading,
					       const struct value *at, struct str id)
{
	const struct edition_form *form = &reading->edition->questionnaire;

	for (size_t i = 0; i < form->question_count; i++)
		if (str_is(id, form->questions[i].id))
			return &form->questions[i];
	if (!reading->is_broken[EDITION_FILE_QUESTIONNAIRE])
		reader_fail(reader, at, "the pre-interview has no question \"%.*s\"", (int)id.n, id.p);
	return NULL;
}

/* Where a list of options is broken, what has one is not asked. */
static bool knows_options(const struct edition_reading *reading)
{
	return !reading->is_broken[EDITION_FILE_OPTIONS] && !reading->is_broken[EDITION_FILE_QUESTIONNAIRE];
}

static bool has_option(const struct question *question, const char *id)
{
	for (size_t i = 0; i < question->option_count; i++)
		if (strcmp(question->options[i].id, id) == 0)
			return true;
	return false;
}

struct advice_option *edition_advice_options(struct reader *reader, const struct value *map, const char *key,
					     const struct edition_reading *reading, size_t *ret_count)
{
	const struct value *options = value_get(map, key) ? reader_map(reader, map, key) : NULL;
	size_t count = value_count(options);
	struct advice_option *read = arena_array(reader->arena, count, sizeof(*read));

	for (size_t i = 0; i < count && !reader->has_failed; i++) {
		struct str id = options->keys[i];
		const struct value *list = reader_list(reader, options, id.p);
		const struct question *question = edition_advice_question(reader, reading, list, id);
		read[i].question = id.p;
		read[i].options = edition_advice_texts(reader, options, id.p, &read[i].option_count);
		for (size_t k = 0; question && knows_options(reading) && k < read[i].option_count; k++)
			if (!has_option(question, read[i].options[k]))
				reader_fail(reader, value_at(list, k), "the question \"%s\" has no option \"%s\"",
					    question->id, read[i].options[k]);
	}
	*ret_count = count;
	return read;
}

void edition_advice_check_names(struct reader *reader, const struct value *list)
{
	for (size_t i = 0; i < value_count(list); i++) {
		const struct value *item = value_at(list, i);
		const char *name = item->kind == VALUE_TEXT ? item->text.p : "";
		bool is_good = ascii_is_lower(*name);
		size_t ats = 0;
		for (const char *c = name; *c; c++) {
			ats += *c == '@';
			is_good = is_good && (ascii_is_lower(*c) || ascii_is_digit(*c) || *c == '-' || *c == '@');
		}
		if (!is_good || ats > 1)
			reader_fail(reader, item,
				    "\"%s\" is no check, expected such as \"rdp-exposed\" or \"end-of-life@web\"",
				    name);
	}
}

/* --- order.yaml --- */

static enum advice_stage read_stage(struct reader *reader, const struct value *map, const char *key)
{
	const char *name = reader_text(reader, map, key);

	for (int i = 0; i < ADVICE_STAGES; i++)
		if (strcmp(name, edition_advice_stage_name((enum advice_stage)i)) == 0)
			return (enum advice_stage)i;
	reader_fail(reader, value_get(map, key), "\"%s\" is no stage, expected month_1, months_3 or year_1", name);
	return ADVICE_YEAR_1;
}

static void read_way(struct reader *reader, const struct value *item, struct advice *advice)
{
	static const struct reader_key keys[] = {
		{"id", READER_ID, offsetof(struct advice_way, id), 0, 0, false},
		{"name", READER_PAIR, offsetof(struct advice_way, name), 1, 300, false},
		{"basis", READER_PAIR, offsetof(struct advice_way, basis), 1, 600, false},
		{.key = "begins"},
		{0},
	};
	struct advice_way *way = &advice->ways[advice->way_count];

	reader_map_into(reader, item, keys, way);
	way->begins = read_stage(reader, item, "begins");
	for (size_t i = 0; i < advice->way_count; i++)
		if (strcmp(advice->ways[i].id, way->id) == 0)
			reader_fail(reader, item, "the way \"%s\" stands twice", way->id);
	advice->way_count++;
}

static void read_stages(struct reader *reader, const struct value *list, struct advice *advice)
{
	static const struct reader_key keys[] = {{.key = "id"}, {"most", READER_SIZE, 0, 1, 1000, false}, {0}};

	if (value_count(list) != ADVICE_STAGES)
		reader_fail(reader, list, "expected the three stages month_1, months_3 and year_1");
	for (size_t i = 0; i < value_count(list) && !reader->has_failed; i++) {
		reader_map_into(reader, value_at(list, i), keys, &advice->most[i]);
		if (read_stage(reader, value_at(list, i), "id") != (enum advice_stage)i)
			reader_fail(reader, value_at(list, i),
				    "the stages stand in the order month_1, months_3, year_1");
	}
}

void edition_advice_read_order(struct reader *reader, const struct value *root, struct edition_reading *reading)
{
	static const struct reader_key keys[] = {{.key = "ways"}, {.key = "stages"}, {0}};
	struct advice *advice = &reading->edition->advice;
	const struct value *ways;

	if (!root)
		return;
	reader_map_into(reader, root, keys, advice);
	ways = reader_list(reader, root, "ways");
	advice->ways = arena_array(reader->arena, value_count(ways), sizeof(*advice->ways));
	for (size_t i = 0; i < value_count(ways); i++)
		read_way(reader, value_at(ways, i), advice);
	read_stages(reader, reader_list(reader, root, "stages"), advice);
}

/* --- help.yaml --- */

void edition_advice_read_help(struct reader *reader, const struct value *root, struct edition_reading *reading)
{
	static const struct reader_key keys[] = {
		{"id", READER_ID, offsetof(struct advice_help, id), 0, 0, false},
		{"name", READER_PAIR, offsetof(struct advice_help, name), 1, 300, false},
		{"url", READER_TEXT, offsetof(struct advice_help, url), 9, 300, false},
		{0},
	};
	static const struct reader_key root_keys[] = {{.key = "help"}, {0}};
	struct advice *advice = &reading->edition->advice;
	const struct value *list;

	if (!root)
		return;
	reader_map_into(reader, root, root_keys, advice);
	list = reader_list(reader, root, "help");
	advice->help = arena_array(reader->arena, value_count(list), sizeof(*advice->help));
	for (size_t i = 0; i < value_count(list); i++) {
		struct advice_help *help = &advice->help[advice->help_count];
		reader_map_into(reader, value_at(list, i), keys, help);
		if (help->url && strncmp(help->url, "https://", 8) != 0)
			reader_fail(reader, value_get(value_at(list, i), "url"), "expected an address with https://");
		for (size_t k = 0; k < advice->help_count; k++)
			if (strcmp(advice->help[k].id, help->id) == 0)
				reader_fail(reader, value_at(list, i), "the help \"%s\" stands twice", help->id);
		advice->help_count++;
	}
}

/* --- questions.yaml --- */

static bool is_told(const struct advice *advice, const char *question)
{
	for (size_t i = 0; i < advice->question_count; i++)
		if (strcmp(advice->questions[i].question, question) == 0)
			return true;
	for (size_t i = 0; i < advice->measure_count; i++)
		for (size_t k = 0; k < advice->measures[i].answer_count; k++)
			if (strcmp(advice->measures[i].answers[k].question, question) == 0)
				return true;
	return false;
}

/* Whoever does not know must be told a measure or how to find out. */
static void require_all(struct reader *reader, const struct value *list, const struct edition_reading *reading)
{
	const struct edition_form *form = &reading->edition->questionnaire;

	for (size_t i = 0; i < form->question_count; i++)
		if (has_option(&form->questions[i], "unknown") &&
		    !is_told(&reading->edition->advice, form->questions[i].id))
			reader_fail(
				reader, list,
				"\"%s\" may be answered with \"unknown\", but neither a measure nor a question here "
				"says what to do then",
				form->questions[i].id);
}

void edition_advice_read_questions(struct reader *reader, const struct value *root, struct edition_reading *reading)
{
	static const struct reader_key keys[] = {
		{"question", READER_ID, offsetof(struct advice_question, question), 0, 0, false},
		{"ask", READER_PAIR, offsetof(struct advice_question, ask), 1, 600, false},
		{0},
	};
	static const struct reader_key root_keys[] = {{.key = "questions"}, {0}};
	struct advice *advice = &reading->edition->advice;
	const struct value *list;

	if (!root)
		return;
	reader_map_into(reader, root, root_keys, advice);
	list = reader_list(reader, root, "questions");
	advice->questions = arena_array(reader->arena, value_count(list), sizeof(*advice->questions));
	for (size_t i = 0; i < value_count(list) && !reader->has_failed; i++) {
		struct advice_question *question = &advice->questions[advice->question_count];
		reader_map_into(reader, value_at(list, i), keys, question);
		if (!reader->has_failed)
			edition_advice_question(reader, reading, value_get(value_at(list, i), "question"),
						str_from(question->question));
		advice->question_count++;
	}
	if (knows_options(reading) && !reading->is_broken[EDITION_FILE_ADVICE_MEASURES])
		require_all(reader, list, reading);
}

/* --- contradictions.yaml --- */

void edition_advice_read_contradictions(struct reader *reader, const struct value *root,
					struct edition_reading *reading)
{
	static const struct reader_key keys[] = {
		{"id", READER_ID, offsetof(struct advice_contradiction, id), 0, 0, false},
		{"ask", READER_PAIR, offsetof(struct advice_contradiction, ask), 1, 600, false},
		{.key = "said"},
		{.key = "seen"},
		{.key = "also_said"},
		{0},
	};
	static const struct reader_key root_keys[] = {{.key = "contradictions"}, {0}};
	struct advice *advice = &reading->edition->advice;
	const struct value *list;

	if (!root)
		return;
	reader_map_into(reader, root, root_keys, advice);
	list = reader_list(reader, root, "contradictions");
	advice->contradictions = arena_array(reader->arena, value_count(list), sizeof(*advice->contradictions));
	for (size_t i = 0; i < value_count(list) && !reader->has_failed; i++) {
		const struct value *item = value_at(list, i);
		struct advice_contradiction *into = &advice->contradictions[advice->contradiction_count++];
		reader_map_into(reader, item, keys, into);
		into->said = edition_advice_options(reader, item, "said", reading, &into->said_count);
		into->also_said = edition_advice_options(reader, item, "also_said", reading, &into->also_said_count);
		into->seen = edition_advice_texts(reader, item, "seen", &into->seen_count);
		edition_advice_check_names(reader, value_get(item, "seen"));
		if (!into->said_count || !(into->seen_count + into->also_said_count))
			reader_fail(reader, item, "expected \"said\", and beside it \"seen\" or \"also_said\"");
	}
}
