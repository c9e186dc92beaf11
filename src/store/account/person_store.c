/* SPDX-License-Identifier: Apache-2.0 */
#include "store/account/person_store.h"

#include "calendar/day.h"

#define COLUMNS "id, sign_in_name, display_name, role, password_hash, disabled_ms"

enum err person_store_insert(struct tx *tx, const struct person_row *row, int64_t now_ms, struct fault *why)
{
	return tx_execute(tx,
			  "INSERT INTO person (id, sign_in_name, display_name, role, password_hash, created_ms) "
			  "VALUES ($1, $2, $3, $4, $5, $6)",
			  PARAMS(P_INT(row->id), P_TEXT(row->sign_in_name), P_TEXT(row->display_name),
				 P_TEXT(role_name(row->role)), P_TEXT(row->password_hash), P_INT(now_ms)),
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
	return tx_execute(tx, "UPDATE person SET password_hash = $2 WHERE id = $1",
			  PARAMS(P_INT(id), P_TEXT(password_hash)), NULL, why);
}

enum err person_store_failures(struct tx *tx, const char *sign_in_name, int64_t since_ms, int64_t *ret_count,
			       int64_t *ret_last_ms, struct fault *why)
{
	struct rows *rows;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = tx_query(tx, &arena,
		       "SELECT count(*), max(at_ms) FROM sign_in_failure WHERE sign_in_name = $1 AND at_ms >= $2",
		       PARAMS(P_TEXT(sign_in_name), P_INT(since_ms)), &rows, why);
	if (err)
		return err;
	*ret_count = rows_int(rows, 0, 0);
	*ret_last_ms = rows_int(rows, 0, 1);
	return ERR_OK;
}

enum err person_store_add_failure(struct tx *tx, const char *sign_in_name, int64_t now_ms, struct fault *why)
{
	enum err err;

	err = tx_execute(tx, "DELETE FROM sign_in_failure WHERE at_ms < $1", PARAMS(P_INT(now_ms - DAY_MS)), NULL, why);
	if (err)
		return err;
	return tx_execute(tx, "INSERT INTO sign_in_failure (sign_in_name, at_ms) VALUES ($1, $2)",
			  PARAMS(P_TEXT(sign_in_name), P_INT(now_ms)), NULL, why);
}

enum err person_store_clear_failures(struct tx *tx, const char *sign_in_name, struct fault *why)
{
	return tx_execute(tx, "DELETE FROM sign_in_failure WHERE sign_in_name = $1", PARAMS(P_TEXT(sign_in_name)), NULL,
			  why);
}

enum err session_store_insert(struct tx *tx, const struct session_row *row, int64_t now_ms, struct fault *why)
{
	enum err err;

	err = tx_execute(tx, "DELETE FROM session WHERE expires_ms <= $1", PARAMS(P_INT(now_ms)), NULL, why);
	if (err)
		return err;
	return tx_execute(tx,
			  "INSERT INTO session (token_hash, person_id, case_number, created_ms, expires_ms) "
			  "VALUES ($1, $2, $3, $4, $5)",
			  PARAMS(P_BLOB(row->token_hash), row->person_id ? P_INT(row->person_id) : P_NULL,
				 row->case_number ? P_INT(row->case_number) : P_NULL, P_INT(now_ms),
				 P_INT(row->expires_ms)),
			  NULL, why);
}

enum err session_store_delete(struct tx *tx, struct str token_hash, struct fault *why)
{
	return tx_execute(tx, "DELETE FROM session WHERE token_hash = $1", PARAMS(P_BLOB(token_hash)), NULL, why);
}

enum err session_store_find_actor(struct tx *tx, struct arena *arena, struct str token_hash, int64_t now_ms,
				  struct actor *ret_actor, struct fault *why)
{
	struct actor actor = {.name = ""};
	struct rows *rows;
	enum err err;

	err = tx_query(tx, arena,
		       "SELECT s.person_id, s.case_number, p.role, p.display_name, c.company_name FROM session s "
		       "LEFT JOIN person p ON p.id = s.person_id LEFT JOIN company_case c ON c.number = s.case_number "
		       "WHERE s.token_hash = $1 AND s.expires_ms > $2 AND p.disabled_ms IS NULL",
		       PARAMS(P_BLOB(token_hash), P_INT(now_ms)), &rows, why);
	if (err)
		return err;
	if (rows_count(rows) == 1 && !rows_is_null(rows, 0, 0) &&
	    role_parse(str_from(rows_text(rows, 0, 2)), &actor.role)) {
		actor.person_id = rows_int(rows, 0, 0);
		actor.name = rows_text(rows, 0, 3);
	} else if (rows_count(rows) == 1 && !rows_is_null(rows, 0, 4)) {
		actor.role = ROLE_COMPANY;
		actor.case_number = rows_int(rows, 0, 1);
		actor.name = rows_text(rows, 0, 4);
	}
	*ret_actor = actor;
	return ERR_OK;
}

enum err draft_store_load(struct tx *tx, struct arena *arena, struct str token_hash, int64_t now_ms,
			  struct draft_row *ret_row, struct fault *why)
{
	struct rows *rows;
	enum err err;

	err = tx_query(tx, arena, "SELECT answers, case_number FROM draft WHERE token_hash = $1 AND expires_ms > $2",
		       PARAMS(P_BLOB(token_hash), P_INT(now_ms)), &rows, why);
	if (err)
		return err;
	*ret_row = (struct draft_row){.answers = ""};
	if (rows_count(rows))
		*ret_row = (struct draft_row){rows_text(rows, 0, 0), rows_int(rows, 0, 1)};
	return ERR_OK;
}

enum err draft_store_save(struct tx *tx, struct str token_hash, const struct draft_row *row, int64_t expires_ms,
			  int64_t now_ms, struct fault *why)
{
	enum err err;

	err = tx_execute(tx, "DELETE FROM draft WHERE expires_ms <= $1", PARAMS(P_INT(now_ms)), NULL, why);
	if (err)
		return err;
	return tx_execute(tx,
			  "INSERT INTO draft (token_hash, answers, case_number, expires_ms) VALUES ($1, $2, $3, $4) "
			  "ON CONFLICT (token_hash) DO UPDATE SET answers = $2, case_number = $3, expires_ms = $4",
			  PARAMS(P_BLOB(token_hash), P_TEXT(row->answers),
				 row->case_number ? P_INT(row->case_number) : P_NULL, P_INT(expires_ms)),
			  NULL, why);
}

enum err form_use_claim(struct tx *tx, struct arena *arena, struct str nonce, const char *location, int64_t now_ms,
			const char **ret_earlier, struct fault *why)
{
	struct rows *rows;
	int64_t changed;
	enum err err;

	err = tx_execute(
		tx,
		"INSERT INTO form_use (nonce, location, used_ms) VALUES ($1, $2, $3) ON CONFLICT (nonce) DO NOTHING",
		PARAMS(P_BLOB(nonce), P_TEXT(location), P_INT(now_ms)), &changed, why);
	if (err)
		return err;
	if (changed) {
		*ret_earlier = NULL;
		return ERR_OK;
	}
	err = tx_query(tx, arena, "SELECT location FROM form_use WHERE nonce = $1", PARAMS(P_BLOB(nonce)), &rows, why);
	if (!err && rows_count(rows) == 0)
		err = fault_set(why, ERR_BUSY, "the same form is being sent at this moment");
	if (err)
		return err;
	*ret_earlier = arena_strdup(arena, rows_text(rows, 0, 0));
	return ERR_OK;
}
