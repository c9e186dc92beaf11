/* SPDX-License-Identifier: Apache-2.0 */
#include "store/account/device_store.h"

enum err device_store_forget(struct tx *tx, int64_t now_ms, struct fault *why)
{
	return tx_execute(tx, "DELETE FROM device WHERE expires_ms <= $1", PARAMS(P_INT(now_ms)), NULL, why);
}

enum err device_store_insert(struct tx *tx, struct str token_hash, int64_t person_id, int64_t expires_ms,
			     int64_t now_ms, struct fault *why)
{
	enum err err = device_store_forget(tx, now_ms, why);

	if (err)
		return err;
	return tx_execute(tx, "INSERT INTO device (token_hash, person_id, failures, expires_ms) VALUES ($1, $2, 0, $3)",
			  PARAMS(P_BLOB(token_hash), P_INT(person_id), P_INT(expires_ms)), NULL, why);
}

enum err device_store_find(struct tx *tx, struct str token_hash, int64_t person_id, int64_t now_ms, bool *ret_is_known,
			   int64_t *ret_failures, struct fault *why)
{
	struct rows *rows;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = tx_query(tx, &arena,
		       "SELECT failures FROM device WHERE token_hash = $1 AND person_id = $2 AND expires_ms > $3",
		       PARAMS(P_BLOB(token_hash), P_INT(person_id), P_INT(now_ms)), &rows, why);
	if (err)
		return err;
	*ret_is_known = rows_count(rows) == 1;
	*ret_failures = *ret_is_known ? rows_int(rows, 0, 0) : 0;
	return ERR_OK;
}

enum err device_store_add_failure(struct tx *tx, struct str token_hash, struct fault *why)
{
	return tx_execute(tx, "UPDATE device SET failures = failures + 1 WHERE token_hash = $1",
			  PARAMS(P_BLOB(token_hash)), NULL, why);
}

enum err device_store_delete(struct tx *tx, struct str token_hash, struct fault *why)
{
	return tx_execute(tx, "DELETE FROM device WHERE token_hash = $1", PARAMS(P_BLOB(token_hash)), NULL, why);
}

enum err device_store_delete_of(struct tx *tx, int64_t person_id, struct fault *why)
{
	return tx_execute(tx, "DELETE FROM device WHERE person_id = $1", PARAMS(P_INT(person_id)), NULL, why);
}
