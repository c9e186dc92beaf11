/* SPDX-License-Identifier: Apache-2.0 */
#include "store/account/sign_in_failure_store.h"

static enum err count_by_name(struct tx *tx, struct arena *arena, const char *sign_in_name, const char *address,
			      int64_t since_ms, struct sign_in_failures *failures, struct fault *why)
{
	struct rows *rows;
	enum err err;

	err = tx_query(tx, arena,
		       "SELECT count(*), max(at_ms), count(CASE WHEN address = $2 THEN 1 END), "
		       "max(CASE WHEN address = $2 THEN at_ms END) FROM sign_in_failure "
		       "WHERE sign_in_name = $1 AND at_ms >= $3",
		       PARAMS(P_TEXT(sign_in_name), P_TEXT(address), P_INT(since_ms)), &rows, why);
	if (err)
		return err;
	failures->of_name = (struct throttle){rows_int(rows, 0, 0), rows_int(rows, 0, 1)};
	failures->of_pair = (struct throttle){rows_int(rows, 0, 2), rows_int(rows, 0, 3)};
	return ERR_OK;
}

static enum err count_by_address(struct tx *tx, struct arena *arena, const char *address, int64_t since_ms,
				 struct sign_in_failures *failures, struct fault *why)
{
	struct rows *rows;
	enum err err;

	if (!address[0])
		return ERR_OK;
	err = tx_query(tx, arena, "SELECT count(*), max(at_ms) FROM sign_in_failure WHERE address = $1 AND at_ms >= $2",
		       PARAMS(P_TEXT(address), P_INT(since_ms)), &rows, why);
	if (!err)
		failures->of_address = (struct throttle){rows_int(rows, 0, 0), rows_int(rows, 0, 1)};
	return err;
}

enum err sign_in_failure_store_count(struct tx *tx, const char *sign_in_name, const char *address, int64_t now_ms,
				     struct sign_in_failures *ret_failures, struct fault *why)
{
	int64_t since_ms = now_ms - THROTTLE_FORGET_MS;
	struct sign_in_failures failures = {{0, 0}, {0, 0}, {0, 0}};
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = count_by_name(tx, &arena, sign_in_name, address, since_ms, &failures, why);
	if (!err)
		err = count_by_address(tx, &arena, address, since_ms, &failures, why);
	if (!err)
		*ret_failures = failures;
	return err;
}

enum err sign_in_failure_store_forget(struct tx *tx, int64_t now_ms, struct fault *why)
{
	return tx_execute(tx, "DELETE FROM sign_in_failure WHERE at_ms < $1",
			  PARAMS(P_INT(now_ms - THROTTLE_FORGET_MS)), NULL, why);
}

enum err sign_in_failure_store_add(struct tx *tx, const char *sign_in_name, const char *address, int64_t now_ms,
				   struct fault *why)
{
	enum err err = sign_in_failure_store_forget(tx, now_ms, why);

	if (err)
		return err;
	return tx_execute(tx, "INSERT INTO sign_in_failure (sign_in_name, address, at_ms) VALUES ($1, $2, $3)",
			  PARAMS(P_TEXT(sign_in_name), P_TEXT(address), P_INT(now_ms)), NULL, why);
}

enum err sign_in_failure_store_clear_pair(struct tx *tx, const char *sign_in_name, const char *address,
					  struct fault *why)
{
	return tx_execute(tx, "DELETE FROM sign_in_failure WHERE sign_in_name = $1 AND address = $2",
			  PARAMS(P_TEXT(sign_in_name), P_TEXT(address)), NULL, why);
}

enum err sign_in_failure_store_clear_name(struct tx *tx, const char *sign_in_name, struct fault *why)
{
	return tx_execute(tx, "DELETE FROM sign_in_failure WHERE sign_in_name = $1", PARAMS(P_TEXT(sign_in_name)), NULL,
			  why);
}
