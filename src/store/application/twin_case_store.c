/* SPDX-License-Identifier: Apache-2.0 */
#include "store/application/twin_case_store.h"

/* Content that was erased is empty and equals nothing. Each half reads a range of an index. */
enum err twin_case_store_list(struct tx *tx, struct arena *arena, const struct case_row *of, struct case_row **ret_rows,
			      size_t *ret_count, struct fault *why)
{
	struct rows *rows;
	enum err err;

	err = tx_query(tx, arena,
		       CASE_ROW_SELECT
		       " WHERE id IN (SELECT id FROM company_case WHERE corporate_number = $1 AND $1 <> '' "
		       "UNION SELECT id FROM company_case WHERE LOWER(mail) = LOWER($2) AND $2 <> '') "
		       "AND edition = $3 AND id <> $4 ORDER BY id LIMIT $5",
		       PARAMS(P_TEXT(of->corporate_number), P_TEXT(of->mail), P_TEXT(of->edition), P_INT(of->id),
			      P_INT(TWIN_CASE_MAX)),
		       &rows, why);
	return err ? err : case_row_read_all(arena, rows, ret_rows, ret_count, why);
}

#define AT_ONCE 25 /* ids in one statement */
#define OTHER   " AND o.edition = c.edition AND o.id <> c.id)"

static enum err mark_some(struct tx *tx, const struct case_row *rows, size_t count, bool *ret_marks, struct fault *why)
{
	struct param ids[AT_ONCE];
	struct rows *found;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	for (size_t i = 0; i < AT_ONCE; i++)
		ids[i] = P_INT(i < count ? rows[i].id : 0);
	err = tx_query(
		tx, &arena,
		"SELECT c.id FROM company_case c WHERE c.id IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, "
		"$13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25) AND "
		"((c.corporate_number <> '' AND EXISTS (SELECT 1 FROM company_case o "
		"WHERE o.corporate_number = c.corporate_number" OTHER ") OR "
		"(c.mail <> '' AND EXISTS (SELECT 1 FROM company_case o "
		"WHERE LOWER(o.mail) = LOWER(c.mail)" OTHER "))",
		ids, AT_ONCE, &found, why);
	if (err)
		return err;
	for (size_t i = 0; i < count; i++) {
		ret_marks[i] = false;
		for (size_t k = 0; k < rows_count(found); k++)
			ret_marks[i] = ret_marks[i] || rows_int(found, k, 0) == rows[i].id;
	}
	return ERR_OK;
}

enum err twin_case_store_mark(struct tx *tx, const struct case_row *rows, size_t count, bool *ret_marks,
			      struct fault *why)
{
	enum err err = ERR_OK;

	for (size_t i = 0; !err && i < count; i += AT_ONCE) {
		size_t rest = count - i;
		err = mark_some(tx, rows + i, rest < AT_ONCE ? rest : AT_ONCE, ret_marks + i, why);
	}
	return err;
}
