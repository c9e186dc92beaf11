/* SPDX-License-Identifier: Apache-2.0 */
#include "store/advice/advice_store.h"

#include "store/bound.h"

enum err advice_store_save(struct tx *tx, const struct advice_row *row, struct fault *why)
{
	int64_t changed = 0;
	enum err err;

	bound_touch(tx, BOUND_ADVICE, PARAMS(P_INT(row->case_id), P_INT(row->version)));
	err = tx_execute(tx,
			 "INSERT INTO advice (case_id, version, document, saved_ms, saved_by, released_ms) "
			 "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (case_id, version) DO UPDATE SET "
			 "document = excluded.document, saved_ms = excluded.saved_ms, saved_by = excluded.saved_by, "
			 "released_ms = excluded.released_ms WHERE advice.released_ms = 0",
			 PARAMS(P_INT(row->case_id), P_INT(row->version), P_TEXT(row->document), P_INT(row->saved_ms),
				P_INT(row->saved_by), P_INT(row->released_ms)),
			 &changed, why);
	if (!err && !changed)
		return fault_set(why, ERR_CONFLICT, "version %lld of the advice is released", (long long)row->version);
	return err;
}

enum err advice_store_newest(struct tx *tx, struct arena *arena, int64_t case_id, bool is_released,
			     struct advice_row *ret_row, struct fault *why)
{
	struct rows *rows;
	enum err err = tx_query(tx, arena,
				"SELECT version, document, saved_ms, saved_by, released_ms FROM advice "
				"WHERE case_id = $1 AND released_ms >= $2 ORDER BY version DESC LIMIT 1",
				PARAMS(P_INT(case_id), P_INT(is_released ? 1 : 0)), &rows, why);

	if (err)
		return err;
	*ret_row = (struct advice_row){.case_id = case_id, .document = "{}"};
	if (rows_count(rows))
		*ret_row = (struct advice_row){case_id,
					       rows_int(rows, 0, 0),
					       rows_text(rows, 0, 1),
					       rows_int(rows, 0, 2),
					       rows_int(rows, 0, 3),
					       rows_int(rows, 0, 4)};
	return ERR_OK;
}

enum err advice_store_sheets(struct tx *tx, struct arena *arena, const char *edition, const char ***ret_sheets,
			     size_t *ret_count, struct fault *why)
{
	struct rows *rows;
	enum err err = tx_query(tx, arena,
				"SELECT s.answers FROM answer_sheet s JOIN company_case c ON c.id = s.case_id "
				"WHERE c.edition = $1 AND s.form = 'questionnaire' ORDER BY s.case_id LIMIT $2",
				PARAMS(P_TEXT(edition), P_INT(ADVICE_SHEETS_MAX)), &rows, why);

	if (err)
		return err;
	*ret_count = rows_count(rows);
	*ret_sheets = arena_array(arena, *ret_count, sizeof(const char *));
	for (size_t i = 0; i < *ret_count; i++)
		(*ret_sheets)[i] = rows_text(rows, i, 0);
	return ERR_OK;
}
