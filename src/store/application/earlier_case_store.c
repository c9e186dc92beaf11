/* SPDX-License-Identifier: Apache-2.0 */
#include "store/application/earlier_case_store.h"

/* Content that was erased is empty and equals nothing. */
static bool is_comparable(const struct case_row *of, enum earlier_case_kind kind)
{
	if (kind == EARLIER_CASE_SAME)
		return of->corporate_number[0] != '\0';
	return of->search_key[0] && of->address_key[0];
}

enum err earlier_case_store_list(struct tx *tx, struct arena *arena, const struct case_row *of,
				 enum earlier_case_kind kind, struct case_row **ret_rows, size_t *ret_count,
				 struct fault *why)
{
	struct rows *rows;
	enum err err;

	*ret_count = 0;
	if (!is_comparable(of, kind))
		return ERR_OK;
	if (kind == EARLIER_CASE_SAME)
		err = tx_query(tx, arena,
			       CASE_ROW_SELECT " WHERE corporate_number = $1 AND id < $2 AND edition <> $3 "
					       "ORDER BY id DESC LIMIT $4",
			       PARAMS(P_TEXT(of->corporate_number), P_INT(of->id), P_TEXT(of->edition),
				      P_INT(EARLIER_CASE_MAX)),
			       &rows, why);
	else
		err = tx_query(tx, arena,
			       CASE_ROW_SELECT
			       " WHERE search_key = $1 AND address_key = $2 AND id < $3 AND edition <> $4 "
			       "AND (corporate_number = '' OR $5 = '') ORDER BY id DESC LIMIT $6",
			       PARAMS(P_TEXT(of->search_key), P_TEXT(of->address_key), P_INT(of->id),
				      P_TEXT(of->edition), P_TEXT(of->corporate_number), P_INT(EARLIER_CASE_MAX)),
			       &rows, why);
	return err ? err : case_row_read_all(arena, rows, ret_rows, ret_count, why);
}
