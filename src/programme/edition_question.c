/* SPDX-License-Identifier: Apache-2.0 */
#include "programme/edition_question.h"

#include <stddef.h>
#include <string.h>

#include "programme/edition_priv.h"

#define NUMBER_MAX INT64_C(1000000000000)
#define TIMES_MAX  1000000

static struct question_option *read_options_of(struct reader *r, const struct value *list, size_t *ret_count)
{
	static const struct reader_key keys[] = {
		{"id", READER_ID, offsetof(struct question_option, id), 0, 0, false},
		{"ja", READER_TEXT, offsetof(struct question_option, label.ja), 0, 0, false},
		{"en", READER_TEXT, offsetof(struct question_option, label.en), 0, 0, false},
		{"score", READER_INT, offsetof(struct question_option, score), -1, 4, true},
		{0},
	};
	size_t count = value_count(list) <= EDITION_ITEMS_MAX ? value_count(list) : 0;
	struct question_option *options = arena_array(r->arena, count, sizeof(*options));

	for (size_t i = 0; i < count; i++) {
		const struct value *item = value_at(list, i);
		reader_map_into(r, item, keys, &options[i]);
		for (size_t k = 0; k < i; k++)
			if (strcmp(options[k].id, options[i].id) == 0)
				reader_fail(r, item, "the option \"%s\" stands twice", options[i].id);
	}
	*ret_count = count;
	return options;
}

static struct edition_options course_options(struct reader *r, const struct edition *e)
{
	struct question_option *options = arena_array(r->arena, e->course_count, sizeof(*options));

	for (size_t i = 0; i < e->course_count; i++)
		options[i] = (struct question_option){e->courses[i].id, e->courses[i].name, 0};
	return (struct edition_options){"courses", options, e->course_count};
}

static struct edition_options industry_options(struct reader *r, const struct edition *e)
{
	struct question_option *options = NULL;
	size_t count = 0, cap = 0;

	for (size_t i = 0; i < e->class_count; i++)
		for (size_t k = 0; k < e->classes[i].industry_count; k++) {
			const struct edition_industry *industry = &e->classes[i].industries[k];
			options = arena_grow(r->arena, options, count, &cap, sizeof(*options));
			options[count++] = (struct question_option){industry->id, industry->name, 0};
		}
	return (struct edition_options){"industries", options, count};
}

static const struct edition_options *find_list(const struct edition_reading *reading, const char *id)
{
	for (size_t i = 0; i < reading->list_count; i++)
		if (strcmp(reading->lists[i].id, id) == 0)
			return &reading->lists[i];
	return NULL;
}

void edition_question_read_lists(struct reader *r, const struct value *root, struct edition_reading *reading)
{
	size_t count = value_count(root);

	reading->lists = arena_array(r->arena, count + 2, sizeof(*reading->lists));
	reading->lists[0] = course_options(r, reading->edition);
	reading->lists[1] = industry_options(r, reading->edition);
	reading->list_count = 2;
	if (root && root->kind != VALUE_MAP)
		reader_fail(r, root, "found %s, expected lists of options by name", value_kind_name(root->kind));
	for (size_t i = 0; i < count && !r->has_failed; i++) {
		struct edition_options *list = &reading->lists[reading->list_count];
		const struct value *items = reader_list(r, root, root->keys[i].p);
		if (find_list(reading, root->keys[i].p))
			reader_fail(r, items, "\"%s\" is a list of edition.yaml already", root->keys[i].p);
		list->id = root->keys[i].p;
		list->options = read_options_of(r, items, &list->count);
		reading->list_count++;
	}
}

static void name_list(struct reader *r, const struct value *map, const struct edition_reading *reading, const char *id,
		      struct question *q)
{
	const struct edition_options *list = find_list(reading, id);

	if (list) {
		q->options = list->options;
		q->option_count = list->count;
	} else if (!reading->is_broken[EDITION_FILE_OPTIONS]) {
		reader_fail(r, value_get(map, "options_from"),
			    "\"%s\" gives no options, expected courses, industries or a list of shared/options.yaml",
			    id);
	}
}

static void read_options(struct reader *r, const struct value *map, const struct edition_reading *reading,
			 struct question *q)
{
	const struct value *list = reader_maybe_list(r, map, "options");
	bool is_named = value_get(map, "options_from"), is_given = is_named || value_count(list);
	bool needs_options = q->kind == QUESTION_CHOICE || q->kind == QUESTION_SELECT || q->kind == QUESTION_CHOICES;

	if (is_named)
		name_list(r, map, reading, reader_text(r, map, "options_from"), q);
	else if (list)
		q->options = read_options_of(r, list, &q->option_count);
	if (needs_options && !is_given)
		reader_fail(r, map, "the question \"%s\" has no options to choose from", q->id);
	if (!needs_options && is_given)
		reader_fail(r, map, "the question \"%s\" has options, but its kind is %s", q->id,
			    question_kind_name(q->kind));
}

static void read_condition(struct reader *r, const struct value *map, struct question_condition *condition)
{
	static const struct reader_key keys[] = {
		{"question", READER_ID, offsetof(struct question_condition, question), 0, 0, false},
		{.key = "is"},
		{0},
	};
	const struct value *when = value_get(map, "asked_when"), *values;

	if (!when)
		return;
	reader_map_into(r, when, keys, condition);
	values = reader_list(r, when, "is");
	condition->values = arena_array(r->arena, value_count(values), sizeof(*condition->values));
	for (size_t i = 0; i < value_count(values); i++) {
		const struct value *item = value_at(values, i);
		if (item->kind != VALUE_TEXT)
			reader_fail(r, item, "this is %s, expected the id of an option", value_kind_name(item->kind));
		else
			condition->values[condition->value_count++] = item->text.p;
	}
}

static void read_asked_in(struct reader *r, const struct value *map, struct question *q)
{
	static const struct reader_key keys[] = {
		{"times", READER_INT64, offsetof(struct question_asked_in, times), 2, TIMES_MAX, false},
		{"unit", READER_PAIR, offsetof(struct question_asked_in, unit), 1, 0, false},
		{0},
	};
	const struct value *asked_in = value_get(map, "asked_in");

	if (!asked_in)
		return;
	reader_map_into(r, asked_in, keys, &q->asked_in);
	if (q->kind != QUESTION_NUMBER)
		reader_fail(r, asked_in, "the question \"%s\" is asked in a unit, but its kind is %s", q->id,
			    question_kind_name(q->kind));
	else if (!q->unit.ja)
		reader_fail(r, asked_in, "the question \"%s\" is asked in a unit, but says no \"unit\" to store it in",
			    q->id);
}

static void read_kind(struct reader *r, const struct value *map, struct question *q)
{
	const char *name = reader_text(r, map, "kind");

	if (!question_kind_parse(str_from(name), &q->kind))
		reader_fail(r, value_get(map, "kind"),
			    "\"%s\" is no kind of question, expected text, long_text, kana, number, choice, select, "
			    "choices, "
			    "agree, mail, phone, postal_code, corporate_number, url or hosts",
			    name);
}

/* What pages and words repeat as it stands. */
static void check_words(struct reader *r, const struct value *map, struct question *q)
{
	static const char token[] = "abcdefghijklmnopqrstuvwxyz0123456789- ";
	struct value *answer = NULL;

	if (strcmp(q->id, "form_token") == 0)
		reader_fail(r, value_get(map, "id"), "\"form_token\" is the name of a field that every page has");
	if (q->autocomplete && q->autocomplete[strspn(q->autocomplete, token)])
		reader_fail(r, value_get(map, "autocomplete"), "\"%s\" is no token of HTML's autofill",
			    q->autocomplete);
	if (q->example && *q->example &&
	    question_judge(r->arena, q, value_text(r->arena, q->example), &answer) != QUESTION_PROBLEM_NONE)
		reader_fail(r, value_get(map, "example"), "\"%s\" is no answer to the question \"%s\"", q->example,
			    q->id);
}

void edition_question_read(struct reader *r, const struct value *map, const struct edition_reading *reading,
			   struct question *q)
{
	static const struct reader_key keys[] = {
		{"id", READER_ID, offsetof(struct question, id), 0, 0, false},
		{.key = "kind"},
		{"label", READER_PAIR, offsetof(struct question, label), 1, 0, false},
		{"help", READER_PAIR, offsetof(struct question, help), 1, 0, true},
		{"required", READER_BOOL, offsetof(struct question, required), 0, 0, true},
		{"chars_max", READER_SIZE, offsetof(struct question, chars_max), 1, 10000, true},
		{"min", READER_INT64, offsetof(struct question, number_min), 0, NUMBER_MAX, true},
		{"max", READER_INT64, offsetof(struct question, number_max), 0, NUMBER_MAX, true},
		{"unit", READER_PAIR, offsetof(struct question, unit), 1, 0, true},
		{"missing", READER_PAIR, offsetof(struct question, missing), 1, 0, true},
		{"example", READER_TEXT, offsetof(struct question, example), 0, 0, true},
		{"autocomplete", READER_TEXT, offsetof(struct question, autocomplete), 0, 0, true},
		{"topic", READER_INT, offsetof(struct question, topic), 1, 25, true},
		{.key = "options"},
		{.key = "options_from"},
		{.key = "asked_when"},
		{.key = "asked_in"},
		{0},
	};

	q->required = true;
	q->number_max = NUMBER_MAX;
	reader_map_into(r, map, keys, q);
	read_kind(r, map, q);
	if (!q->chars_max)
		q->chars_max = q->kind == QUESTION_LONG_TEXT ? 2000 : 200;
	if (q->number_min > q->number_max)
		reader_fail(r, value_get(map, "min"), "\"min\" is greater than \"max\": no answer would fit");
	read_options(r, map, reading, q);
	read_condition(r, map, &q->condition);
	read_asked_in(r, map, q);
	if (!r->has_failed)
		check_words(r, map, q);
}
