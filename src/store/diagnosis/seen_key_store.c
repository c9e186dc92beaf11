/* SPDX-License-Identifier: Apache-2.0 */
#include "store/diagnosis/seen_key_store.h"

enum err seen_key_store_add(struct tx *tx, const char *key, int64_t case_id, struct fault *why)
{
	return tx_execute(tx, "INSERT INTO seen_key (key, case_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
			  PARAMS(P_TEXT(key), P_INT(case_id)), NULL, why);
}

enum err seen_key_store_list_others(struct tx *tx, struct arena *arena, const char *key, int64_t case_id,
				    const char *corporate_number, int64_t **ret_ids, size_t *ret_count,
				    struct fault *why)
{
	struct rows *rows;
	int64_t *ids;
	enum err err;

	err = tx_query(tx, arena,
		       "SELECT id FROM company_case WHERE id IN (SELECT case_id FROM seen_key WHERE key = $1) AND "
		       "id <> $2 AND (corporate_number = '' OR corporate_number <> $3) ORDER BY id LIMIT $4",
		       PARAMS(P_TEXT(key), P_INT(case_id), P_TEXT(corporate_number), P_INT(SEEN_KEY_CASES_MAX)), &rows,
		       why);
	if (err)
		return err;
	ids = arena_array(arena, rows_count(rows), sizeof(*ids));
	for (size_t i = 0; i < rows_count(rows); i++)
		ids[i] = rows_int(rows, i, 0);
	*ret_ids = ids;
	*ret_count = rows_count(rows);
	return ERR_OK;
}
