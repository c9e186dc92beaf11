/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/desk/view_desk.h"

#include "store/application/case_count.h"
#include "store/application/case_list_store.h"
#include "store/diagnosis/judgement_store.h"
#include "store/post/message_store.h"
#include "usecases/case_facts.h"
#include "usecases/case_value.h"
#include "usecases/desk/edition_choice.h"
#include "usecases/desk/view_tasks.h"
#include "usecases/permission_demand.h"

#define DESK_LIST_MAX 20

static const struct value_key state_keys[] = {{"state", VALUE_TEXT, NULL}, {"count", VALUE_INT, NULL}, {0}};
static const struct value_key mail_keys[] = {{"queued", VALUE_INT, NULL}, {"failed", VALUE_INT, NULL}, {0}};
static const struct value_key rejudged_case_keys[] = {
	{NULL, VALUE_MAP, case_value_row_keys},
	{"rejudged", VALUE_MAP, case_value_judgement_keys},
	{0},
};

/* Each list of cases holds the first DESK_LIST_MAX. */
const struct value_key view_desk_keys[] = {
	{"choice", VALUE_MAP, edition_choice_keys},
	{"states", VALUE_LIST, state_keys},
	{"to_check", VALUE_LIST, case_value_row_keys},
	{"to_approve", VALUE_LIST, case_value_row_keys},
	{"to_answer", VALUE_LIST, case_value_row_keys},
	{"to_diagnose", VALUE_LIST, case_value_row_keys},
	{"under_way", VALUE_LIST, case_value_row_keys},
	{"to_see", VALUE_LIST, rejudged_case_keys},
	{"mails", VALUE_MAP, mail_keys},
	{"tasks", VALUE_MAP, view_tasks_count_keys}, /* of the actor */
	{0},
};

struct desk_work {
	const struct office *office;
	struct arena *arena;
	enum lang lang;
	const char *edition; /* "" for all */
	enum role role;
	struct value *view;
};

static enum err add_counts(struct tx *tx, struct desk_work *work, struct fault *why)
{
	struct arena *arena = work->arena;
	struct value *list = value_list(arena);
	struct case_count count;
	enum err err = case_count_load(tx, work->edition, "", &count, why);

	for (int state = CASE_STATE_RECEIVED; !err && state < CASE_STATE_COUNT; state++) {
		struct value *map = value_map(arena);
		value_set_text(arena, map, "state", case_state_name(state));
		value_set_int(arena, map, "count", count.of[state]);
		value_add(arena, list, map);
	}
	value_set(arena, work->view, "states", list);
	return err;
}

static enum err add_waiting(struct tx *tx, struct desk_work *work, struct fault *why)
{
	static const struct {
		const char *key;
		enum case_state state;
	} lists[] = {
		{"to_check", CASE_STATE_RECEIVED},   {"to_approve", CASE_STATE_CHECKED},
		{"to_answer", CASE_STATE_INVITED},   {"to_diagnose", CASE_STATE_CONFIRMED},
		{"under_way", CASE_STATE_SUPPORTED},
	};
	enum err err = ERR_OK;

	for (size_t i = 0; !err && i < COUNT(lists); i++) {
		const struct case_filter filter = {.edition = work->edition,
						   .state = case_state_name(lists[i].state),
						   .course = "",
						   .search_key = "",
						   .limit = DESK_LIST_MAX};
		struct value *list = NULL;
		struct case_row *rows;
		size_t count = 0;
		err = case_list_store_read(tx, work->arena, &filter, &rows, &count, why);
		if (!err)
			err = case_value_list(tx, work->office, work->arena, work->lang, rows, count, &list, why);
		if (!err)
			value_set(work->arena, work->view, lists[i].key, list);
	}
	return err;
}

static enum err add_mails(struct tx *tx, struct desk_work *work, struct fault *why)
{
	struct value *mails = value_map(work->arena);
	int64_t queued = 0, failed = 0;
	enum err err;

	err = message_store_count(tx, MESSAGE_STATE_QUEUED, &queued, why);
	if (!err)
		err = message_store_count(tx, MESSAGE_STATE_FAILED, &failed, why);
	value_set_int(work->arena, mails, "queued", queued);
	value_set_int(work->arena, mails, "failed", failed);
	value_set(work->arena, work->view, "mails", mails);
	return err;
}

/* What new knowledge changed, for somebody to look at. */
static enum err add_rejudged(struct tx *tx, struct desk_work *work, struct fault *why)
{
	struct arena *arena = work->arena;
	struct value *list = value_list(arena);
	struct judgement_task *tasks;
	size_t count = 0;
	enum err err = judgement_store_list_unseen(tx, arena, DESK_LIST_MAX, &tasks, &count, why);

	for (size_t i = 0; !err && i < count; i++) {
		struct case_facts facts;
		struct value *map;
		err = case_facts_load(tx, arena, work->office, tasks[i].case_id, &facts, why);
		if (err)
			break;
		map = case_value_row(facts.edition, arena, work->lang, &facts.row);
		value_set(arena, map, "rejudged", case_value_judgement(arena, work->lang, &tasks[i].row));
		value_add(arena, list, map);
	}
	value_set(arena, work->view, "to_see", list);
	return err;
}

static enum err add_tasks(struct tx *tx, struct desk_work *work, struct fault *why)
{
	struct value *counts;
	enum err err = view_tasks_count(tx, work->office, work->arena, work->role, &counts, why);

	if (!err)
		value_set(work->arena, work->view, "tasks", counts);
	return err;
}

static enum err load_desk(struct tx *tx, void *context, struct fault *why)
{
	struct desk_work *work = context;
	struct value *choice;
	enum err err;

	err = edition_choice_value(tx, work->office, work->arena, work->lang, work->edition, &choice, why);
	if (!err)
		value_set(work->arena, work->view, "choice", choice);
	if (!err)
		err = add_counts(tx, work, why);
	if (!err)
		err = add_waiting(tx, work, why);
	if (!err)
		err = add_rejudged(tx, work, why);
	if (!err)
		err = add_tasks(tx, work, why);
	return err ? err : add_mails(tx, work, why);
}

enum err view_desk(const struct office *office, struct arena *arena, const struct actor *actor, enum lang lang,
		   const char *edition, struct value **ret_view, struct fault *why)
{
	struct desk_work work = {office, arena, lang, edition, actor->role, value_map(arena)};
	enum err err;

	err = permission_demand(actor->role & (ROLE_SECRETARIAT | ROLE_TOKYO), actor, "see the desk", why);
	if (!err)
		err = db_read(office->db, load_desk, &work, why);
	if (!err)
		*ret_view = work.view;
	return err;
}
