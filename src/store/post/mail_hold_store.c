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

#define WAITING                                                                                                        \
	" FROM mail_hold h JOIN company_case c ON c.id = h.case_id WHERE h.until_ms > $1 "                             \
	"AND ($2 = '' OR c.edition = $2)"

enum err mail_hold_store_list(struct tx *tx, struct arena *arena, const char *edition, int64_t now_ms, size_t limit,
			      int64_t **ret_ids, size_t *ret_count, struct fault *why)
{
	int64_t *ids;
	struct rows *rows;
	enum err err;

	err = tx_query(tx, arena, "SELECT h.case_id" WAITING " ORDER BY h.until_ms, h.case_id LIMIT $3",
		       PARAMS(P_INT(now_ms), P_TEXT(edition), P_INT((int64_t)limit)), &rows, why);
	if (err)
		return err;
	ids = arena_array(arena, rows_count(rows), sizeof(*ids));
	for (size_t i = 0; i < rows_count(rows); i++)
		ids[i] = rows_int(rows, i, 0);
	*ret_ids = ids;
	*ret_count = rows_count(rows);
	return ERR_OK;
}

enum err mail_hold_store_count(struct tx *tx, const char *edition, int64_t now_ms, int64_t *ret_count,
			       struct fault *why)
{
	struct rows *rows;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = tx_query(tx, &arena, "SELECT COUNT(*)" WAITING, PARAMS(P_INT(now_ms), P_TEXT(edition)), &rows, why);
	if (!err)
		*ret_count = rows_int(rows, 0, 0);
	return err;
}
