/* SPDX-License-Identifier: Apache-2.0 */
#include "store/application/waiting_store.h"

/* Ids of a call follow its numbers, and are what its states are indexed by. */
enum err waiting_store_first(struct tx *tx, struct arena *arena, const char *edition, const char *course,
			     enum place_order order, struct case_row *ret_row, struct fault *why)
{
	struct rows *rows;
	enum err err = tx_query(
		tx, arena,
		order == PLACE_ORDER_APPLICATION ? CASE_ROW_SELECT " WHERE edition = $1 AND state = $2 AND course = $3 "
								   "ORDER BY id LIMIT 1"
						 : CASE_ROW_SELECT " WHERE edition = $1 AND state = $2 AND course = $3 "
								   "ORDER BY arrival LIMIT 1",
		PARAMS(P_TEXT(edition), P_TEXT(case_state_name(CASE_STATE_WAITING)), P_TEXT(course)), &rows, why);

	if (!err && rows_count(rows))
		return case_row_read(rows, 0, ret_row, why);
	if (!err)
		*ret_row = (struct case_row){0};
	return err;
}

enum err waiting_store_position(struct tx *tx, enum place_order order, const struct case_row *row,
				int64_t *ret_position, struct fault *why)
{
	bool by_application = order == PLACE_ORDER_APPLICATION;
	struct rows *rows;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = tx_query(tx, &arena,
		       by_application ? "SELECT COUNT(*) FROM company_case WHERE edition = $1 AND state = $2 AND "
					"course = $3 AND id < $4"
				      : "SELECT COUNT(*) FROM company_case WHERE edition = $1 AND state = $2 AND "
					"course = $3 AND arrival < $4",
		       PARAMS(P_TEXT(row->edition), P_TEXT(case_state_name(CASE_STATE_WAITING)), P_TEXT(row->course),
			      P_INT(by_application ? row->id : row->arrival)),
		       &rows, why);
	if (!err)
		*ret_position = rows_int(rows, 0, 0) + 1;
	return err;
}
