/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/desk/view_tasks.h"

#include "calendar/day.h"
#include "codec/json.h"
#include "store/account/person_store.h"
#include "store/post/message_store.h"
#include "usecases/case_value.h"
#include "usecases/edition_shelf.h"
#include "usecases/paging.h"
#include "usecases/permission_demand.h"

const struct value_key view_tasks_of_case_keys[] = {
	{"id", VALUE_INT, NULL},
	{"kind", VALUE_TEXT, NULL},
	{"task_state", VALUE_TEXT, NULL},
	{"is_open", VALUE_BOOL, NULL},
	{"is_late", VALUE_BOOL, NULL}, /* open, and its day is over */
	{"due_day", VALUE_TEXT, NULL},
	{"outcome", VALUE_TEXT, NULL}, /* a name, or empty */
	{"letter", VALUE_TEXT, NULL},  /* the kind of mail that is to be posted, or empty */
	{"other", VALUE_TEXT, NULL},   /* receipt number of the other case that it is about, or empty */
	{"note", VALUE_TEXT, NULL},
	{"done_at", VALUE_TEXT, NULL}, /* empty while it is open */
	{0},
};

/* What is of its case is null for a task of none. */
const struct value_key view_tasks_one_keys[] = {
	{NULL, VALUE_MAP, view_tasks_of_case_keys},
	{"of", VALUE_MAP, case_value_row_keys},
	{"phone", VALUE_TEXT, NULL},    /* as the company gave it, or empty */
	{"done_by", VALUE_TEXT, NULL},  /* empty where nobody did it */
	{"letter_id", VALUE_INT, NULL}, /* the words to post, among the mails; 0: none */
	{0},
};

static const struct value_key state_keys[] = {{"task_state", VALUE_TEXT, NULL}, {"chosen", VALUE_BOOL, NULL}, {0}};

const struct value_key view_tasks_keys[] = {
	{NULL, VALUE_MAP, paging_keys},
	{"tasks", VALUE_LIST, view_tasks_one_keys},
	{"task_states", VALUE_LIST, state_keys}, /* to choose from */
	{0},
};

const struct value_key view_tasks_count_keys[] = {{"open", VALUE_INT, NULL}, {"due", VALUE_INT, NULL}, {0}};

/* In brackets stands that the other case's diagnosis was erased (store/privacy/erase_store.c). */
static bool names_other(const struct task_row *row)
{
	return row->kind == TASK_KIND_SHARED_KEY && *row->occasion != '(';
}

/* Its occasion is the template of the mail, and behind a space the mail's own occasion. */
static const char *letter_of(struct arena *arena, const struct task_row *row)
{
	struct str rest = str_from(row->occasion);

	return row->kind == TASK_KIND_TO_POST ? str_dup(arena, str_cut(&rest, ' ')) : "";
}

/* Lost where the case has had more mails since than a list holds. */
static enum err find_letter(struct tx *tx, struct arena *arena, const struct task_row *row, int64_t *ret_id,
			    struct fault *why)
{
	struct str occasion = str_from(row->occasion), template_id;
	struct message_row *mails;
	size_t count = 0;
	enum err err = ERR_OK;

	*ret_id = 0;
	template_id = str_cut(&occasion, ' ');
	if (row->kind == TASK_KIND_TO_POST)
		err = message_store_list_case(tx, arena, row->case_id, &mails, &count, why);
	for (size_t i = 0; !err && i < count; i++)
		if (str_eq(template_id, str_from(mails[i].template_id)) &&
		    str_eq(occasion, str_from(mails[i].occasion)))
			*ret_id = mails[i].id;
	return err;
}

static struct value *task_value(struct arena *arena, enum lang lang, const struct task_row *row, int64_t now_ms)
{
	struct value *map = value_map(arena);
	bool is_open = row->state == TASK_STATE_OPEN;

	value_set_int(arena, map, "id", row->id);
	value_set_text(arena, map, "kind", task_kind_name(row->kind));
	value_set_text(arena, map, "task_state", task_state_name(row->state));
	value_set_bool(arena, map, "is_open", is_open);
	value_set_bool(arena, map, "is_late", is_open && row->due_day < day_of_ms(now_ms));
	value_set_text(arena, map, "due_day", day_format_date(arena, lang, row->due_day));
	value_set_text(arena, map, "outcome", task_outcome_name(row->outcome));
	value_set_text(arena, map, "other", names_other(row) ? row->occasion : "");
	value_set_text(arena, map, "letter", letter_of(arena, row));
	value_set_text(arena, map, "note", row->note);
	value_set_text(arena, map, "done_at", row->done_ms ? day_format_time(arena, lang, row->done_ms) : "");
	return map;
}

struct value *view_tasks_of_case(struct arena *arena, enum lang lang, const struct case_facts *facts)
{
	struct value *list = value_list(arena);

	for (size_t i = 0; i < facts->task_count; i++)
		value_add(arena, list, task_value(arena, lang, &facts->tasks[i], facts->now_ms));
	return list;
}

struct view_work {
	const struct office *office;
	struct arena *arena;
	const struct actor *actor;
	enum lang lang;
	int64_t id;
	struct task_filter filter;
	int64_t count;
	struct value *view;
};

static enum err add_case(struct tx *tx, const struct view_work *work, int64_t case_id, struct value *map,
			 struct fault *why)
{
	const struct edition *edition;
	const char *phone;
	struct case_row row;
	enum err err = case_store_load(tx, work->arena, case_id, &row, why);

	if (!err)
		err = edition_shelf_current(work->office->editions, tx, row.edition, &edition, why);
	if (!err)
		err = case_value_phone(tx, work->arena, case_id, &phone, why);
	if (err)
		return err;
	value_set(work->arena, map, "of", case_value_row(edition, work->arena, work->lang, &row));
	value_set_text(work->arena, map, "phone", phone);
	return ERR_OK;
}

static enum err add_task(struct tx *tx, const struct view_work *work, const struct task_row *row,
			 struct value **ret_map, struct fault *why)
{
	struct value *map = task_value(work->arena, work->lang, row, clock_now_ms(&work->office->clock));
	struct person_row person = {.display_name = ""};
	int64_t letter_id = 0;
	enum err err = find_letter(tx, work->arena, row, &letter_id, why);

	value_set(work->arena, map, "of", value_null(work->arena));
	value_set_text(work->arena, map, "phone", "");
	value_set_int(work->arena, map, "letter_id", letter_id);
	if (!err && row->done_by)
		err = person_store_load(tx, work->arena, row->done_by, &person, why);
	value_set_text(work->arena, map, "done_by", person.display_name);
	if (!err && row->case_id)
		err = add_case(tx, work, row->case_id, map, why);
	if (!err)
		*ret_map = map;
	return err;
}

static enum err load_list(struct tx *tx, void *context, struct fault *why)
{
	struct view_work *work = context;
	struct value *list = value_list(work->arena);
	struct task_row *rows;
	size_t count = 0;
	enum err err = task_store_count(tx, work->filter.owner, work->filter.state, INT64_MAX, &work->count, why);

	if (!err)
		err = task_store_list(tx, work->arena, &work->filter, &rows, &count, why);
	for (size_t i = 0; !err && i < count; i++) {
		struct value *map = NULL;
		err = add_task(tx, work, &rows[i], &map, why);
		if (!err)
			value_add(work->arena, list, map);
	}
	work->view = value_map(work->arena);
	value_set(work->arena, work->view, "tasks", list);
	return err;
}

static struct value *states_value(struct arena *arena, enum task_state chosen)
{
	struct value *list = value_list(arena);

	for (int state = TASK_STATE_OPEN; state <= TASK_STATE_OVER; state++) {
		struct value *map = value_map(arena);
		value_set_text(arena, map, "task_state", task_state_name((enum task_state)state));
		value_set_bool(arena, map, "chosen", state == (int)chosen);
		value_add(arena, list, map);
	}
	return list;
}

enum err view_tasks(const struct office *office, struct arena *arena, const struct actor *actor, enum lang lang,
		    const struct task_query *query, struct value **ret_view, struct fault *why)
{
	int64_t page = paging_page(query->page);
	struct view_work work = {
		.office = office,
		.arena = arena,
		.actor = actor,
		.lang = lang,
		.filter = {actor->role, TASK_STATE_OPEN, (page - 1) * VIEW_TASKS_PAGE, VIEW_TASKS_PAGE},
	};
	enum err err = permission_demand(actor->role & ROLE_STAFF, actor, "see tasks", why);

	task_state_parse(query->state, &work.filter.state);
	if (!err)
		err = db_read(office->db, load_list, &work, why);
	if (err)
		return err;
	paging_add(arena, work.view, page, VIEW_TASKS_PAGE, work.count);
	value_set(arena, work.view, "task_states", states_value(arena, work.filter.state));
	*ret_view = work.view;
	return ERR_OK;
}

static enum err load_one(struct tx *tx, void *context, struct fault *why)
{
	struct view_work *work = context;
	struct task_row row;
	enum err err = task_store_load(tx, work->arena, work->id, &row, why);

	if (!err)
		err = permission_demand(work->actor->role == row.owner, work->actor, "see this task", why);
	return err ? err : add_task(tx, work, &row, &work->view, why);
}

enum err view_tasks_one(const struct office *office, struct arena *arena, const struct actor *actor, enum lang lang,
			int64_t id, struct value **ret_view, struct fault *why)
{
	struct view_work work = {.office = office, .arena = arena, .actor = actor, .lang = lang, .id = id};
	enum err err = db_read(office->db, load_one, &work, why);

	if (!err)
		*ret_view = work.view;
	return err;
}

enum err view_tasks_count(struct tx *tx, const struct office *office, struct arena *arena, enum role role,
			  struct value **ret_map, struct fault *why)
{
	struct value *map = value_map(arena);
	int64_t open = 0, due = 0;
	enum err err = task_store_count(tx, role, TASK_STATE_OPEN, INT64_MAX, &open, why);

	if (!err)
		err = task_store_count(tx, role, TASK_STATE_OPEN, day_of_ms(clock_now_ms(&office->clock)), &due, why);
	value_set_int(arena, map, "open", open);
	value_set_int(arena, map, "due", due);
	if (!err)
		*ret_map = map;
	return err;
}
