/* SPDX-License-Identifier: Apache-2.0 */
#include "programme/edition_form.h"

#include <stddef.h>
#include <string.h>

#include "programme/edition_find.h"
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

void edition_form_read_lists(struct reader *r, const struct value *root, struct edition_reading *reading)
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

static void read_question(struct reader *r, const struct value *map, const struct edition_reading *reading,
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

/* The label of one tick that gives all pledges, or all consents, that are required; both NULL without. */
static struct lang_text read_tick(struct reader *r, const struct value *map, bool is_pledges)
{
	const struct value *label = value_get(map, is_pledges ? "all_pledges" : "all_consents");

	return label ? reader_pair_of(r, label) : (struct lang_text){NULL, NULL};
}

static void add_statements(struct reader *r, const struct value *map, const struct edition *e,
			   struct edition_form *form)
{
	const struct value *names = reader_maybe_list(r, map, "statements");

	for (size_t i = 0; i < value_count(names); i++) {
		const struct value *item = value_at(names, i);
		bool is_pledges = item->kind == VALUE_TEXT && str_is(item->text, "pledges");
		const struct edition_statement *statements = is_pledges ? e->pledges : e->consents;
		size_t count = is_pledges ? e->pledge_count : e->consent_count;
		struct lang_text label = read_tick(r, map, is_pledges);
		if (!is_pledges && (item->kind != VALUE_TEXT || !str_is(item->text, "consents")))
			reader_fail(r, item, "expected pledges or consents");
		for (size_t k = 0; k < count && form->question_count < EDITION_QUESTIONS_MAX; k++)
			form->questions[form->question_count++] = (struct question){
				.id = statements[k].id,
				.kind = QUESTION_AGREE,
				.label = statements[k].text,
				.required = statements[k].required,
				.group = !statements[k].required || !label.ja ? NULL
					 : is_pledges                         ? "pledges"
									      : "consents",
				.group_label = label,
			};
	}
}

static void read_form(struct reader *r, const struct value *map, const struct edition_reading *reading,
		      struct edition_form *form)
{
	static const struct reader_key keys[] = {
		{"id", READER_ID, offsetof(struct edition_form, id), 0, 0, false},
		{"title", READER_PAIR, offsetof(struct edition_form, title), 1, 0, false},
		{"intro", READER_PAIR, offsetof(struct edition_form, intro), 1, 0, true},
		{.key = "questions"},
		{.key = "statements"},
		{.key = "all_pledges"},
		{.key = "all_consents"},
		{0},
	};
	const struct value *list = reader_maybe_list(r, map, "questions");

	reader_map_into(r, map, keys, form);
	form->questions = arena_array(r->arena, EDITION_QUESTIONS_MAX, sizeof(*form->questions));
	if (value_count(list) > EDITION_QUESTIONS_MAX)
		reader_fail(r, list, "this form has more than %d questions", EDITION_QUESTIONS_MAX);
	for (size_t i = 0; i < value_count(list) && !r->has_failed; i++)
		read_question(r, value_at(list, i), reading, &form->questions[form->question_count++]);
	add_statements(r, map, reading->edition, form);
	if (form->question_count == 0 && !reading->is_broken[EDITION_FILE_HEAD])
		reader_fail(r, map, "the form \"%s\" asks nothing", form->id);
}

/* The first question of that id in the forms before the one at `last`, and in that one before `q` (all of it: NULL). */
static const struct question *find_earlier(const struct edition_form *forms, size_t last, const struct question *q,
					   const char *id)
{
	for (size_t i = 0; i <= last; i++)
		for (size_t k = 0; k < forms[i].question_count && &forms[i].questions[k] != q; k++)
			if (strcmp(forms[i].questions[k].id, id) == 0)
				return &forms[i].questions[k];
	return NULL;
}

static bool has_option(const struct question *q, const char *id)
{
	for (size_t i = 0; i < q->option_count; i++)
		if (strcmp(q->options[i].id, id) == 0)
			return true;
	return false;
}

/* Nothing that a broken file should hold is missed. */
static bool lacks_option(const struct edition_reading *reading, const struct question *q, const char *id)
{
	return !reading->is_broken[EDITION_FILE_HEAD] && !reading->is_broken[EDITION_FILE_OPTIONS] &&
	       !has_option(q, id);
}

static void check_question(struct reader *r, const struct value *at, const struct edition_reading *reading,
			   const struct edition_form *forms, size_t last, const struct question *q)
{
	const struct question *other;

	if (find_earlier(forms, last, q, q->id))
		reader_fail(r, at, "the question \"%s\" stands twice", q->id);
	if (!q->condition.question)
		return;
	other = find_earlier(forms, last, q, q->condition.question);
	if (!other)
		reader_fail(r, at, "the question \"%s\" depends on \"%s\", which is not asked before it", q->id,
			    q->condition.question);
	for (size_t v = 0; other && v < q->condition.value_count; v++)
		if (lacks_option(reading, other, q->condition.values[v]))
			reader_fail(
				r, at,
				"the question \"%s\" depends on \"%s\" being \"%s\", which is not one of its options",
				q->id, other->id, q->condition.values[v]);
}

/* A problem is shown where the question stands; one made of a statement stands where its form does. */
static void check_form(struct reader *r, const struct value *map, const struct edition_reading *reading,
		       const struct edition_form *forms, size_t last)
{
	const struct value *list = value_get(map, "questions");

	for (size_t k = 0; k < forms[last].question_count && !r->has_failed; k++)
		check_question(r, k < value_count(list) ? value_at(list, k) : map, reading, forms, last,
			       &forms[last].questions[k]);
}

/* Where the question of that id stands. */
static const struct value *place_of(const struct value *pages, const char *id)
{
	for (size_t i = 0; i < value_count(pages); i++) {
		const struct value *questions = value_get(value_at(pages, i), "questions");
		for (size_t k = 0; k < value_count(questions); k++)
			if (strcmp(value_get_text(value_at(questions, k), "id"), id) == 0)
				return value_at(questions, k);
	}
	return pages;
}

static void need_option(struct reader *r, const struct value *pages, const struct edition_reading *reading,
			const char *id, const char *option)
{
	if (!r->has_failed && lacks_option(reading, edition_find_question(reading->edition, id), option))
		reader_fail(r, place_of(pages, id), "the question \"%s\" has no option \"%s\", which is needed", id,
			    option);
}

/* Whom the program writes to and rings, and what it counts: asked so that it can use the answer, and of everybody. */
static const struct need {
	const char *id;
	enum question_kind kind;
	bool is_of_all;
} needs[] = {
	{"company_name", QUESTION_TEXT, true}, {"contact_name", QUESTION_TEXT, true},
	{"mail", QUESTION_MAIL, true},         {"phone", QUESTION_PHONE, true},
	{"employees", QUESTION_NUMBER, true},  {"capital", QUESTION_NUMBER, false},
};

static void check_need(struct reader *r, const struct value *pages, const struct question *q, const struct need *need)
{
	if (q->kind != need->kind)
		reader_fail(r, place_of(pages, q->id), "the question \"%s\" is of the kind %s, expected %s", q->id,
			    question_kind_name(q->kind), question_kind_name(need->kind));
	else if (need->is_of_all && (!q->required || q->condition.question))
		reader_fail(r, place_of(pages, q->id),
			    "the question \"%s\" may be left out, expected one that everybody answers", q->id);
}

/* The program looks at these questions and at these of their options (programme/eligibility.h). */
static void check_needs(struct reader *r, const struct value *pages, const struct edition_reading *reading)
{
	static const char *const needed[] = {EDITION_QUESTIONS};
	const struct edition *e = reading->edition;

	for (size_t i = 0; i < COUNT(needed); i++)
		if (!r->has_failed && !edition_find_question(e, needed[i]))
			reader_fail(r, pages, "the application does not ask \"%s\", which the program needs",
				    needed[i]);
	for (size_t i = 0; i < COUNT(needs) && !r->has_failed; i++)
		check_need(r, pages, edition_find_question(e, needs[i].id), &needs[i]);
	need_option(r, pages, reading, "organisation", "company");
	need_option(r, pages, reading, "organisation", "sole_proprietor");
	need_option(r, pages, reading, "previous_checkup", "yes");
	for (size_t i = 0; i < e->course_count; i++)
		need_option(r, pages, reading, "course", e->courses[i].id);
	if (e->prefecture[0])
		need_option(r, pages, reading, "prefecture", e->prefecture);
}

void edition_form_read_application(struct reader *r, const struct value *root, struct edition_reading *reading)
{
	static const struct reader_key keys[] = {{.key = "pages"}, {0}};
	struct edition *e = reading->edition;
	const struct value *pages;

	reader_map_into(r, root, keys, e);
	pages = reader_list(r, root, "pages");
	if (value_count(pages) > EDITION_ITEMS_MAX)
		reader_fail(r, pages, "the application has too many pages");
	if (r->has_failed)
		return;
	e->application_count = value_count(pages);
	e->application = arena_array(r->arena, e->application_count, sizeof(*e->application));
	for (size_t i = 0; i < e->application_count && !r->has_failed; i++) {
		read_form(r, value_at(pages, i), reading, &e->application[i]);
		check_form(r, value_at(pages, i), reading, e->application, i);
	}
	check_needs(r, pages, reading);
}

/* A form outside the application: its questions may depend only on each other. */
static void read_lone_form(struct reader *r, const struct value *root, const struct edition_reading *reading,
			   struct edition_form *form)
{
	if (r->has_failed)
		return;
	read_form(r, root, reading, form);
	check_form(r, root, reading, form, 0);
}

void edition_form_read_questionnaire(struct reader *r, const struct value *root, struct edition_reading *reading)
{
	read_lone_form(r, root, reading, &reading->edition->questionnaire);
}

void edition_form_read_authorisation(struct reader *r, const struct value *root, struct edition_reading *reading)
{
	static const char *const needed[] = {EDITION_AUTHORISATION_QUESTIONS};
	struct edition_form *form = &reading->edition->authorisation;

	read_lone_form(r, root, reading, form);
	for (size_t i = 0; i < COUNT(needed); i++)
		if (!r->has_failed && !find_earlier(form, 0, NULL, needed[i]))
			reader_fail(r, root, "the authorisation does not ask \"%s\", which the program needs",
				    needed[i]);
}
