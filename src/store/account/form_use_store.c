/* SPDX-License-Identifier: Apache-2.0 */
#include "store/account/form_use_store.h"

static enum err compare_first_use(struct tx *tx, struct str nonce, const char *deed, int64_t case_id, struct fault *why)
{
	struct rows *rows;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = tx_query(tx, &arena, "SELECT deed, case_id FROM form_use WHERE nonce = $1", PARAMS(P_BLOB(nonce)), &rows,
		       why);
	if (err)
		return err;
	if (rows_count(rows) == 0)
		return fault_set(why, ERR_BUSY, "the same form is being sent at this moment");
	if (str_is(str_from(rows_text(rows, 0, 0)), deed) && rows_int(rows, 0, 1) == case_id)
		return ERR_OK;
	return fault_set(why, ERR_CONFLICT, "this form was used before, for \"%s\" of case %lld: load the page again",
			 rows_text(rows, 0, 0), (long long)rows_int(rows, 0, 1));
}

enum err form_use_store_was_used(struct tx *tx, struct str nonce, const char *deed, bool *ret_was_used,
				 struct fault *why)
{
	struct rows *rows;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = tx_query(tx, &arena, "SELECT 1 FROM form_use WHERE nonce = $1 AND deed = $2",
		       PARAMS(P_BLOB(nonce), P_TEXT(deed)), &rows, why);
	if (!err)
		*ret_was_used = rows_count(rows) > 0;
	return err;
}

enum err form_use_store_claim(struct tx *tx, struct str nonce, const char *deed, int64_t case_id, int64_t now_ms,
			      bool *ret_is_repeated, struct fault *why)
{
	const struct param params[] = {P_BLOB(nonce), P_TEXT(deed), P_INT(case_id), P_INT(now_ms)};
	int64_t changed;
	enum err err;

	err = tx_execute(tx, "DELETE FROM form_use WHERE used_ms < $1", PARAMS(P_INT(now_ms - FORM_USE_KEPT_MS)), NULL,
			 why);
	if (err)
		return err;
	err = tx_execute(tx,
			 "INSERT INTO form_use (nonce, deed, case_id, used_ms) VALUES ($1, $2, $3, $4) "
			 "ON CONFLICT (nonce) DO NOTHING",
			 params, COUNT(params), &changed, why);
	if (!err && !changed)
		err = compare_first_use(tx, nonce, deed, case_id, why);
	if (!err)
		*ret_is_repeated = !changed;
	return err;
}
