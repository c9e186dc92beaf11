/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/desk/next_case.h"

#include "store/application/case_store.h"
#include "usecases/desk/desk_list.h"
#include "usecases/permission_demand.h"
#include "usecases/receipt.h"

#define LOOKED_AT 100

const struct value_key next_case_keys[] = {
	{"receipt", VALUE_TEXT, NULL},
	{"company", VALUE_TEXT, NULL},
	{"count", VALUE_INT, NULL}, /* of the whole list */
	{0},
};

struct next_work {
	const struct office *office;
	struct arena *arena;
	const struct actor *actor;
	const char *list;
	int64_t done_case_id;
	struct value *next;
};

static const struct case_row *pick(const struct next_work *work, const struct case_row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (rows[i].id != work->done_case_id &&
		    (rows[i].state != CASE_STATE_CHECKED || rows[i].checked_by != work->actor->person_id))
			return &rows[i];
	return NULL;
}

static enum err load_next(struct tx *tx, void *context, struct fault *why)
{
	struct next_work *work = context;
	struct case_filter filter = {.course = "", .search_key = "", .limit = LOOKED_AT};
	struct arena *arena = work->arena;
	const struct case_row *next = NULL;
	struct case_row of, *rows;
	size_t count;
	int64_t all = 0;
	enum err err = case_store_load(tx, arena, work->done_case_id, &of, why);

	if (err)
		return err;
	filter.edition = of.edition;
	desk_list_narrow(work->list, clock_now_ms(&work->office->clock), &filter);
	err = case_list_store_count(tx, &filter, &all, why);
	for (; !err && !next && filter.offset < all; filter.offset += LOOKED_AT) {
		err = case_list_store_read(tx, arena, &filter, &rows, &count, why);
		next = err ? NULL : pick(work, rows, count);
	}
	work->next = next ? value_map(arena) : value_null(arena);
	if (!next)
		return err;
	value_set_text(arena, work->next, "receipt", receipt_format(arena, next));
	value_set_text(arena, work->next, "company", next->company_name);
	value_set_int(arena, work->next, "count", all);
	return ERR_OK;
}

enum err next_case_value(const struct office *office, struct arena *arena, const struct actor *actor, const char *list,
			 int64_t done_case_id, struct value **ret_next, struct fault *why)
{
	struct next_work work = {office, arena, actor, list, done_case_id, NULL};
	enum err err =
		permission_demand(actor->role & (ROLE_SECRETARIAT | ROLE_TOKYO), actor, "see the next case", why);

	if (!err)
		err = db_read(office->db, load_next, &work, why);
	if (!err)
		*ret_next = work.next;
	return err;
}
