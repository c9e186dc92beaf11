/* SPDX-License-Identifier: Apache-2.0 */
#include "store/application/draft_store.h"

enum err draft_store_load(struct tx *tx, struct arena *arena, struct str token_hash, const char *edition,
			  int64_t now_ms, struct draft_row *ret_row, struct fault *why)
{
	struct rows *rows;
	enum err err;

	err = tx_query(tx, arena,
		       "SELECT answers, case_id FROM draft WHERE token_hash = $1 AND edition = $2 AND expires_ms > $3",
		       PARAMS(P_BLOB(token_hash), P_TEXT(edition), P_INT(now_ms)), &rows, why);
	if (err)
		return err;
	*ret_row = (struct draft_row){.edition = edition, .answers = ""};
	if (rows_count(rows))
		*ret_row = (struct draft_row){edition, rows_text(rows, 0, 0), rows_int(rows, 0, 1)};
	return ERR_OK;
}

enum err draft_store_save(struct tx *tx, struct str token_hash, const struct draft_row *row, int64_t expires_ms,
			  int64_t now_ms, struct fault *why)
{
	enum err err;

	err = tx_execute(tx, "DELETE FROM draft WHERE expires_ms <= $1", PARAMS(P_INT(now_ms)), NULL, why);
	if (err)
		return err;
	return tx_execute(
		tx,
		"INSERT INTO draft (token_hash, edition, answers, case_id, expires_ms) VALUES ($1, $2, $3, $4, $5) "
		"ON CONFLICT (token_hash) DO UPDATE SET edition = $2, answers = $3, case_id = $4, expires_ms = $5",
		PARAMS(P_BLOB(token_hash), P_TEXT(row->edition), P_TEXT(row->answers),
		       row->case_id ? P_INT(row->case_id) : P_NULL, P_INT(expires_ms)),
		NULL, why);
}
