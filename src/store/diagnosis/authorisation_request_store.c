/* SPDX-License-Identifier: Apache-2.0 */
#include "store/diagnosis/authorisation_request_store.h"

#include "calendar/day.h"

enum err authorisation_request_store_forget(struct tx *tx, int64_t now_ms, struct fault *why)
{
	return tx_execute(tx, "DELETE FROM authorisation_request WHERE mailed_ms <= $1", PARAMS(P_INT(now_ms - DAY_MS)),
			  NULL, why);
}

enum err authorisation_request_store_save(struct tx *tx, const struct authorisation_request_row *row, struct fault *why)
{
	enum err err = authorisation_request_store_forget(tx, row->mailed_ms, why);

	if (err)
		return err;
	return tx_execute(
		tx,
		"INSERT INTO authorisation_request (case_id, authorisation_id, document, code_id, tries, mailed_ms) "
		"VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (case_id) DO UPDATE SET authorisation_id = $2, "
		"document = $3, code_id = $4, tries = $5, mailed_ms = $6",
		PARAMS(P_INT(row->case_id), P_INT(row->authorisation_id), P_TEXT(row->document), P_INT(row->code_id),
		       P_INT(row->tries), P_INT(row->mailed_ms)),
		NULL, why);
}

enum err authorisation_request_store_load(struct tx *tx, struct arena *arena, int64_t case_id,
					  struct authorisation_request_row *ret_row, struct fault *why)
{
	struct authorisation_request_row row = {.case_id = case_id, .document = ""};
	struct rows *rows;
	enum err err;

	err = tx_query(tx, arena,
		       "SELECT authorisation_id, document, code_id, tries, mailed_ms FROM authorisation_request "
		       "WHERE case_id = $1",
		       PARAMS(P_INT(case_id)), &rows, why);
	if (err)
		return err;
	if (rows_count(rows)) {
		row.authorisation_id = rows_int(rows, 0, 0);
		row.document = rows_text(rows, 0, 1);
		row.code_id = rows_int(rows, 0, 2);
		row.tries = rows_int(rows, 0, 3);
		row.mailed_ms = rows_int(rows, 0, 4);
	}
	*ret_row = row;
	return ERR_OK;
}

enum err authorisation_request_store_add_try(struct tx *tx, int64_t case_id, struct fault *why)
{
	return tx_execute(tx, "UPDATE authorisation_request SET tries = tries + 1 WHERE case_id = $1",
			  PARAMS(P_INT(case_id)), NULL, why);
}

enum err authorisation_request_store_delete(struct tx *tx, int64_t case_id, int64_t authorisation_id, struct fault *why)
{
	return tx_execute(tx, "DELETE FROM authorisation_request WHERE case_id = $1 AND authorisation_id = $2",
			  PARAMS(P_INT(case_id), P_INT(authorisation_id)), NULL, why);
}
