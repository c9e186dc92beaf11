/* SPDX-License-Identifier: Apache-2.0 */
#include "store/account/challenge_store.h"

enum err challenge_store_forget(struct tx *tx, int64_t now_ms, struct fault *why)
{
	return tx_execute(tx, "DELETE FROM challenge WHERE expires_ms <= $1", PARAMS(P_INT(now_ms)), NULL, why);
}

enum err challenge_store_insert(struct tx *tx, const struct challenge_row *row, int64_t now_ms, struct fault *why)
{
	enum err err = challenge_store_forget(tx, now_ms, why);

	if (err)
		return err;
	return tx_execute(tx,
			  "INSERT INTO challenge (token_hash, purpose, person_id, tries, expires_ms) "
			  "VALUES ($1, $2, $3, $4, $5)",
			  PARAMS(P_BLOB(row->token_hash), P_TEXT(row->purpose),
				 row->person_id ? P_INT(row->person_id) : P_NULL, P_INT(row->tries),
				 P_INT(row->expires_ms)),
			  NULL, why);
}

enum err challenge_store_find(struct tx *tx, struct arena *arena, struct str token_hash, const char *purpose,
			      int64_t now_ms, struct challenge_row *ret_row, struct fault *why)
{
	struct rows *rows;
	enum err err;

	err = tx_query(tx, arena,
		       "SELECT person_id, tries, expires_ms FROM challenge "
		       "WHERE token_hash = $1 AND purpose = $2 AND expires_ms > $3",
		       PARAMS(P_BLOB(token_hash), P_TEXT(purpose), P_INT(now_ms)), &rows, why);
	if (err)
		return err;
	if (rows_count(rows) == 0)
		return fault_set(why, ERR_NOT_FOUND, "there is no such question, or it is too old");
	*ret_row = (struct challenge_row){
		.token_hash = token_hash,
		.purpose = purpose,
		.person_id = rows_is_null(rows, 0, 0) ? 0 : rows_int(rows, 0, 0),
		.tries = rows_int(rows, 0, 1),
		.expires_ms = rows_int(rows, 0, 2),
	};
	return ERR_OK;
}

enum err challenge_store_add_try(struct tx *tx, struct str token_hash, struct fault *why)
{
	return tx_execute(tx, "UPDATE challenge SET tries = tries + 1 WHERE token_hash = $1",
			  PARAMS(P_BLOB(token_hash)), NULL, why);
}

enum err challenge_store_delete(struct tx *tx, struct str token_hash, struct fault *why)
{
	return tx_execute(tx, "DELETE FROM challenge WHERE token_hash = $1", PARAMS(P_BLOB(token_hash)), NULL, why);
}

enum err challenge_store_delete_of(struct tx *tx, int64_t person_id, struct fault *why)
{
	return tx_execute(tx, "DELETE FROM challenge WHERE person_id = $1", PARAMS(P_INT(person_id)), NULL, why);
}
