/* SPDX-License-Identifier: Apache-2.0 */
#include "store/invitation/code_tried_store.h"

enum err code_tried_store_count(struct tx *tx, const char *address, int64_t since_ms, int64_t *ret_count,
				struct fault *why)
{
	struct rows *rows;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = tx_query(tx, &arena, "SELECT COUNT(*) FROM code_tried WHERE address = $1 AND at_ms >= $2",
		       PARAMS(P_TEXT(address), P_INT(since_ms)), &rows, why);
	if (!err)
		*ret_count = rows_int(rows, 0, 0);
	return err;
}

enum err code_tried_store_forget(struct tx *tx, int64_t since_ms, struct fault *why)
{
	return tx_execute(tx, "DELETE FROM code_tried WHERE at_ms < $1", PARAMS(P_INT(since_ms)), NULL, why);
}

enum err code_tried_store_add(struct tx *tx, const char *address, int64_t now_ms, struct fault *why)
{
	return tx_execute(tx, "INSERT INTO code_tried (address, at_ms) VALUES ($1, $2)",
			  PARAMS(P_TEXT(address), P_INT(now_ms)), NULL, why);
}
