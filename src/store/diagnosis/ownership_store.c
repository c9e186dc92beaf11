/* SPDX-License-Identifier: Apache-2.0 */
#include "store/diagnosis/ownership_store.h"

#include "store/bound.h"

static enum err next_position(struct tx *tx, int64_t case_id, int64_t *ret_position, struct fault *why)
{
	struct rows *rows;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = tx_query(tx, &arena, "SELECT COALESCE(MAX(position), 0) + 1 FROM ownership WHERE case_id = $1",
		       PARAMS(P_INT(case_id)), &rows, why);
	if (!err)
		*ret_position = rows_int(rows, 0, 0);
	return err;
}

enum err ownership_store_add(struct tx *tx, int64_t case_id, const struct ownership *row, struct fault *why)
{
	int64_t position = 0;
	enum err err = next_position(tx, case_id, &position, why);

	if (err)
		return err;
	bound_touch(tx, BOUND_OWNERSHIP, PARAMS(P_INT(case_id), P_INT(position)));
	return tx_execute(tx,
			  "INSERT INTO ownership (case_id, position, host, state, way, note, said_by, at_ms) "
			  "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
			  PARAMS(P_INT(case_id), P_INT(position), P_TEXT(row->host),
				 P_TEXT(ownership_state_name(row->state)), P_TEXT(ownership_way_name(row->way)),
				 P_TEXT(row->note), P_TEXT(row->said_by), P_INT(row->at_ms)),
			  NULL, why);
}

static enum err read_row(const struct rows *rows, size_t i, struct ownership *ret_row, struct fault *why)
{
	*ret_row = (struct ownership){
		.host = rows_text(rows, i, 0),
		.note = rows_text(rows, i, 3),
		.said_by = rows_text(rows, i, 4),
		.at_ms = rows_int(rows, i, 5),
	};
	if (ownership_state_parse(str_from(rows_text(rows, i, 1)), &ret_row->state) &&
	    ownership_way_parse(str_from(rows_text(rows, i, 2)), &ret_row->way))
		return ERR_OK;
	return fault_set(why, ERR_CORRUPT, "the ownership of a target has an unknown state or way");
}

enum err ownership_store_load(struct tx *tx, struct arena *arena, int64_t case_id, struct ownership **ret_list,
			      size_t *ret_count, struct fault *why)
{
	struct ownership *list;
	struct rows *rows;
	enum err err;

	err = tx_query(tx, arena,
		       "SELECT host, state, way, note, said_by, at_ms FROM ownership WHERE case_id = $1 "
		       "ORDER BY position",
		       PARAMS(P_INT(case_id)), &rows, why);
	if (err)
		return err;
	list = arena_array(arena, rows_count(rows), sizeof(*list));
	for (size_t i = 0; !err && i < rows_count(rows); i++)
		err = read_row(rows, i, &list[i], why);
	if (err)
		return err;
	*ret_list = list;
	*ret_count = rows_count(rows);
	return ERR_OK;
}
