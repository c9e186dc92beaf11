/* SPDX-License-Identifier: Apache-2.0 */
#include "store/system/setting_store.h"

#include "store/bound.h"

enum err setting_store_get(struct tx *tx, struct arena *arena, const char *name, const char **ret_value,
			   struct fault *why)
{
	struct rows *rows;
	enum err err;

	err = tx_query(tx, arena, "SELECT value FROM setting WHERE name = $1", PARAMS(P_TEXT(name)), &rows, why);
	if (!err)
		*ret_value = rows_count(rows) ? rows_text(rows, 0, 0) : "";
	return err;
}

enum err setting_store_get_int(struct tx *tx, const char *name, int64_t otherwise, int64_t *ret_value,
			       struct fault *why)
{
	const char *text;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = setting_store_get(tx, &arena, name, &text, why);
	if (!err && !str_to_i64(str_from(text), ret_value))
		*ret_value = otherwise;
	return err;
}

enum err setting_store_set(struct tx *tx, const char *name, const char *value, struct fault *why)
{
	bound_touch(tx, BOUND_SETTING, PARAMS(P_TEXT(name)));
	return tx_execute(tx,
			  "INSERT INTO setting (name, value) VALUES ($1, $2) "
			  "ON CONFLICT (name) DO UPDATE SET value = $2",
			  PARAMS(P_TEXT(name), P_TEXT(value)), NULL, why);
}
