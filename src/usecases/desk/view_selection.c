/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/desk/view_selection.h"

#include "calendar/day.h"
#include "usecases/case_value.h"
#include "usecases/desk/case_decision.h"
#include "usecases/desk/next_case.h"
#include "usecases/permission_demand.h"
#include "usecases/screening/screening_deed.h"

static const struct value_key chosen_keys[] = {
	{NULL, VALUE_MAP, case_value_row_keys}, {"decision", VALUE_MAP, case_decision_keys},
	{"is_own_check", VALUE_BOOL, NULL}, /* the actor checked it */
	{"changed_at", VALUE_TEXT, NULL},   /* of the newest event, and who made it */
	{"changed_by", VALUE_TEXT, NULL},       {0},
};

const struct value_key view_selection_keys[] = {
	{"open", VALUE_LIST, chosen_keys},
	{"open_count", VALUE_INT, NULL},
	{"unmet_count", VALUE_INT, NULL}, /* of them do not meet every condition, as far as it was told */
	{"is_empty", VALUE_BOOL, NULL},   /* nothing was chosen */
	{"approved", VALUE_LIST, chosen_keys},
	{"approved_count", VALUE_INT, NULL},
	{"others", VALUE_LIST, chosen_keys},
	{"other_count", VALUE_INT, NULL},
	{"next", VALUE_MAP,
	 next_case_keys}, /* that waits for approval, behind approved ones; null when there is none */
	{0},
};

struct selection_work {
	const struct office *office;
	struct arena *arena;
	const struct actor *actor;
	enum lang lang;
	const int64_t *case_ids;
	size_t case_count;
	struct value *open, *approved, *others;
};

static enum err add_one(struct tx *tx, struct selection_work *work, int64_t case_id, struct fault *why)
{
	struct arena *arena = work->arena;
	struct history_entry *entries, newest = {.event = CASE_EVENT_APPLIED, .actor_name = ""};
	struct case_facts facts;
	struct value *map, *decision, *list = work->others;
	size_t count = 0;
	enum err err = case_facts_load(tx, arena, work->office, case_id, &facts, why);

	if (!err)
		err = case_store_history(tx, arena, case_id, &entries, &count, why);
	if (!err)
		err = case_decision_load(tx, work->office, arena, work->lang, facts.edition, case_id, &decision, why);
	if (err)
		return err;
	if (count)
		newest = entries[count - 1];
	if (case_deed_is_open(&screening_deed_approve, work->actor, &facts))
		list = work->open;
	else if (newest.event == CASE_EVENT_APPROVED)
		list = work->approved;
	map = case_value_row(facts.edition, arena, work->lang, &facts.row);
	value_set(arena, map, "decision", decision);
	value_set_bool(arena, map, "is_own_check",
		       facts.row.state == CASE_STATE_CHECKED && facts.row.checked_by == work->actor->person_id);
	value_set_text(arena, map, "changed_at", day_format_time(arena, work->lang, newest.at_ms));
	value_set_text(arena, map, "changed_by", newest.actor_name);
	value_add(arena, list, map);
	return ERR_OK;
}

static enum err load(struct tx *tx, void *context, struct fault *why)
{
	struct selection_work *work = context;
	enum err err = ERR_OK;

	for (size_t i = 0; !err && i < work->case_count; i++)
		err = add_one(tx, work, work->case_ids[i], why);
	return err;
}

static int64_t count_unmet(const struct value *list)
{
	int64_t count = 0;

	for (size_t i = 0; i < value_count(list); i++)
		count += !value_get_bool(value_get(value_at(list, i), "decision"), "is_met");
	return count;
}

enum err view_selection(const struct office *office, struct arena *arena, const struct actor *actor, enum lang lang,
			const int64_t *case_ids, size_t case_count, struct value **ret_view, struct fault *why)
{
	struct selection_work work = {
		office,           arena, actor, lang, case_ids, case_count, value_list(arena), value_list(arena),
		value_list(arena)};
	struct value *view = value_map(arena), *next = NULL;
	enum err err = permission_demand(actor->role == ROLE_TOKYO, actor, "approve applications", why);

	if (!err)
		err = db_read(office->db, load, &work, why);
	if (err)
		return err;
	value_set(arena, view, "open", work.open);
	value_set_int(arena, view, "open_count", (int64_t)value_count(work.open));
	value_set_int(arena, view, "unmet_count", count_unmet(work.open));
	value_set_bool(arena, view, "is_empty", !case_count);
	value_set(arena, view, "approved", work.approved);
	value_set_int(arena, view, "approved_count", (int64_t)value_count(work.approved));
	value_set(arena, view, "others", work.others);
	value_set_int(arena, view, "other_count", (int64_t)value_count(work.others));
	value_set(arena, view, "next", value_null(arena));
	if (value_count(work.approved) && !value_count(work.open))
		err = next_case_value(office, arena, actor, "checked", case_ids[0], &next, why);
	if (err)
		return err;
	if (next)
		value_set(arena, view, "next", next);
	*ret_view = view;
	return ERR_OK;
}
