/* SPDX-License-Identifier: Apache-2.0 */
#include "store/account/passkey_store.h"

#include "store/bound.h"

#define COLUMNS                                                                                                        \
	"k.id, k.person_id, k.credential, k.public_key, k.name, k.made_ms, u.counter, u.used_ms "                      \
	"FROM passkey k LEFT JOIN passkey_use u ON u.passkey_id = k.id "

enum err passkey_store_insert(struct tx *tx, const struct passkey_row *row, struct fault *why)
{
	bound_touch(tx, BOUND_PASSKEY, PARAMS(P_INT(row->id)));
	return tx_execute(tx,
			  "INSERT INTO passkey (id, person_id, credential, public_key, name, made_ms) "
			  "VALUES ($1, $2, $3, $4, $5, $6)",
			  PARAMS(P_INT(row->id), P_INT(row->person_id), P_BLOB(row->credential),
				 P_BLOB(row->public_key), P_TEXT(row->name), P_INT(row->made_ms)),
			  NULL, why);
}

static struct passkey_row read_row(const struct rows *rows, size_t i)
{
	return (struct passkey_row){
		.id = rows_int(rows, i, 0),
		.person_id = rows_int(rows, i, 1),
		.credential = rows_blob(rows, i, 2),
		.public_key = rows_blob(rows, i, 3),
		.name = rows_text(rows, i, 4),
		.made_ms = rows_int(rows, i, 5),
		.counter = rows_is_null(rows, i, 6) ? 0 : rows_int(rows, i, 6),
		.used_ms = rows_is_null(rows, i, 7) ? 0 : rows_int(rows, i, 7),
	};
}

enum err passkey_store_find(struct tx *tx, struct arena *arena, struct str credential, struct passkey_row *ret_row,
			    struct fault *why)
{
	struct rows *rows;
	enum err err;

	err = tx_query(tx, arena, "SELECT " COLUMNS "WHERE k.credential = $1", PARAMS(P_BLOB(credential)), &rows, why);
	if (err)
		return err;
	if (rows_count(rows) == 0)
		return fault_set(why, ERR_NOT_FOUND, "nobody has this passkey");
	*ret_row = read_row(rows, 0);
	return ERR_OK;
}

enum err passkey_store_list(struct tx *tx, struct arena *arena, int64_t person_id, struct passkey_row **ret_rows,
			    size_t *ret_count, struct fault *why)
{
	struct passkey_row *list;
	struct rows *rows;
	enum err err;

	err = tx_query(tx, arena, "SELECT " COLUMNS "WHERE k.person_id = $1 ORDER BY k.made_ms, k.id",
		       PARAMS(P_INT(person_id)), &rows, why);
	if (err)
		return err;
	list = arena_array(arena, rows_count(rows), sizeof(*list));
	for (size_t i = 0; i < rows_count(rows); i++)
		list[i] = read_row(rows, i);
	*ret_rows = list;
	*ret_count = rows_count(rows);
	return ERR_OK;
}

enum err passkey_store_save_use(struct tx *tx, int64_t id, int64_t counter, int64_t now_ms, struct fault *why)
{
	return tx_execute(tx,
			  "INSERT INTO passkey_use (passkey_id, counter, used_ms) VALUES ($1, $2, $3) "
			  "ON CONFLICT (passkey_id) DO UPDATE SET counter = $2, used_ms = $3",
			  PARAMS(P_INT(id), P_INT(counter), P_INT(now_ms)), NULL, why);
}

enum err passkey_store_delete(struct tx *tx, int64_t person_id, int64_t id, struct fault *why)
{
	int64_t count = 0;
	enum err err;

	bound_touch(tx, BOUND_PASSKEY, PARAMS(P_INT(id)));
	err = tx_execute(tx, "DELETE FROM passkey WHERE id = $1 AND person_id = $2",
			 PARAMS(P_INT(id), P_INT(person_id)), &count, why);
	if (!err && count == 0)
		err = fault_set(why, ERR_NOT_FOUND, "this passkey is not one of the person's");
	return err ? err
		   : tx_execute(tx, "DELETE FROM passkey_use WHERE passkey_id = $1", PARAMS(P_INT(id)), NULL, why);
}

enum err passkey_store_code_step(struct tx *tx, int64_t person_id, int64_t *ret_step, struct fault *why)
{
	struct rows *rows;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = tx_query(tx, &arena, "SELECT step FROM code_use WHERE person_id = $1", PARAMS(P_INT(person_id)), &rows,
		       why);
	if (!err)
		*ret_step = rows_count(rows) ? rows_int(rows, 0, 0) : 0;
	return err;
}

enum err passkey_store_save_code_step(struct tx *tx, int64_t person_id, int64_t step, struct fault *why)
{
	return tx_execute(tx,
			  "INSERT INTO code_use (person_id, step) VALUES ($1, $2) "
			  "ON CONFLICT (person_id) DO UPDATE SET step = $2",
			  PARAMS(P_INT(person_id), P_INT(step)), NULL, why);
}
