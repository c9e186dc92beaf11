/* SPDX-License-Identifier: Apache-2.0 */
#include "store/post/mail_hold_store.h"

#include "store/bound.h"

enum err mail_hold_store_insert(struct tx *tx, const struct mail_hold_row *row, struct fault *why)
{
	bound_touch(tx, BOUND_MAIL_HOLD, PARAMS(P_INT(row->case_id)));
	return tx_execute(tx, "INSERT INTO mail_hold (case_id, reason, held_ms, until_ms) VALUES ($1, $2, $3, $4)",
			  PARAMS(P_INT(row->case_id), P_TEXT(row->reason), P_INT(row->held_ms), P_INT(row->until_ms)),
			  NULL, why);
}

enum err mail_hold_store_load(struct tx *tx, struct arena *arena, int64_t case_id, struct mail_hold_row *ret_row,
			      struct fault *why)
{
	struct rows *rows;
	enum err err =
		tx_query(tx, arena, "SELECT case_id, reason, held_ms, until_ms FROM mail_hold WHERE case_id = $1",
			 PARAMS(P_INT(case_id)), &rows, why);

	if (err)
		return err;
	*ret_row = (struct mail_hold_row){.reason = ""};
	if (rows_count(rows))
		*ret_row = (struct mail_hold_row){rows_int(rows, 0, 0), rows_text(rows, 0, 1), rows_int(rows, 0, 2),
						  rows_int(rows, 0, 3)};
	return ERR_OK;
}

enum err mail_hold_store_until(struct tx *tx, int64_t case_id, int64_t *ret_until_ms, struct fault *why)
{
	struct mail_hold_row row;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = mail_hold_store_load(tx, &arena, case_id, &row, why);
	if (!err)
		*ret_until_ms = row.until_ms;
	return err;
}

enum err mail_hold_store_end(struct tx *tx, int64_t case_id, int64_t now_ms, struct fault *why)
{
	bound_touch(tx, BOUND_MAIL_HOLD, PARAMS(P_INT(case_id)));
	return tx_execute(tx, "UPDATE mail_hold SET until_ms = $2 WHERE case_id = $1",
			  PARAMS(P_INT(case_id), P_INT(now_ms)), NULL, why);
}
