/* SPDX-License-Identifier: Apache-2.0 */
#include "programme/edition_form.h"

#include <stddef.h>
#include <string.h>

#include "programme/edition_find.h"
#include "programme/edition_priv.h"
#include "programme/edition_question.h"

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
		edition_question_read(r, value_at(list, i), reading, &form->questions[form->question_count++]);
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

/* The pages of a form, in order. */
static struct edition_form *read_pages(struct reader *r, const struct value *root,
				       const struct edition_reading *reading, size_t *ret_count)
{
	const struct value *list = reader_list(r, root, "pages");
	size_t count = value_count(list) <= EDITION_ITEMS_MAX ? value_count(list) : 0;
	struct edition_form *pages = arena_array(r->arena, count, sizeof(*pages));

	if (value_count(list) > EDITION_ITEMS_MAX)
		reader_fail(r, list, "this form has more than %d pages", EDITION_ITEMS_MAX);
	for (size_t i = 0; i < count && !r->has_failed; i++) {
		read_form(r, value_at(list, i), reading, &pages[i]);
		check_form(r, value_at(list, i), reading, pages, i);
	}
	*ret_count = count;
	return pages;
}

void edition_form_read_application(struct reader *r, const struct value *root, struct edition_reading *reading)
{
	static const struct reader_key keys[] = {{.key = "pages"}, {0}};
	struct edition *e = reading->edition;

	reader_map_into(r, root, keys, e);
	if (r->has_failed)
		return;
	e->application = read_pages(r, root, reading, &e->application_count);
	check_needs(r, value_get(root, "pages"), reading);
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

/* What is asked only of some stands on a later page than what decides it, so that a page shows what concerns the reader
 * and nothing else, without a script. */
static void check_branches(struct reader *r, const struct value *at, const struct edition_form *page)
{
	for (size_t i = 0; i < page->question_count; i++)
		for (size_t k = 0; k < i && page->questions[i].condition.question; k++)
			if (strcmp(page->questions[k].id, page->questions[i].condition.question) == 0)
				reader_fail(r, at, "the question \"%s\" depends on \"%s\" of its own page",
					    page->questions[i].id, page->questions[k].id);
}

/* The pages are parts of the list that the whole form has. */
static void join_pages(struct reader *r, const struct value *root, struct edition *e)
{
	struct edition_form *whole = &e->questionnaire;

	whole->questions = arena_array(r->arena, EDITION_QUESTIONS_MAX, sizeof(*whole->questions));
	for (size_t i = 0; i < e->questionnaire_count; i++) {
		struct edition_form *page = &e->questionnaire_pages[i];
		struct question *part = whole->questions + whole->question_count;
		check_branches(r, value_at(value_get(root, "pages"), i), page);
		if (page->question_count > EDITION_QUESTIONS_MAX - whole->question_count) {
			reader_fail(r, root, "this form has more than %d questions", EDITION_QUESTIONS_MAX);
			return;
		}
		memcpy(part, page->questions, page->question_count * sizeof(*part));
		page->questions = part;
		whole->question_count += page->question_count;
	}
}

void edition_form_read_questionnaire(struct reader *r, const struct value *root, struct edition_reading *reading)
{
	static const struct reader_key keys[] = {
		{"id", READER_ID, offsetof(struct edition_form, id), 0, 0, false},
		{"title", READER_PAIR, offsetof(struct edition_form, title), 1, 0, false},
		{"intro", READER_PAIR, offsetof(struct edition_form, intro), 1, 0, true},
		{.key = "pages"},
		{0},
	};
	struct edition *e = reading->edition;

	reader_map_into(r, root, keys, &e->questionnaire);
	if (r->has_failed)
		return;
	e->questionnaire_pages = read_pages(r, root, reading, &e->questionnaire_count);
	if (!r->has_failed)
		join_pages(r, root, e);
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
