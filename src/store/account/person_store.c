/* SPDX-License-Identifier: Apache-2.0 */
#include "store/account/person_store.h"

#include "store/bound.h"

#define COLUMNS "id, sign_in_name, display_name, role, password_hash, disabled_ms, mail, second_ms"

enum err person_store_insert(struct tx *tx, const struct person_row *row, int64_t now_ms, struct fault *why)
{
	bound_touch(tx, BOUND_PERSON, PARAMS(P_INT(row->id)));
	return tx_execute(tx,
			  "INSERT INTO person (id, sign_in_name, display_name, role, password_hash, created_ms, mail) "
			  "VALUES ($1, $2, $3, $4, $5, $6, $7)",
			  PARAMS(P_INT(row->id), P_TEXT(row->sign_in_name), P_TEXT(row->display_name),
				 P_TEXT(role_name(row->role)), P_TEXT(row->password_hash), P_INT(now_ms),
				 P_TEXT(row->mail ? row->mail : "")),
			  NULL, why);
}

static enum err read_row(const struct rows *rows, size_t i, struct person_row *ret_row, struct fault *why)
{
	struct person_row row = {
		.id = rows_int(rows, i, 0),
		.sign_in_name = rows_text(rows, i, 1),
		.display_name = rows_text(rows, i, 2),
		.password_hash = rows_text(rows, i, 4),
		.is_disabled = !rows_is_null(rows, i, 5),
		.mail = rows_text(rows, i, 6),
		.second_ms = rows_is_null(rows, i, 7) ? 0 : rows_int(rows, i, 7),
	};

	if (!role_parse(str_from(rows_text(rows, i, 3)), &row.role))
		return fault_set(why, ERR_CORRUPT, "person %s has the unknown role \"%s\"", row.sign_in_name,
				 rows_text(rows, i, 3));
	*ret_row = row;
	return ERR_OK;
}

enum err person_store_find(struct tx *tx, struct arena *arena, const char *sign_in_name, struct person_row *ret_row,
			   struct fault *why)
{
	struct rows *rows;
	enum err err;

	err = tx_query(tx, arena, "SELECT " COLUMNS " FROM person WHERE sign_in_name = $1",
		       PARAMS(P_TEXT(sign_in_name)), &rows, why);
	if (err)
		return err;
	if (rows_count(rows) == 0)
		return fault_set(why, ERR_NOT_FOUND, "nobody signs in under this name");
	return read_row(rows, 0, ret_row, why);
}

enum err person_store_load(struct tx *tx, struct arena *arena, int64_t id, struct person_row *ret_row,
			   struct fault *why)
{
	struct rows *rows;
	enum err err;

	err = tx_query(tx, arena, "SELECT " COLUMNS " FROM person WHERE id = $1", PARAMS(P_INT(id)), &rows, why);
	if (err)
		return err;
	if (rows_count(rows) == 0)
		return fault_set(why, ERR_NOT_FOUND, "there is no person %lld", (long long)id);
	return read_row(rows, 0, ret_row, why);
}

enum err person_store_list(struct tx *tx, struct arena *arena, struct person_row **ret_rows, size_t *ret_count,
			   struct fault *why)
{
	struct person_row *list;
	struct rows *rows;
	enum err err;

	err = tx_query(tx, arena, "SELECT " COLUMNS " FROM person ORDER BY role, display_name", NULL, 0, &rows, why);
	if (err)
		return err;
	list = arena_array(arena, rows_count(rows), sizeof(*list));
	for (size_t i = 0; !err && i < rows_count(rows); i++)
		err = read_row(rows, i, &list[i], why);
	if (err)
		return err;
	*ret_rows = list;
	*ret_count = rows_count(rows);
	return ERR_OK;
}

enum err person_store_save_password(struct tx *tx, int64_t id, const char *password_hash, struct fault *why)
{
	bound_touch(tx, BOUND_PERSON, PARAMS(P_INT(id)));
	return tx_execute(tx, "UPDATE person SET password_hash = $2 WHERE id = $1",
			  PARAMS(P_INT(id), P_TEXT(password_hash)), NULL, why);
}

enum err person_store_save_disabled(struct tx *tx, int64_t id, int64_t now_ms, struct fault *why)
{
	bound_touch(tx, BOUND_PERSON, PARAMS(P_INT(id)));
	return tx_execute(tx, "UPDATE person SET disabled_ms = $2 WHERE id = $1",
			  PARAMS(P_INT(id), now_ms ? P_INT(now_ms) : P_NULL), NULL, why);
}

enum err person_store_save_second(struct tx *tx, int64_t id, int64_t second_ms, struct fault *why)
{
	bound_touch(tx, BOUND_PERSON, PARAMS(P_INT(id)));
	return tx_execute(tx, "UPDATE person SET second_ms = $2 WHERE id = $1",
			  PARAMS(P_INT(id), second_ms ? P_INT(second_ms) : P_NULL), NULL, why);
}

enum err person_store_end_sessions(struct tx *tx, int64_t id, struct fault *why)
{
	bound_touch(tx, BOUND_PERSON, PARAMS(P_INT(id)));
	return tx_execute(tx, "DELETE FROM session WHERE person_id = $1", PARAMS(P_INT(id)), NULL, why);
}

enum err person_store_end_other_sessions(struct tx *tx, int64_t id, struct str keep, struct fault *why)
{
	bound_touch(tx, BOUND_PERSON, PARAMS(P_INT(id)));
	return tx_execute(tx, "DELETE FROM session WHERE person_id = $1 AND token_hash <> $2",
			  PARAMS(P_INT(id), P_BLOB(keep)), NULL, why);
}
