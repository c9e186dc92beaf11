/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/application/view_apply.h"

#include "calendar/day.h"
#include "programme/answers.h"
#include "programme/eligibility.h"
#include "usecases/application/view_call.h"
#include "usecases/case_step.h"
#include "usecases/case_value.h"

static struct value *judge_all(const struct edition *edition, struct arena *arena, const struct value *typed,
			       const char **ret_incomplete)
{
	struct value *all = value_map(arena);

	for (size_t i = 0; i < edition->application_count; i++) {
		const struct edition_form *page = &edition->application[i];
		struct value *answers, *problems;
		answers_judge(arena, page->questions, page->question_count, typed, all, &answers, &problems);
		if (problems->count && !*ret_incomplete)
			*ret_incomplete = page->id;
		for (size_t k = 0; k < answers->count; k++)
			value_append(arena, all, answers->keys[k], answers->items[k]);
	}
	return all;
}

struct value *view_apply(const struct office *office, struct arena *arena, enum lang lang, const struct value *typed)
{
	const struct edition *edition = office->edition;
	struct value *view = value_map(arena), *pages = value_list(arena);
	const char *incomplete = NULL;
	const struct value *answers = judge_all(edition, arena, typed, &incomplete);

	for (size_t i = 0; i < edition->application_count; i++) {
		struct value *page = value_map(arena);
		value_set_text(arena, page, "id", edition->application[i].id);
		value_set_text(arena, page, "title", lang_pick(edition->application[i].title, lang));
		value_set(arena, page, "rows", case_value_rows(arena, &edition->application[i], 1, answers, lang));
		value_add(arena, pages, page);
	}
	value_set(arena, view, "pages", pages);
	if (incomplete)
		value_set_text(arena, view, "incomplete", incomplete);
	return view;
}

struct value *view_ineligible(const struct office *office, struct arena *arena, enum lang lang,
			      const struct value *typed)
{
	struct value *view = value_map(arena), *reasons = value_list(arena);
	struct eligibility_result result;
	const char *incomplete = NULL;

	eligibility_judge(office->edition, judge_all(office->edition, arena, typed, &incomplete), &result);
	for (size_t i = 0; i < result.reason_count; i++)
		value_add(arena, reasons, value_text(arena, result.reasons[i]));
	value_set(arena, view, "reasons", reasons);
	value_set(arena, view, "contact", view_contact(office, arena, lang));
	return view;
}

struct receipt_work {
	struct arena *arena;
	int64_t number;
	struct case_row row;
};

static enum err load_case(struct tx *tx, void *context, struct fault *why)
{
	struct receipt_work *work = context;

	return case_store_load(tx, work->arena, work->number, &work->row, why);
}

enum err view_receipt(const struct office *office, struct arena *arena, enum lang lang, int64_t number,
		      struct value **ret_view, struct fault *why)
{
	struct receipt_work work = {.arena = arena, .number = number};
	struct value *view;
	enum err err = db_read(office->db, load_case, &work, why);

	if (err)
		return err;
	view = case_value_row(office, arena, lang, &work.row);
	value_set_bool(arena, view, "is_waiting", work.row.state == CASE_STATE_WAITING);
	value_set_text(arena, view, "closes", day_format_date(arena, lang, day_of_ms(office->edition->closes_ms - 1)));
	value_set(arena, view, "contact", view_contact(office, arena, lang));
	*ret_view = view;
	return ERR_OK;
}
