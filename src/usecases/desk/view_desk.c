/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/desk/view_desk.h"

#include "calendar/business_day.h"
#include "calendar/day.h"
#include "store/application/case_count.h"
#include "store/diagnosis/judgement_store.h"
#include "store/post/message_store.h"
#include "usecases/case_facts.h"
#include "usecases/case_value.h"
#include "usecases/desk/desk_list.h"
#include "usecases/desk/edition_choice.h"
#include "usecases/desk/view_tasks.h"
#include "usecases/edition_shelf.h"
#include "usecases/permission_demand.h"

#define DESK_LIST_MAX 20

static const struct value_key state_keys[] = {{"state", VALUE_TEXT, NULL}, {"count", VALUE_INT, NULL}, {0}};
static const struct value_key mail_keys[] = {{"queued", VALUE_INT, NULL},
					     {"failed", VALUE_INT, NULL},
					     {"held", VALUE_INT, NULL},      /* cases whose mails wait */
					     {"held_rest", VALUE_INT, NULL}, /* that held_cases does not hold */
					     {"held_cases", VALUE_LIST, case_value_row_keys}, /* the first of them */
					     {0}};
static const struct value_key row_keys[] = {
	{NULL, VALUE_MAP, case_value_row_keys},
	{"fact", VALUE_TEXT, NULL},  /* which of these its row says: "arrived", "due", "late", "from", "until", "over",
					"never" (permitted), "rejudged" */
	{"days", VALUE_INT, NULL},   /* business days since it arrived, where the row says so; else 0 */
	{"phone", VALUE_TEXT, NULL}, /* of a company that does not answer, as it gave it; else empty */
	{"from", VALUE_TEXT, NULL},  /* of the permission; empty without one */
	{"until", VALUE_TEXT, NULL},
	{"rejudged", VALUE_MAP, case_value_judgement_keys},
	{0},
};
static const struct value_key list_keys[] = {
	{"key", VALUE_TEXT, NULL},                                  /* of desk_list.h, or "rejudged" */
	{"count", VALUE_INT, NULL},      {"rest", VALUE_INT, NULL}, /* that `cases` does not hold */
	{"cases", VALUE_LIST, row_keys}, {0},
};

const struct value_key view_desk_keys[] = {
	{"choice", VALUE_MAP, edition_choice_keys},
	{"ours", VALUE_LIST, list_keys},   /* where the actor's role has to do something */
	{"others", VALUE_LIST, list_keys}, /* where somebody else has; none is empty */
	{"states", VALUE_LIST, state_keys},
	{"ended_states", VALUE_LIST, state_keys},
	{"mails", VALUE_MAP, mail_keys},
	{"tasks", VALUE_MAP, view_tasks_count_keys}, /* of the actor */
	{0},
};

struct desk_work {
	const struct office *office;
	struct arena *arena;
	const struct actor *actor;
	enum lang lang;
	const char *edition; /* "" for all */
	int64_t now_ms;
	struct value *ours, *others, *view;
};

static enum err add_counts(struct tx *tx, struct desk_work *work, struct fault *why)
{
	struct arena *arena = work->arena;
	struct value *open = value_list(arena), *ended = value_list(arena);
	struct case_count count;
	enum err err = case_count_load(tx, work->edition, "", &count, why);

	for (int state = CASE_STATE_RECEIVED; !err && state < CASE_STATE_COUNT; state++) {
		struct value *map = value_map(arena);
		value_set_text(arena, map, "state", case_state_name(state));
		value_set_int(arena, map, "count", count.of[state]);
		value_add(arena, case_state_is_ended(state) ? ended : open, map);
	}
	value_set(arena, work->view, "states", open);
	value_set(arena, work->view, "ended_states", ended);
	return err;
}

/* --- lists of cases --- */

static const char *fact_of(const struct desk_work *work, const struct desk_list *list, const struct case_row *row)
{
	if (str_is(str_from(list->fact), "due") && row->answer_due_ms <= work->now_ms)
		return "late";
	if (list->step == SUPPORT_STEP_UNPERMITTED)
		return row->permitted_until_ms ? "over" : "never";
	return list->fact;
}

static void set_facts(const struct desk_work *work, struct value *map, const char *fact, const struct case_row *row)
{
	struct arena *arena = work->arena;
	bool is_permitted = row->permitted_until_ms != 0;

	value_set_text(arena, map, "fact", fact);
	value_set_int(arena, map, "days", 0);
	value_set_text(arena, map, "phone", "");
	value_set_text(arena, map, "from",
		       is_permitted ? day_format_time(arena, work->lang, row->permitted_from_ms) : "");
	value_set_text(arena, map, "until",
		       is_permitted ? day_format_time(arena, work->lang, row->permitted_until_ms) : "");
	value_set(arena, map, "rejudged", value_null(arena));
}

/* Applications that wait for somebody say for how long. */
static enum err add_days(struct tx *tx, const struct desk_work *work, struct value *map, const struct case_row *row,
			 struct fault *why)
{
	const struct edition *edition;
	enum err err = edition_shelf_current(work->office->editions, tx, row->edition, &edition, why);

	if (!err)
		value_set_int(work->arena, map, "days",
			      business_day_count(day_of_ms(row->arrived_ms), day_of_ms(work->now_ms),
						 edition->closed_days, edition->closed_day_count));
	return err;
}

/* What its row says beside the company's name. */
static enum err add_facts(struct tx *tx, const struct desk_work *work, const struct desk_list *list, struct value *map,
			  const struct case_row *row, struct fault *why)
{
	const char *fact = fact_of(work, list, row), *phone;
	enum err err = ERR_OK;

	set_facts(work, map, fact, row);
	if (list->state && str_is(str_from(fact), "arrived"))
		return add_days(tx, work, map, row, why);
	if (!str_is(str_from(fact), "late") && !str_is(str_from(fact), "over") && !str_is(str_from(fact), "never"))
		return ERR_OK;
	err = case_value_phone(tx, work->arena, row->id, &phone, why);
	if (!err)
		value_set_text(work->arena, map, "phone", phone);
	return err;
}

static void add_list(struct desk_work *work, struct value *lists, const char *key, struct value *cases, int64_t count)
{
	struct value *map = value_map(work->arena);

	value_set_text(work->arena, map, "key", key);
	value_set_int(work->arena, map, "count", count);
	value_set_int(work->arena, map, "rest", count - (int64_t)value_count(cases));
	value_set(work->arena, map, "cases", cases);
	value_add(work->arena, lists, map);
}

static enum err add_cases(struct tx *tx, struct desk_work *work, const struct desk_list *list, struct fault *why)
{
	struct case_filter filter = {.edition = work->edition, .course = "", .search_key = "", .limit = DESK_LIST_MAX};
	bool is_ours = list->acts & work->actor->role;
	struct value *cases = NULL;
	struct case_row *rows;
	int64_t all = 0;
	size_t count = 0;
	enum err err;

	desk_list_narrow(list->key, work->now_ms, &filter);
	err = case_list_store_read(tx, work->arena, &filter, &rows, &count, why);
	if (!err)
		err = case_list_store_count(tx, &filter, &all, why);
	if (!err)
		err = case_value_list(tx, work->office, work->arena, work->lang, rows, count, &cases, why);
	for (size_t i = 0; !err && i < count; i++)
		err = add_facts(tx, work, list, cases->items[i], &rows[i], why);
	if (err)
		return err;
	if (is_ours || all)
		add_list(work, is_ours ? work->ours : work->others, list->key, cases, all);
	return ERR_OK;
}

static enum err add_rejudged_case(struct tx *tx, struct desk_work *work, int64_t case_id, struct value *cases,
				  struct fault *why)
{
	struct arena *arena = work->arena;
	struct judgement_row judgement;
	struct case_facts facts;
	struct value *map;
	enum err err = case_facts_load(tx, arena, work->office, case_id, &facts, why);

	if (!err)
		err = judgement_store_load(tx, arena, facts.diagnosis.id, facts.diagnosis.judgement, &judgement, why);
	if (err)
		return err;
	map = case_value_row(facts.edition, arena, work->lang, &facts.row);
	set_facts(work, map, "rejudged", &facts.row);
	value_set(arena, map, "rejudged", case_value_judgement(arena, work->lang, &judgement));
	value_add(arena, cases, map);
	return ERR_OK;
}

/* What new knowledge changed, for somebody to look at. */
static enum err add_rejudged(struct tx *tx, struct desk_work *work, struct fault *why)
{
	const struct case_filter filter = {.edition = work->edition,
					   .state = "",
					   .course = "",
					   .search_key = "",
					   .limit = DESK_LIST_MAX,
					   .is_rejudged = true};
	struct value *cases = value_list(work->arena);
	struct case_row *rows;
	size_t count = 0;
	int64_t all = 0;
	enum err err = case_list_store_read(tx, work->arena, &filter, &rows, &count, why);

	if (!err)
		err = case_list_store_count(tx, &filter, &all, why);
	for (size_t i = 0; !err && i < count; i++)
		err = add_rejudged_case(tx, work, rows[i].id, cases, why);
	if (!err)
		add_list(work, work->actor->role == ROLE_SECRETARIAT ? work->ours : work->others, DESK_LIST_REJUDGED,
			 cases, all);
	return err;
}

/* Cases whose mails wait for the secretariat, or for their time. */
static enum err add_held(struct tx *tx, struct desk_work *work, struct value *mails, struct fault *why)
{
	struct case_filter filter = {.edition = work->edition, .course = "", .search_key = "", .limit = DESK_LIST_MAX};
	struct value *list = NULL;
	struct case_row *rows;
	size_t count = 0;
	int64_t all = 0;
	enum err err;

	desk_list_narrow(DESK_LIST_HELD, work->now_ms, &filter);
	err = case_list_store_read(tx, work->arena, &filter, &rows, &count, why);
	if (!err)
		err = case_list_store_count(tx, &filter, &all, why);
	if (!err)
		err = case_value_list(tx, work->office, work->arena, work->lang, rows, count, &list, why);
	if (err)
		return err;
	value_set_int(work->arena, mails, "held", all);
	value_set_int(work->arena, mails, "held_rest", all - (int64_t)count);
	value_set(work->arena, mails, "held_cases", list);
	return ERR_OK;
}

static enum err add_mails(struct tx *tx, struct desk_work *work, struct fault *why)
{
	struct value *mails = value_map(work->arena);
	int64_t queued = 0, failed = 0, bounced = 0;
	enum err err;

	err = message_store_count(tx, MESSAGE_STATE_QUEUED, &queued, why);
	if (!err)
		err = message_store_count(tx, MESSAGE_STATE_FAILED, &failed, why);
	if (!err)
		err = message_store_count(tx, MESSAGE_STATE_BOUNCED, &bounced, why);
	if (!err)
		err = add_held(tx, work, mails, why);
	value_set_int(work->arena, mails, "queued", queued);
	value_set_int(work->arena, mails, "failed", failed + bounced);
	value_set(work->arena, work->view, "mails", mails);
	return err;
}

static enum err add_tasks(struct tx *tx, struct desk_work *work, struct fault *why)
{
	struct value *counts;
	enum err err = view_tasks_count(tx, work->office, work->arena, work->actor->role, &counts, why);

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
	for (const struct desk_list *list = desk_lists; !err && list->key; list++)
		err = add_cases(tx, work, list, why);
	if (!err)
		err = add_rejudged(tx, work, why);
	if (!err)
		err = add_tasks(tx, work, why);
	return err ? err : add_mails(tx, work, why);
}

enum err view_desk(const struct office *office, struct arena *arena, const struct actor *actor, enum lang lang,
		   const char *edition, struct value **ret_view, struct fault *why)
{
	struct desk_work work = {
		.office = office,
		.arena = arena,
		.actor = actor,
		.lang = lang,
		.edition = edition,
		.now_ms = clock_now_ms(&office->clock),
		.ours = value_list(arena),
		.others = value_list(arena),
		.view = value_map(arena),
	};
	enum err err;

	err = permission_demand(actor->role & (ROLE_SECRETARIAT | ROLE_TOKYO), actor, "see the desk", why);
	if (!err)
		err = db_read(office->db, load_desk, &work, why);
	if (err)
		return err;
	value_set(arena, work.view, "ours", work.ours);
	value_set(arena, work.view, "others", work.others);
	*ret_view = work.view;
	return ERR_OK;
}
