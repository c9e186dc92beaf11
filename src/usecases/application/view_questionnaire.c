/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/application/view_questionnaire.h"

#include "calendar/day.h"
#include "usecases/case_value.h"
#include "usecases/edition_value.h"
#include "usecases/form_value.h"

static const struct value_key page_keys[] = {
	{"id", VALUE_TEXT, NULL},       {"title", VALUE_TEXT, NULL},
	{"asked", VALUE_INT, NULL},     {"answered", VALUE_INT, NULL},
	{"is_done", VALUE_BOOL, NULL}, /* all that must be answered */
	{"is_begun", VALUE_BOOL, NULL}, {0},
};

const struct value_key view_questionnaire_keys[] = {
	{NULL, VALUE_MAP, case_value_row_keys},
	{NULL, VALUE_MAP, edition_value_page_keys},
	{"form_title", VALUE_TEXT, NULL},
	{"form_intro", VALUE_TEXT, NULL},
	{"parts", VALUE_LIST, page_keys},
	{"asked", VALUE_INT, NULL}, /* questions that must be answered, as far as the answers open them */
	{"answered", VALUE_INT, NULL},
	{"saved", VALUE_TEXT, NULL}, /* when; empty before the first page */
	{"go_on", VALUE_TEXT, NULL}, /* the first page that is not complete, else "check" */
	{"is_complete", VALUE_BOOL, NULL},
	{"steps", VALUE_INT, NULL}, /* pages that ask something, and the check */
	{0},
};

const struct value_key view_questionnaire_page_keys[] = {
	{NULL, VALUE_MAP, form_value_keys},
	{NULL, VALUE_MAP, view_questionnaire_keys},
	{"step", VALUE_INT, NULL},
	{"before", VALUE_TEXT, NULL}, /* id of the page before, empty before the first */
	{0},
};

static const struct value_key sheet_keys[] = {
	{"id", VALUE_TEXT, NULL},
	{"title", VALUE_TEXT, NULL},
	{"rows", VALUE_LIST, case_value_sheet_keys},
	{0},
};

const struct value_key view_questionnaire_check_keys[] = {
	{NULL, VALUE_MAP, view_questionnaire_keys},
	{"sheets", VALUE_LIST, sheet_keys},
	{"read_ms", VALUE_INT, NULL}, /* case_deed_input.read_ms of what is shown */
	{0},
};

static bool asks_something(const struct edition_form *page, const struct value *answers)
{
	for (size_t i = 0; i < page->question_count; i++)
		if (question_is_asked(&page->questions[i], answers))
			return true;
	return false;
}

static const struct edition_form *find_next(const struct edition *edition, const struct edition_form *page,
					    const struct value *answers)
{
	const struct edition_form *end = edition->questionnaire_pages + edition->questionnaire_count;

	page = page ? page + 1 : edition->questionnaire_pages;
	while (page < end && !asks_something(page, answers))
		page++;
	return page < end ? page : NULL;
}

const struct edition_form *view_questionnaire_next(struct arena *arena, const struct questionnaire_draft *draft,
						   const struct edition_form *page)
{
	const struct edition *edition = draft->facts.edition;

	return find_next(edition, page, questionnaire_judge(arena, edition, draft->typed).answers);
}

static struct value *part_value(struct arena *arena, const struct edition_form *page, const struct value *answers,
				enum lang lang)
{
	struct value *map = value_map(arena);
	int64_t asked, answered;

	questionnaire_judge_count(page, answers, &asked, &answered);
	value_set_text(arena, map, "id", page->id);
	value_set_text(arena, map, "title", lang_pick(page->title, lang));
	value_set_int(arena, map, "asked", asked);
	value_set_int(arena, map, "answered", answered);
	value_set_bool(arena, map, "is_done", answered == asked);
	value_set_bool(arena, map, "is_begun", answered > 0);
	return map;
}

static struct value *parts_value(struct arena *arena, const struct edition *edition, const struct value *answers,
				 enum lang lang)
{
	struct value *list = value_list(arena);

	for (const struct edition_form *page = find_next(edition, NULL, answers); page;
	     page = find_next(edition, page, answers))
		value_add(arena, list, part_value(arena, page, answers, lang));
	return list;
}

static void add_progress(struct arena *arena, struct value *view, const struct questionnaire_draft *draft,
			 const struct questionnaire_judgement *judgement, enum lang lang)
{
	struct value *parts = parts_value(arena, draft->facts.edition, judgement->answers, lang);

	value_set(arena, view, "parts", parts);
	value_set_int(arena, view, "steps", (int64_t)value_count(parts) + 1);
	value_set_int(arena, view, "asked", judgement->asked);
	value_set_int(arena, view, "answered", judgement->answered);
	value_set_text(arena, view, "saved", draft->saved_ms ? day_format_time(arena, lang, draft->saved_ms) : "");
	value_set_text(arena, view, "go_on", judgement->missing ? judgement->missing->id : "check");
	value_set_bool(arena, view, "is_complete", !judgement->missing);
}

static struct value *begin(struct arena *arena, const struct questionnaire_draft *draft,
			   const struct questionnaire_judgement *judgement, enum lang lang)
{
	const struct edition *edition = draft->facts.edition;
	struct value *view = case_value_row(edition, arena, lang, &draft->facts.row);

	edition_value_add(arena, view, edition, lang);
	value_set_text(arena, view, "form_title", lang_pick(edition->questionnaire.title, lang));
	value_set_text(arena, view, "form_intro", lang_pick(edition->questionnaire.intro, lang));
	add_progress(arena, view, draft, judgement, lang);
	return view;
}

struct value *view_questionnaire(struct arena *arena, const struct questionnaire_draft *draft, enum lang lang)
{
	const struct questionnaire_judgement judgement = questionnaire_judge(arena, draft->facts.edition, draft->typed);

	return begin(arena, draft, &judgement, lang);
}

struct value *view_questionnaire_page(struct arena *arena, const struct questionnaire_draft *draft, enum lang lang,
				      const struct edition_form *page, const struct value *given,
				      const struct value *problems)
{
	const struct edition *edition = draft->facts.edition;
	const struct questionnaire_judgement judgement = questionnaire_judge(arena, edition, draft->typed);
	struct value *view = begin(arena, draft, &judgement, lang);
	struct value *form = form_value(arena, page, lang, judgement.answers, given, problems);
	const char *before = "";
	int64_t step = 1;

	for (const struct edition_form *other = find_next(edition, NULL, judgement.answers); other && other < page;
	     other = find_next(edition, other, judgement.answers)) {
		before = other->id;
		step++;
	}
	for (size_t i = 0; i < form->count; i++)
		value_set_str(arena, view, form->keys[i], form->items[i]);
	value_set_int(arena, view, "step", step);
	value_set_text(arena, view, "before", before);
	return view;
}

struct value *view_questionnaire_check(struct arena *arena, const struct questionnaire_draft *draft, enum lang lang)
{
	const struct edition *edition = draft->facts.edition;
	const struct questionnaire_judgement judgement = questionnaire_judge(arena, edition, draft->typed);
	struct value *view = begin(arena, draft, &judgement, lang), *sheets = value_list(arena);

	for (const struct edition_form *page = find_next(edition, NULL, judgement.answers); page;
	     page = find_next(edition, page, judgement.answers)) {
		struct value *sheet = value_map(arena);
		value_set_text(arena, sheet, "id", page->id);
		value_set_text(arena, sheet, "title", lang_pick(page->title, lang));
		value_set(arena, sheet, "rows", case_value_sheet(arena, page, 1, judgement.answers, lang));
		value_add(arena, sheets, sheet);
	}
	value_set(arena, view, "sheets", sheets);
	value_set_int(arena, view, "read_ms", draft->saved_ms);
	return view;
}
