/* SPDX-License-Identifier: Apache-2.0 */
#include "store/application/questionnaire_store.h"

enum err questionnaire_store_load(struct tx *tx, struct arena *arena, int64_t case_id,
				  struct questionnaire_row *ret_row, struct fault *why)
{
	struct rows *rows;
	enum err err = tx_query(tx, arena, "SELECT answers, saved_ms FROM questionnaire_draft WHERE case_id = $1",
				PARAMS(P_INT(case_id)), &rows, why);

	if (err)
		return err;
	*ret_row = rows_count(rows) ? (struct questionnaire_row){rows_text(rows, 0, 0), rows_int(rows, 0, 1)}
				    : (struct questionnaire_row){"", 0};
	return ERR_OK;
}

enum err questionnaire_store_save(struct tx *tx, int64_t case_id, const struct questionnaire_row *row,
				  struct fault *why)
{
	return tx_execute(tx,
			  "INSERT INTO questionnaire_draft (case_id, answers, saved_ms) VALUES ($1, $2, $3) "
			  "ON CONFLICT (case_id) DO UPDATE SET answers = $2, saved_ms = $3",
			  PARAMS(P_INT(case_id), P_TEXT(row->answers), P_INT(row->saved_ms)), NULL, why);
}

enum err questionnaire_store_delete(struct tx *tx, int64_t case_id, struct fault *why)
{
	return tx_execute(tx, "DELETE FROM questionnaire_draft WHERE case_id = $1", PARAMS(P_INT(case_id)), NULL, why);
}

enum err questionnaire_store_forget(struct tx *tx, int64_t saved_ms, struct fault *why)
{
	return tx_execute(tx, "DELETE FROM questionnaire_draft WHERE saved_ms <= $1", PARAMS(P_INT(saved_ms)), NULL,
			  why);
}
