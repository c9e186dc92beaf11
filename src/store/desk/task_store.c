/* SPDX-License-Identifier: Apache-2.0 */
#include "store/desk/task_store.h"

#include "store/bound.h"

#define COLUMNS "id, case_id, kind, occasion, owner_role, due_day, state, made_ms, outcome, note, done_ms, done_by"

/* NULL in the store is 0 in a row. */
static struct param optional(int64_t number)
{
	return number ? P_INT(number) : P_NULL;
}

static enum err is_there(struct tx *tx, const struct task_row *row, bool *ret_is_there, struct fault *why)
{
	struct rows *rows;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = tx_query(
		tx, &arena, "SELECT id FROM task WHERE COALESCE(case_id, 0) = $1 AND kind = $2 AND occasion = $3",
		PARAMS(P_INT(row->case_id), P_TEXT(task_kind_name(row->kind)), P_TEXT(row->occasion)), &rows, why);
	if (!err)
		*ret_is_there = rows_count(rows) > 0;
	return err;
}

enum err task_store_insert(struct tx *tx, const struct task_row *row, bool *ret_is_new, struct fault *why)
{
	const struct param params[] = {
		P_INT(row->id),
		optional(row->case_id),
		P_TEXT(task_kind_name(row->kind)),
		P_TEXT(row->occasion),
		P_TEXT(role_name(row->owner)),
		P_INT(row->due_day),
		P_TEXT(task_state_name(row->state)),
		P_INT(row->made_ms),
		P_TEXT(task_outcome_name(row->outcome)),
		P_TEXT(row->note),
		optional(row->done_ms),
		optional(row->done_by),
	};
	bool is_old = false;
	enum err err = is_there(tx, row, &is_old, why);

	if (!err && !is_old) {
		bound_touch(tx, BOUND_TASK, PARAMS(P_INT(row->id)));
		err = tx_execute(
			tx, "INSERT INTO task (" COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
			params, COUNT(params), NULL, why);
	}
	if (!err)
		*ret_is_new = !is_old;
	return err;
}

static enum err read_row(const struct rows *rows, size_t i, struct task_row *ret_row, struct fault *why)
{
	struct task_row row = {
		.id = rows_int(rows, i, 0),
		.case_id = rows_int(rows, i, 1),
		.occasion = rows_text(rows, i, 3),
		.due_day = rows_int(rows, i, 5),
		.made_ms = rows_int(rows, i, 7),
		.note = rows_text(rows, i, 9),
		.done_ms = rows_int(rows, i, 10),
		.done_by = rows_int(rows, i, 11),
	};

	if (!task_kind_parse(str_from(rows_text(rows, i, 2)), &row.kind) ||
	    !role_parse(str_from(rows_text(rows, i, 4)), &row.owner) ||
	    !task_state_parse(str_from(rows_text(rows, i, 6)), &row.state) ||
	    !task_outcome_parse(str_from(rows_text(rows, i, 8)), &row.outcome))
		return fault_set(why, ERR_CORRUPT, "task %lld is \"%s\" of \"%s\", \"%s\" with \"%s\"",
				 (long long)row.id, rows_text(rows, i, 2), rows_text(rows, i, 4), rows_text(rows, i, 6),
				 rows_text(rows, i, 8));
	*ret_row = row;
	return ERR_OK;
}

static enum err read_rows(struct arena *arena, const struct rows *rows, struct task_row **ret_rows, size_t *ret_count,
			  struct fault *why)
{
	struct task_row *list = arena_array(arena, rows_count(rows), sizeof(*list));
	enum err err = ERR_OK;

	for (size_t i = 0; !err && i < rows_count(rows); i++)
		err = read_row(rows, i, &list[i], why);
	if (err)
		return err;
	*ret_rows = list;
	*ret_count = rows_count(rows);
	return ERR_OK;
}

enum err task_store_load(struct tx *tx, struct arena *arena, int64_t id, struct task_row *ret_row, struct fault *why)
{
	struct rows *rows;
	enum err err = tx_query(tx, arena, "SELECT " COLUMNS " FROM task WHERE id = $1", PARAMS(P_INT(id)), &rows, why);

	if (err)
		return err;
	if (!rows_count(rows))
		return fault_set(why, ERR_NOT_FOUND, "there is no task %lld", (long long)id);
	return read_row(rows, 0, ret_row, why);
}

enum err task_store_save(struct tx *tx, const struct task_row *row, struct fault *why)
{
	const struct param params[] = {
		P_INT(row->id),
		P_TEXT(task_state_name(row->state)),
		P_TEXT(task_outcome_name(row->outcome)),
		P_TEXT(row->note),
		optional(row->done_ms),
		optional(row->done_by),
		P_INT(row->due_day),
	};

	bound_touch(tx, BOUND_TASK, PARAMS(P_INT(row->id)));
	return tx_execute(tx,
			  "UPDATE task SET state = $2, outcome = $3, note = $4, done_ms = $5, done_by = $6, due_day = "
			  "$7 WHERE id = $1",
			  params, COUNT(params), NULL, why);
}

enum err task_store_list(struct tx *tx, struct arena *arena, const struct task_filter *filter,
			 struct task_row **ret_rows, size_t *ret_count, struct fault *why)
{
	const char *order = filter->state == TASK_STATE_OPEN ? "due_day, id" : "due_day DESC, id DESC";
	struct rows *rows;
	enum err err;

	err = tx_query(tx, arena,
		       arena_printf(arena,
				    "SELECT " COLUMNS " FROM task WHERE owner_role = $1 AND state = $2 "
				    "ORDER BY %s LIMIT $3 OFFSET $4",
				    order),
		       PARAMS(P_TEXT(role_name(filter->owner)), P_TEXT(task_state_name(filter->state)),
			      P_INT(filter->limit), P_INT(filter->offset)),
		       &rows, why);
	return err ? err : read_rows(arena, rows, ret_rows, ret_count, why);
}

enum err task_store_count(struct tx *tx, enum role owner, enum task_state state, int64_t due_day, int64_t *ret_count,
			  struct fault *why)
{
	struct rows *rows;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = tx_query(tx, &arena, "SELECT COUNT(*) FROM task WHERE owner_role = $1 AND state = $2 AND due_day <= $3",
		       PARAMS(P_TEXT(role_name(owner)), P_TEXT(task_state_name(state)), P_INT(due_day)), &rows, why);
	if (!err)
		*ret_count = rows_int(rows, 0, 0);
	return err;
}

enum err task_store_list_case(struct tx *tx, struct arena *arena, int64_t case_id, struct task_row **ret_rows,
			      size_t *ret_count, struct fault *why)
{
	struct rows *rows;
	enum err err;

	err = tx_query(tx, arena,
		       "SELECT " COLUMNS " FROM task WHERE case_id = $1 ORDER BY made_ms DESC, id DESC LIMIT $2",
		       PARAMS(P_INT(case_id), P_INT(TASK_CASE_MAX)), &rows, why);
	return err ? err : read_rows(arena, rows, ret_rows, ret_count, why);
}
