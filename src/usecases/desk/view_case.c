/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/desk/view_case.h"

#include <string.h>

#include "codec/search_key.h"
#include "store/diagnosis/judgement_store.h"
#include "store/post/message_store.h"
#include "usecases/case_step.h"
#include "usecases/case_value.h"

#define DESK_LIST_MAX 20

struct list_work {
	const struct office *office;
	struct arena *arena;
	enum lang lang;
	struct case_filter filter;
	int64_t number; /* of the one case that was asked for by its receipt number, or 0 */
	struct case_row *rows;
	size_t row_count;
	int64_t count;
};

static enum err load_list(struct tx *tx, void *context, struct fault *why)
{
	struct list_work *work = context;
	enum err err;

	if (work->number) {
		work->rows = arena_alloc(work->arena, sizeof(*work->rows));
		err = case_store_load(tx, work->arena, work->number, work->rows, why);
		work->row_count = err ? 0 : 1;
		work->count = (int64_t)work->row_count;
		return err == ERR_NOT_FOUND ? ERR_OK : err;
	}
	err = case_store_list(tx, work->arena, &work->filter, &work->rows, &work->row_count, why);
	return err ? err : case_store_count(tx, &work->filter, &work->count, why);
}

static struct value *rows_value(const struct list_work *work)
{
	struct value *list = value_list(work->arena);

	for (size_t i = 0; i < work->row_count; i++)
		value_add(work->arena, list, case_value_row(work->office, work->arena, work->lang, &work->rows[i]));
	return list;
}

static void add_paging(struct arena *arena, struct value *view, int64_t page, int64_t count)
{
	int64_t pages = (count + VIEW_CASES_PAGE - 1) / VIEW_CASES_PAGE;

	value_set_int(arena, view, "count", count);
	value_set_int(arena, view, "page", page);
	value_set_int(arena, view, "pages", pages > 0 ? pages : 1);
	value_set_int(arena, view, "before", page > 1 ? page - 1 : 0);
	value_set_int(arena, view, "next", page < pages ? page + 1 : 0);
}

enum err view_cases(const struct office *office, struct arena *arena, const struct actor *actor, enum lang lang,
		    const struct case_query *query, struct value **ret_view, struct fault *why)
{
	int64_t page = query->page < 1 ? 1 : query->page > 100000 ? 100000 : query->page;
	struct list_work work = {
		.office = office,
		.arena = arena,
		.lang = lang,
		.filter = {query->state, query->course, search_key_of(arena, str_from(query->text)),
			   actor->role == ROLE_EXPERT ? actor->person_id : 0, (page - 1) * VIEW_CASES_PAGE,
			   VIEW_CASES_PAGE},
	};
	struct value *view = value_map(arena);
	enum err err;

	err = case_step_demand(actor->role & (ROLE_SECRETARIAT | ROLE_TOKYO | ROLE_EXPERT), actor, "see cases", why);
	if (err)
		return err;
	if (actor->role != ROLE_EXPERT)
		case_receipt_parse(office, str_from(query->text), &work.number);
	err = db_read(office->db, load_list, &work, why);
	if (err)
		return err;
	value_set(arena, view, "cases", rows_value(&work));
	add_paging(arena, view, page, work.count);
	*ret_view = view;
	return ERR_OK;
}

/* --- the desk --- */

struct desk_work {
	struct list_work list;
	struct value *view;
};

static enum err add_counts(struct tx *tx, struct desk_work *work, struct fault *why)
{
	struct arena *arena = work->list.arena;
	struct value *list = value_list(arena);
	enum err err = ERR_OK;

	for (int state = CASE_STATE_RECEIVED; !err && state < CASE_STATE_COUNT; state++) {
		struct case_filter filter = {.state = case_state_name(state), .course = "", .search_key = ""};
		struct value *map = value_map(arena);
		int64_t count = 0;
		err = case_store_count(tx, &filter, &count, why);
		value_set_text(arena, map, "state", case_state_name(state));
		value_set_int(arena, map, "count", count);
		value_add(arena, list, map);
	}
	value_set(arena, work->view, "states", list);
	return err;
}

static enum err add_waiting(struct tx *tx, struct desk_work *work, const char *key, enum case_state state,
			    struct fault *why)
{
	enum err err;

	work->list.filter = (struct case_filter){
		.state = case_state_name(state), .course = "", .search_key = "", .limit = DESK_LIST_MAX};
	err = load_list(tx, &work->list, why);
	if (!err)
		value_set(work->list.arena, work->view, key, rows_value(&work->list));
	return err;
}

static enum err add_mails(struct tx *tx, struct desk_work *work, struct fault *why)
{
	struct value *mails = value_map(work->list.arena);
	int64_t queued = 0, failed = 0;
	enum err err;

	err = message_store_count(tx, MESSAGE_STATE_QUEUED, &queued, why);
	if (!err)
		err = message_store_count(tx, MESSAGE_STATE_FAILED, &failed, why);
	value_set_int(work->list.arena, mails, "queued", queued);
	value_set_int(work->list.arena, mails, "failed", failed);
	value_set(work->list.arena, work->view, "mails", mails);
	return err;
}

/* What new knowledge changed, for somebody to look at. */
static enum err add_rejudged(struct tx *tx, struct desk_work *work, struct fault *why)
{
	struct arena *arena = work->list.arena;
	struct value *list = value_list(arena);
	struct judgement_task *tasks;
	size_t count = 0;
	enum err err = judgement_store_list_unseen(tx, arena, DESK_LIST_MAX, &tasks, &count, why);

	for (size_t i = 0; !err && i < count; i++) {
		struct case_row row;
		struct value *map;
		err = case_store_load(tx, arena, tasks[i].case_number, &row, why);
		if (err)
			break;
		map = case_value_row(work->list.office, arena, work->list.lang, &row);
		value_set(arena, map, "rejudged", case_value_judgement(arena, work->list.lang, &tasks[i].row));
		value_add(arena, list, map);
	}
	value_set(arena, work->view, "to_see", list);
	return err;
}

static enum err load_desk(struct tx *tx, void *context, struct fault *why)
{
	struct desk_work *work = context;
	enum err err;

	err = add_counts(tx, work, why);
	if (!err)
		err = add_waiting(tx, work, "to_check", CASE_STATE_RECEIVED, why);
	if (!err)
		err = add_waiting(tx, work, "to_approve", CASE_STATE_CHECKED, why);
	if (!err)
		err = add_waiting(tx, work, "to_answer", CASE_STATE_INVITED, why);
	if (!err)
		err = add_waiting(tx, work, "to_diagnose", CASE_STATE_CONFIRMED, why);
	if (!err)
		err = add_waiting(tx, work, "under_way", CASE_STATE_SUPPORTED, why);
	if (!err)
		err = add_rejudged(tx, work, why);
	return err ? err : add_mails(tx, work, why);
}

enum err view_desk(const struct office *office, struct arena *arena, const struct actor *actor, enum lang lang,
		   struct value **ret_view, struct fault *why)
{
	struct desk_work work = {.list = {.office = office, .arena = arena, .lang = lang}, .view = value_map(arena)};
	enum err err;

	err = case_step_demand(actor->role & (ROLE_SECRETARIAT | ROLE_TOKYO), actor, "see the desk", why);
	if (!err)
		err = db_read(office->db, load_desk, &work, why);
	if (!err)
		*ret_view = work.view;
	return err;
}
