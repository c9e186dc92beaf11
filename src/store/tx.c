/* SPDX-License-Identifier: Apache-2.0 */
#include "store/tx.h"

#include <string.h>

#include "codec/utf8.h"
#include "store/bound.h"
#include "store/engine.h"

/* Refuses for both engines what either of them would refuse. */
static enum err check_params(const struct param *params, size_t count, struct fault *why)
{
	if (count > STATEMENT_PARAMS_MAX)
		return fault_set(why, ERR_INVALID, "a statement takes at most %d values", STATEMENT_PARAMS_MAX);
	for (size_t i = 0; i < count; i++) {
		struct str bytes = params[i].bytes;

		if (params[i].kind != PARAM_TEXT || !bytes.n)
			continue;
		if (memchr(bytes.p, '\0', bytes.n) || !utf8_is_valid(bytes))
			return fault_set(why, ERR_INVALID, "value %zu is a text with a NUL or not in UTF-8", i + 1);
	}
	return ERR_OK;
}

enum err tx_query(struct tx *tx, struct arena *arena, const char *sql, const struct param *params, size_t count,
		  struct rows **ret_rows, struct fault *why)
{
	enum err err = check_params(params, count, why);

	if (err)
		return err;
	return tx->engine->run(tx->conn, arena, &(struct statement){sql, params, count}, ret_rows, NULL, why);
}

enum err tx_execute(struct tx *tx, const char *sql, const struct param *params, size_t count, int64_t *ret_changed,
		    struct fault *why)
{
	ARENA_SCOPED arena = {0};
	enum err err = check_params(params, count, why);

	if (err)
		return err;
	if (!tx->writes)
		return fault_set(why, ERR_DENIED, "a reading transaction writes nothing");
	err = tx->bound ? bound_check(tx->bound, sql, why) : ERR_OK;
	if (err)
		return err;
	return tx->engine->run(tx->conn, &arena, &(struct statement){sql, params, count}, NULL, ret_changed, why);
}

enum err tx_notify(struct tx *tx, struct fault *why)
{
	if (!tx->writes)
		return fault_set(why, ERR_DENIED, "a reading transaction notifies nobody");
	tx->notify = true;
	return ERR_OK;
}
