/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "programme/edition_priv.h"

static struct question_option *read_listed_options(struct reader *r, const struct value *list, size_t *ret_count)
{
	static const char *const keys[] = {"id", "ja", "en", "score", NULL};
	size_t count = value_count(list) <= ITEMS_MAX ? value_count(list) : 0;
	struct question_option *options = arena_array(r->arena, count, sizeof(*options));

	for (size_t i = 0; i < count; i++) {
		const struct value *item = value_at(list, i);
		reader_allow(r, item, keys);
		options[i].id = reader_id(r, item, "id");
		options[i].label.ja = reader_text(r, item, "ja");
		options[i].label.en = reader_text(r, item, "en");
		options[i].score = (int)reader_maybe_int(r, item, "score", -1, 4, 0);
		for (size_t k = 0; k < i; k++)
			if (strcmp(options[k].id, options[i].id) == 0)
				reader_fail(r, item, "the option \"%s\" stands twice", options[i].id);
	}
	*ret_count = count;
	return options;
}

static struct question_option *course_options(struct reader *r, const struct edition *e, size_t *ret_count)
{
	struct question_option *options = arena_array(r->arena, e->course_count, sizeof(*options));

	for (size_t i = 0; i < e->course_count; i++)
		options[i] = (struct question_option){e->courses[i].id, e->courses[i].name, 0};
	*ret_count = e->course_count;
	return options;
}

static struct question_option *industry_options(struct reader *r, const struct edition *e, size_t *ret_count)
{
	struct question_option *options = NULL;
	size_t count = 0, cap = 0;

	for (size_t i = 0; i < e->class_count; i++)
		for (size_t k = 0; k < e->classes[i].industry_count; k++) {
			const struct edition_industry *industry = &e->classes[i].industries[k];
			options = arena_grow(r->arena, options, count, &cap, sizeof(*options));
			options[count++] = (struct question_option){industry->id, industry->name, 0};
		}
	*ret_count = count;
	return options;
}

static void read_options(struct reader *r, const struct value *map, const struct edition *e, struct question *q)
{
	const char *from = reader_maybe_text(r, map, "options_from");
	const struct value *list = reader_maybe_list(r, map, "options");
	bool needs_options = q->kind == QUESTION_CHOICE || q->kind == QUESTION_SELECT || q->kind == QUESTION_CHOICES;

	if (from && strcmp(from, "courses") == 0)
		q->options = course_options(r, e, &q->option_count);
	else if (from && strcmp(from, "industries") == 0)
		q->options = industry_options(r, e, &q->option_count);
	else if (from)
		reader_fail(r, value_get(map, "options_from"),
			    "\"%s\" gives no options, expected courses or industries", from);
	else if (list)
		q->options = read_listed_options(r, list, &q->option_count);
	if (needs_options && q->option_count == 0)
		reader_fail(r, map, "the question \"%s\" has no options to choose from", q->id);
	if (!needs_options && q->option_count)
		reader_fail(r, map, "the question \"%s\" has options, but its kind is %s", q->id,
			    question_kind_name(q->kind));
}

static void read_condition(struct reader *r, const struct value *map, struct question_condition *condition)
{
	static const char *const keys[] = {"question", "is", NULL};
	const struct value *when = value_get(map, "asked_when"), *values;

	if (!when)
		return;
	reader_allow(r, when, keys);
	condition->question = reader_id(r, when, "question");
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

static void read_question(struct reader *r, const struct value *map, const struct edition *e, struct question *q)
{
	static const char *const keys[] = {"id",        "kind",    "label",        "help",       "required",
					   "chars_max", "min",     "max",          "unit",       "autocomplete",
					   "topic",     "options", "options_from", "asked_when", NULL};

	reader_allow(r, map, keys);
	q->id = reader_id(r, map, "id");
	read_kind(r, map, q);
	q->label = reader_pair(r, map, "label");
	q->help = reader_maybe_pair(r, map, "help");
	q->required = reader_maybe_bool(r, map, "required", true);
	q->chars_max =
		(size_t)reader_maybe_int(r, map, "chars_max", 1, 10000, q->kind == QUESTION_LONG_TEXT ? 2000 : 200);
	q->number_min = reader_maybe_int(r, map, "min", 0, INT64_C(1000000000000), 0);
	q->number_max = reader_maybe_int(r, map, "max", 0, INT64_C(1000000000000), INT64_C(1000000000000));
	if (q->number_min > q->number_max)
		reader_fail(r, value_get(map, "min"), "\"min\" is greater than \"max\": no answer would fit");
	q->unit = reader_maybe_pair(r, map, "unit");
	q->autocomplete = reader_maybe_text(r, map, "autocomplete");
	q->topic = (int)reader_maybe_int(r, map, "topic", 1, 25, 0);
	read_options(r, map, e, q);
	read_condition(r, map, &q->condition);
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
		if (!is_pledges && (item->kind != VALUE_TEXT || !str_is(item->text, "consents")))
			reader_fail(r, item, "expected pledges or consents");
		for (size_t k = 0; k < count && form->question_count < QUESTIONS_MAX; k++)
			form->questions[form->question_count++] = (struct question){
				.id = statements[k].id,
				.kind = QUESTION_AGREE,
				.label = statements[k].text,
				.required = statements[k].required,
			};
	}
}

static void read_form(struct reader *r, const struct value *map, const struct edition *e, struct edition_form *form)
{
	static const char *const keys[] = {"id", "title", "intro", "questions", "statements", NULL};
	const struct value *list = reader_maybe_list(r, map, "questions");

	reader_allow(r, map, keys);
	form->id = reader_id(r, map, "id");
	form->title = reader_pair(r, map, "title");
	form->intro = reader_maybe_pair(r, map, "intro");
	form->questions = arena_array(r->arena, QUESTIONS_MAX, sizeof(*form->questions));
	if (value_count(list) > QUESTIONS_MAX)
		reader_fail(r, list, "this form has more than %d questions", QUESTIONS_MAX);
	for (size_t i = 0; i < value_count(list) && !r->has_failed; i++)
		read_question(r, value_at(list, i), e, &form->questions[form->question_count++]);
	add_statements(r, map, e, form);
	if (form->question_count == 0)
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

static void check_question(struct reader *r, const struct value *at, const struct edition_form *forms, size_t last,
			   const struct question *q)
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
		if (!has_option(other, q->condition.values[v]))
			reader_fail(r, at,
				    "the question \"%s\" depends on \"%s\" being \"%s\", which is none of its options",
				    q->id, other->id, q->condition.values[v]);
}

/* A problem is shown where the question stands; one made of a statement stands where its form does. */
static void check_form(struct reader *r, const struct value *map, const struct edition_form *forms, size_t last)
{
	const struct value *list = value_get(map, "questions");

	for (size_t k = 0; k < forms[last].question_count && !r->has_failed; k++)
		check_question(r, k < value_count(list) ? value_at(list, k) : map, forms, last,
			       &forms[last].questions[k]);
}

static void need_option(struct reader *r, const struct value *at, const struct edition *e, const char *id,
			const char *option)
{
	if (!r->has_failed && !has_option(edition_question(e, id), option))
		reader_fail(r, at, "the question \"%s\" has no option \"%s\", which the program needs", id, option);
}

/* The program looks at these questions and at these of their options (programme/eligibility.h). */
static void check_needs(struct reader *r, const struct value *list, const struct value *root, const struct edition *e)
{
	static const char *const needed[] = {EDITION_QUESTIONS};

	for (size_t i = 0; i < sizeof(needed) / sizeof(needed[0]); i++)
		if (!r->has_failed && !edition_question(e, needed[i]))
			reader_fail(r, list, "the application does not ask \"%s\", which the program needs", needed[i]);
	need_option(r, list, e, "organisation", "company");
	need_option(r, list, e, "organisation", "sole_proprietor");
	need_option(r, list, e, "previous_checkup", "yes");
	for (size_t i = 0; i < e->course_count; i++)
		need_option(r, list, e, "course", e->courses[i].id);
	if (e->prefecture[0])
		need_option(r, value_get(root, "prefecture"), e, "prefecture", e->prefecture);
}

void edition_read_application(struct reader *r, const struct value *root, struct edition *e)
{
	const struct value *list = reader_list(r, root, "application");

	if (value_count(list) > ITEMS_MAX)
		reader_fail(r, list, "the application has too many pages");
	if (r->has_failed)
		return;
	e->application_count = value_count(list);
	e->application = arena_array(r->arena, e->application_count, sizeof(*e->application));
	for (size_t i = 0; i < e->application_count && !r->has_failed; i++) {
		read_form(r, value_at(list, i), e, &e->application[i]);
		check_form(r, value_at(list, i), e->application, i);
	}
	check_needs(r, list, root, e);
}

/* A form of its own: its questions may depend on each other only. */
static void read_lone_form(struct reader *r, const struct value *root, const char *key, const struct edition *e,
			   struct edition_form *form)
{
	const struct value *map = reader_map(r, root, key);

	if (r->has_failed)
		return;
	read_form(r, map, e, form);
	check_form(r, map, form, 0);
}

void edition_read_questionnaire(struct reader *r, const struct value *root, struct edition *e)
{
	read_lone_form(r, root, "questionnaire", e, &e->questionnaire);
}

void edition_read_authorisation(struct reader *r, const struct value *root, struct edition *e)
{
	static const char *const needed[] = {EDITION_AUTHORISATION_QUESTIONS};

	read_lone_form(r, root, "authorisation", e, &e->authorisation);
	for (size_t i = 0; i < sizeof(needed) / sizeof(needed[0]); i++)
		if (!r->has_failed && !find_earlier(&e->authorisation, 0, NULL, needed[i]))
			reader_fail(r, value_get(root, "authorisation"),
				    "the authorisation does not ask \"%s\", which the program needs", needed[i]);
}
