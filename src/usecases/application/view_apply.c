/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/application/view_apply.h"

#include <string.h>

#include "calendar/day.h"
#include "programme/business_words.h"
#include "store/application/draft_store.h"
#include "usecases/application/apply.h"
#include "usecases/application/apply_judge.h"
#include "usecases/application/company_register.h"
#include "usecases/case_facts.h"
#include "usecases/case_value.h"
#include "usecases/edition_value.h"
#include "usecases/form_value.h"

const struct value_key view_apply_draft_keys[] = {
	{"path", VALUE_TEXT, NULL}, /* of its first page */
	{"saved", VALUE_TEXT, NULL},
	{0},
};

struct drafts_work {
	const struct apply_draft *draft;
	struct arena *arena;
	int64_t now_ms;
	struct token_hash hash;
	struct draft_row *rows;
	size_t count;
};

static enum err list_drafts(struct tx *tx, void *context, struct fault *why)
{
	struct drafts_work *work = context;
	const struct draft_key key = {token_hash_str(&work->hash), work->draft->call->edition->id, ""};

	return draft_store_list(tx, work->arena, &key, work->now_ms, &work->rows, &work->count, why);
}

enum err view_apply_drafts(const struct office *office, struct arena *arena, enum lang lang,
			   const struct apply_draft *draft, struct value **ret_list, struct fault *why)
{
	const struct edition *edition = draft->call->edition;
	struct drafts_work work = {draft, arena, clock_now_ms(&office->clock), {{0}}, NULL, 0};
	struct value *list = value_list(arena);
	enum err err = ERR_OK;

	if (token_hash(draft->token, &work.hash))
		err = db_read(office->db, list_drafts, &work, why);
	if (err)
		return err;
	for (size_t i = 0; i < work.count; i++) {
		struct value *map = value_map(arena);
		value_set_text(arena, map, "path",
			       arena_printf(arena, "%s/apply/%s/%s", call_path(arena, edition), work.rows[i].name,
					    edition->application[0].id));
		value_set_text(arena, map, "saved", day_format_time(arena, lang, work.rows[i].saved_ms));
		value_add(arena, list, map);
	}
	*ret_list = list;
	return ERR_OK;
}

const struct value_key view_apply_page_keys[] = {
	{NULL, VALUE_MAP, form_value_keys},
	{NULL, VALUE_MAP, edition_value_page_keys},
	{"step", VALUE_INT, NULL},
	{"steps", VALUE_INT, NULL},      /* with the check of all answers */
	{"before", VALUE_TEXT, NULL},    /* id of the page before, empty before the first */
	{"is_filled", VALUE_BOOL, NULL}, /* something that nobody typed stands in a field */
	{"fill_by", VALUE_TEXT, NULL},   /* the question by which others of the page can be filled in, or empty */
	{"has_candidates", VALUE_BOOL, NULL},
	{"candidates", VALUE_LIST, NULL}, /* industries that the business may be */
	{0},
};

/* What is given, and in its empty fields what is suggested. */
static struct value *fill(struct arena *arena, const struct edition_form *page, const struct value *given,
			  const struct value *suggested, bool *ret_is_filled)
{
	struct value *filled = value_map(arena);

	*ret_is_filled = false;
	for (size_t i = 0; i < page->question_count; i++) {
		const char *id = page->questions[i].id;
		const struct value *typed = value_get(given, id), *known = value_get(suggested, id);
		bool is_empty = !typed || (typed->kind == VALUE_TEXT && !str_trim(typed->text).n);
		if (is_empty && known)
			*ret_is_filled = true;
		if (is_empty ? known : typed)
			value_set_shared(arena, filled, id, is_empty ? known : typed);
	}
	return filled;
}

static struct value *both(struct arena *arena, const struct value *kept, const struct value *given)
{
	struct value *map = value_map(arena);

	for (size_t i = 0; i < value_count(kept); i++)
		value_set_str(arena, map, kept->keys[i], kept->items[i]);
	for (size_t i = 0; i < value_count(given); i++)
		value_set_str(arena, map, given->keys[i], given->items[i]);
	return map;
}

static const char *fill_by(const struct edition_form *page)
{
	static const char *const ids[] = {"postal_code", "business"};

	for (size_t i = 0; i < page->question_count; i++)
		for (size_t k = 0; k < COUNT(ids); k++)
			if (strcmp(page->questions[i].id, ids[k]) == 0)
				return ids[k];
	return "";
}

/* The names of industries among which the applicant has to choose: none when one was found, or chosen already. */
static struct value *candidates(struct arena *arena, const struct edition *edition, enum lang lang,
				const struct value *given)
{
	const struct edition_industry *industries[BUSINESS_WORDS_MAX];
	struct value *list = value_list(arena);
	size_t count = business_words_find(arena, edition, str_from(value_get_text(given, "business")), industries);

	for (size_t i = 0; count > 1 && i < count && !*value_get_text(given, "industry"); i++)
		value_add(arena, list, value_text(arena, lang_pick(industries[i]->name, lang)));
	return list;
}

enum err view_apply_page(const struct office *office, const struct edition *edition, struct arena *arena,
			 enum lang lang, const char *id, const struct apply_shown *shown, struct value **ret_view,
			 struct fault *why)
{
	const struct edition_form *page;
	const struct value *given;
	struct value *view;
	bool is_filled;
	size_t index;
	enum err err = apply_find_page(edition, id, &index, why);

	if (err)
		return err;
	page = &edition->application[index];
	given = fill(arena, page, shown->given,
		     company_register_suggest(office, arena, edition, both(arena, shown->kept, shown->given)),
		     &is_filled);
	view = form_value(arena, page, lang, shown->kept, given, shown->problems);
	value_set_bool(arena, view, "is_filled", is_filled);
	value_set_text(arena, view, "fill_by", fill_by(page));
	value_set(arena, view, "candidates", candidates(arena, edition, lang, given));
	value_set_bool(arena, view, "has_candidates", value_count(value_get(view, "candidates")) > 0);
	edition_value_add(arena, view, edition, lang);
	value_set_int(arena, view, "step", (int64_t)index + 1);
	value_set_int(arena, view, "steps", (int64_t)edition->application_count + 1);
	value_set_text(arena, view, "before", index ? edition->application[index - 1].id : "");
	*ret_view = view;
	return ERR_OK;
}

static const struct value_key sheet_keys[] = {
	{"id", VALUE_TEXT, NULL},
	{"title", VALUE_TEXT, NULL},
	{"rows", VALUE_LIST, case_value_sheet_keys},
	{0},
};

const struct value_key view_apply_keys[] = {
	{NULL, VALUE_MAP, edition_value_page_keys},
	{"pages", VALUE_LIST, sheet_keys},
	{"course_page", VALUE_TEXT, NULL}, /* id of the page that asks for the course */
	{"incomplete", VALUE_TEXT, NULL},  /* id of the first page with a problem, or empty */
	{0},
};

const struct value_key view_apply_ineligible_keys[] = {
	{NULL, VALUE_MAP, edition_value_page_keys},
	{"reasons", VALUE_LIST, form_value_reason_keys}, /* what is not met */
	{"has_elsewhere", VALUE_BOOL, NULL},
	{"elsewhere", VALUE_LIST, edition_value_link_keys}, /* what else helps */
	{0},
};

const struct value_key view_apply_receipt_keys[] = {
	{NULL, VALUE_MAP, case_value_row_keys},
	{NULL, VALUE_MAP, edition_value_page_keys},
	{"is_waiting", VALUE_BOOL, NULL},
	{"mails_wait", VALUE_BOOL, NULL}, /* the receipt comes later */
	{"closes", VALUE_TEXT, NULL},
	{"check_days", VALUE_INT, NULL}, /* 0: not said */
	{0},
};

/* Every edition asks for it (EDITION_QUESTIONS). */
static const char *course_page(const struct edition *edition)
{
	for (size_t i = 0; i < edition->application_count; i++)
		for (size_t k = 0; k < edition->application[i].question_count; k++)
			if (strcmp(edition->application[i].questions[k].id, "course") == 0)
				return edition->application[i].id;
	return edition->application[0].id;
}

struct value *view_apply(const struct edition *edition, struct arena *arena, enum lang lang, const struct value *typed,
			 bool on_paper)
{
	struct value *view = value_map(arena), *pages = value_list(arena);
	const char *incomplete;
	const struct value *answers = apply_judge(edition, arena, typed, on_paper, &incomplete);

	for (size_t i = 0; i < edition->application_count; i++) {
		struct value *page = value_map(arena);
		value_set_text(arena, page, "id", edition->application[i].id);
		value_set_text(arena, page, "title", lang_pick(edition->application[i].title, lang));
		value_set(arena, page, "rows", case_value_sheet(arena, &edition->application[i], 1, answers, lang));
		value_add(arena, pages, page);
	}
	edition_value_add(arena, view, edition, lang);
	value_set(arena, view, "pages", pages);
	value_set_text(arena, view, "course_page", course_page(edition));
	value_set_text(arena, view, "incomplete", incomplete);
	return view;
}

struct value *view_apply_ineligible(const struct edition *edition, struct arena *arena, enum lang lang,
				    const struct value *typed)
{
	struct value *view = value_map(arena);
	struct eligibility_result result;
	const char *incomplete;

	eligibility_judge(arena, edition, apply_judge(edition, arena, typed, false, &incomplete), NULL, &result);
	edition_value_add(arena, view, edition, lang);
	value_set(arena, view, "reasons", form_value_reasons(arena, &result, ELIGIBILITY_NO));
	value_set_bool(arena, view, "has_elsewhere", edition->elsewhere_count > 0);
	value_set(arena, view, "elsewhere",
		  edition_value_links(arena, edition->elsewhere, edition->elsewhere_count, lang));
	return view;
}

struct receipt_work {
	const struct office *office;
	struct arena *arena;
	int64_t case_id;
	struct case_facts facts;
};

static enum err load_case(struct tx *tx, void *context, struct fault *why)
{
	struct receipt_work *work = context;

	return case_facts_load(tx, work->arena, work->office, work->case_id, &work->facts, why);
}

enum err view_apply_receipt(const struct office *office, struct arena *arena, enum lang lang, int64_t case_id,
			    struct value **ret_view, struct fault *why)
{
	struct receipt_work work = {.office = office, .arena = arena, .case_id = case_id};
	struct value *view;
	enum err err = db_read(office->db, load_case, &work, why);

	const struct edition *edition = work.facts.edition;

	if (err)
		return err;
	view = case_value_row(edition, arena, lang, &work.facts.row);
	edition_value_add(arena, view, edition, lang);
	value_set_bool(arena, view, "is_waiting", work.facts.row.state == CASE_STATE_WAITING);
	value_set_bool(arena, view, "mails_wait", work.facts.hold.until_ms > work.facts.now_ms);
	value_set_text(arena, view, "closes", day_format_date(arena, lang, day_of_ms(edition->closes_ms - 1)));
	value_set_int(arena, view, "check_days", edition->check_days);
	*ret_view = view;
	return ERR_OK;
}
