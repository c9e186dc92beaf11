/* SPDX-License-Identifier: Apache-2.0 */
#include "store/seal/cosignature_store.h"

#include "store/bound.h"

enum err cosignature_store_add(struct tx *tx, const struct cosignature_row *row, struct fault *why)
{
	bound_touch(tx, BOUND_COSIGNATURE, PARAMS(P_INT(row->size), P_INT(row->key_id)));
	return tx_execute(tx,
			  "INSERT INTO log_cosignature (size, key_id, head_line, line, kept_ms) "
			  "VALUES ($1, $2, $3, $4, $5)",
			  PARAMS(P_INT(row->size), P_INT(row->key_id), P_TEXT(row->head_line), P_TEXT(row->line),
				 P_INT(row->kept_ms)),
			  NULL, why);
}

enum err cosignature_store_has(struct tx *tx, int64_t size, int64_t key_id, bool *ret_has, struct fault *why)
{
	struct rows *rows;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = tx_query(tx, &arena, "SELECT 1 FROM log_cosignature WHERE size = $1 AND key_id = $2",
		       PARAMS(P_INT(size), P_INT(key_id)), &rows, why);
	if (!err)
		*ret_has = rows_count(rows) > 0;
	return err;
}

enum err cosignature_store_list(struct tx *tx, struct arena *arena, int64_t size, struct cosignature_row **ret_rows,
				size_t *ret_count, struct fault *why)
{
	struct cosignature_row *list;
	struct rows *rows;
	enum err err;

	err = tx_query(
		tx, arena,
		"SELECT size, key_id, head_line, line, kept_ms FROM log_cosignature WHERE size = $1 ORDER BY key_id",
		PARAMS(P_INT(size)), &rows, why);
	if (err)
		return err;
	list = arena_array(arena, rows_count(rows), sizeof(*list));
	for (size_t i = 0; i < rows_count(rows); i++)
		list[i] = (struct cosignature_row){rows_int(rows, i, 0), rows_int(rows, i, 1), rows_text(rows, i, 2),
						   rows_text(rows, i, 3), rows_int(rows, i, 4)};
	*ret_rows = list;
	*ret_count = rows_count(rows);
	return ERR_OK;
}

enum err cosignature_store_newest(struct tx *tx, int64_t *ret_size, struct fault *why)
{
	struct rows *rows;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = tx_query(tx, &arena, "SELECT max(size) FROM log_cosignature", NULL, 0, &rows, why);
	if (!err)
		*ret_size = rows_int(rows, 0, 0);
	return err;
}
