/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/desk/view_cases.h"

#include <string.h>

#include "calendar/day.h"
#include "codec/text/search_key.h"
#include "store/application/case_list_store.h"
#include "store/diagnosis/diagnosis_store.h"
#include "usecases/call.h"
#include "usecases/case_value.h"
#include "usecases/desk/case_decision.h"
#include "usecases/desk/desk_list.h"
#include "usecases/desk/edition_choice.h"
#include "usecases/desk/twin_cases.h"
#include "usecases/edition_shelf.h"
#include "usecases/index_cases.h"
#include "usecases/paging.h"
#include "usecases/permission_demand.h"
#include "usecases/receipt.h"

static const struct value_key state_keys[] = {{"state", VALUE_TEXT, NULL}, {"chosen", VALUE_BOOL, NULL}, {0}};
static const struct value_key course_keys[] = {
	{"id", VALUE_TEXT, NULL},
	{"name", VALUE_TEXT, NULL},
	{"chosen", VALUE_BOOL, NULL},
	{0},
};
static const struct value_key query_keys[] = {
	{"state", VALUE_TEXT, NULL},
	{"course", VALUE_TEXT, NULL},
	{"text", VALUE_TEXT, NULL},
	{0},
};

static const struct value_key case_keys[] = {
	{NULL, VALUE_MAP, case_value_row_keys},
	{"has_twin", VALUE_BOOL, NULL}, /* another of its call has the same corporate number or mail address */
	{"decision", VALUE_MAP, case_decision_keys}, /* null where none is asked for */
	{"is_own_check", VALUE_BOOL, NULL},          /* it waits for approval, by another than the actor */
	{"letter_at", VALUE_TEXT, NULL}, /* when its letter was printed; "" when not, or none is asked for */
	{0},
};

const struct value_key view_cases_keys[] = {
	{"choice", VALUE_MAP, edition_choice_keys},
	{"cases", VALUE_LIST, case_keys},
	{NULL, VALUE_MAP, paging_keys},
	{"is_cut", VALUE_BOOL, NULL}, /* the text finds more than a list holds: found_max of them were looked at */
	{"found_max", VALUE_INT, NULL},
	{"may_print", VALUE_BOOL, NULL}, /* letters to the listed companies */
	{"query", VALUE_MAP, query_keys},
	{"steps", VALUE_LIST, state_keys},  /* to choose from: what is next with those that take part */
	{"states", VALUE_LIST, state_keys}, /* likewise, and courses */
	{"courses", VALUE_LIST, course_keys},
	{0},
};

struct list_work {
	const struct office *office;
	struct arena *arena;
	enum lang lang;
	struct case_filter filter;
	const char *prefix; /* of the one case that was asked for by its receipt number */
	int64_t number;     /* 0: none was */
	bool is_nothing;    /* that counts in a search: it finds nothing */
	bool is_rejudged;   /* the list of new judgements is asked for */
	bool is_cut;
	const char *edition; /* that the page is asked to show */
	const struct actor *actor;
	bool decides;
	struct value *cases, *choice;
	int64_t count;
};

/* No such case is none. */
static enum err load_one(struct tx *tx, struct list_work *work, struct case_row **ret_rows, size_t *ret_count,
			 struct fault *why)
{
	int64_t id;
	enum err err = case_store_find_receipt(tx, work->prefix, work->number, &id, why);

	*ret_rows = arena_alloc(work->arena, sizeof(**ret_rows));
	if (!err)
		err = case_store_load(tx, work->arena, id, *ret_rows, why);
	*ret_count = err ? 0 : 1;
	return err == ERR_NOT_FOUND ? ERR_OK : err;
}

/* By its receipt number, or by what else these digits are part of: a telephone number. */
static enum err search(struct tx *tx, struct list_work *work, struct case_row **ret_rows, size_t *ret_count,
		       struct fault *why)
{
	enum err err = ERR_OK;

	*ret_count = 0;
	if (work->number)
		err = load_one(tx, work, ret_rows, ret_count, why);
	work->count = (int64_t)*ret_count;
	if (err || *ret_count || work->is_nothing)
		return err;
	err = case_list_store_read(tx, work->arena, &work->filter, ret_rows, ret_count, why);
	if (!err && work->filter.search_key[0])
		err = case_list_store_is_common(tx, work->filter.search_key, &work->is_cut, why);
	return err ? err : case_list_store_count(tx, &work->filter, &work->count, why);
}

static enum err add_decision(struct tx *tx, struct list_work *work, const struct case_row *row, struct value *map,
			     struct fault *why)
{
	const struct edition *edition;
	struct value *decision;
	enum err err = edition_shelf_get(work->office->editions, tx, row->edition, row->edition_version, &edition, why);

	if (!err)
		err = case_decision_load(tx, work->office, work->arena, work->lang, edition, row->id, &decision, why);
	if (!err)
		value_set(work->arena, map, "decision", decision);
	return err;
}

static enum err add_decisions(struct tx *tx, struct list_work *work, const struct case_row *rows, size_t count,
			      struct fault *why)
{
	enum err err = ERR_OK;

	for (size_t i = 0; !err && i < count; i++) {
		struct value *map = work->cases->items[i];
		value_set(work->arena, map, "decision", value_null(work->arena));
		value_set_bool(work->arena, map, "is_own_check",
			       rows[i].state == CASE_STATE_CHECKED && rows[i].checked_by == work->actor->person_id);
		if (work->decides)
			err = add_decision(tx, work, &rows[i], map, why);
	}
	return err;
}

/* Letters go to whom the report was released to. */
static bool may_print(const struct list_work *work)
{
	return work->actor->role == ROLE_SECRETARIAT && work->filter.step == SUPPORT_STEP_RELEASED;
}

static enum err add_letters(struct tx *tx, struct list_work *work, const struct case_row *rows, size_t count,
			    struct fault *why)
{
	enum err err = ERR_OK;

	for (size_t i = 0; !err && i < count; i++) {
		struct diagnosis_row of = {0};
		if (may_print(work))
			err = diagnosis_store_newest(tx, work->arena, rows[i].id, &of, why);
		value_set_text(work->arena, work->cases->items[i], "letter_at",
			       of.letter_ms ? day_format_time(work->arena, work->lang, of.letter_ms) : "");
	}
	return err;
}

static enum err load_list(struct tx *tx, void *context, struct fault *why)
{
	struct list_work *work = context;
	struct case_row *rows = NULL;
	size_t count;
	enum err err = search(tx, work, &rows, &count, why);

	if (!err)
		err = edition_choice_value(tx, work->office, work->arena, work->lang, work->edition, &work->choice,
					   why);
	if (!err)
		err = case_value_list(tx, work->office, work->arena, work->lang, rows, count, &work->cases, why);
	if (!err)
		err = add_decisions(tx, work, rows, count, why);
	if (!err)
		err = add_letters(tx, work, rows, count, why);
	return err ? err : twin_cases_mark(tx, work->arena, rows, count, work->cases, why);
}

static void add_state(struct arena *arena, struct value *list, const char *name, const char *chosen)
{
	struct value *map = value_map(arena);

	value_set_text(arena, map, "state", name);
	value_set_bool(arena, map, "chosen", strcmp(chosen, name) == 0);
	value_add(arena, list, map);
}

static void add_states(struct arena *arena, struct value *view, const char *chosen)
{
	struct value *states = value_list(arena), *steps = value_list(arena);

	for (int state = CASE_STATE_RECEIVED; state < CASE_STATE_COUNT; state++)
		add_state(arena, states, case_state_name(state), chosen);
	for (int step = SUPPORT_STEP_UNPERMITTED; step < SUPPORT_STEP_COUNT; step++)
		add_state(arena, steps, support_step_name(step), chosen);
	add_state(arena, steps, DESK_LIST_UNPRINTED, chosen);
	add_state(arena, steps, DESK_LIST_REJUDGED, chosen);
	add_state(arena, steps, DESK_LIST_HELD, chosen);
	value_set(arena, view, "states", states);
	value_set(arena, view, "steps", steps);
}

static struct value *courses_value(struct arena *arena, const struct edition *edition, const char *chosen,
				   enum lang lang)
{
	struct value *list = value_list(arena);

	for (size_t i = 0; i < edition->course_count; i++) {
		struct value *map = value_map(arena);
		value_set_text(arena, map, "id", edition->courses[i].id);
		value_set_text(arena, map, "name", lang_pick(edition->courses[i].name, lang));
		value_set_bool(arena, map, "chosen", strcmp(chosen, edition->courses[i].id) == 0);
		value_add(arena, list, map);
	}
	return list;
}

static struct value *query_value(struct arena *arena, const struct case_query *query)
{
	struct value *map = value_map(arena);

	value_set_text(arena, map, "state", query->state);
	value_set_text(arena, map, "course", query->course);
	value_set_text(arena, map, "text", query->text);
	return map;
}

enum err view_cases(const struct office *office, struct arena *arena, const struct actor *actor, enum lang lang,
		    const struct case_query *query, struct value **ret_view, struct fault *why)
{
	int64_t page = paging_page(query->page);
	struct list_work work = {
		.office = office,
		.arena = arena,
		.lang = lang,
		.edition = query->edition,
		.actor = actor,
		.decides = query->decides,
		.prefix = "",
		.filter = {.edition = query->text[0] ? "" : query->edition,
			   .course = query->course,
			   .search_key = index_cases_key(arena, str_from(query->text)),
			   .expert_id = actor->role == ROLE_EXPERT ? actor->person_id : 0,
			   .offset = (page - 1) * VIEW_CASES_PAGE,
			   .limit = VIEW_CASES_PAGE},
	};
	struct value *view = value_map(arena);
	struct call call;
	enum err err;

	err = permission_demand(actor->role & (ROLE_SECRETARIAT | ROLE_TOKYO | ROLE_EXPERT), actor, "see cases", why);
	if (err)
		return err;
	work.is_nothing = (str_trim(str_from(query->text)).n && !work.filter.search_key[0]) ||
			  !desk_list_narrow(query->state, clock_now_ms(&office->clock), &work.filter);
	if (actor->role != ROLE_EXPERT)
		receipt_parse(arena, str_from(search_key_of(arena, str_from(query->text))), &work.prefix, &work.number);
	err = query->edition[0] ? call_find(office, query->edition, &call, why) : call_front(office, &call, why);
	if (!err && !work.prefix[0]) /* "12" is of the call that is looked at */
		work.prefix = call.edition->receipt_prefix;
	if (!err)
		err = db_read(office->db, load_list, &work, why);
	if (err)
		return err;
	value_set(arena, view, "choice", work.choice);
	value_set(arena, view, "cases", work.cases);
	paging_add(arena, view, page, VIEW_CASES_PAGE, work.count);
	value_set(arena, view, "query", query_value(arena, query));
	value_set_bool(arena, view, "is_cut", work.is_cut);
	value_set_int(arena, view, "found_max", CASE_LIST_FOUND_MAX);
	value_set_bool(arena, view, "may_print", may_print(&work));
	add_states(arena, view, query->state);
	value_set(arena, view, "courses", courses_value(arena, call.edition, query->course, lang));
	*ret_view = view;
	return ERR_OK;
}
