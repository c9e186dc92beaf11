/* SPDX-License-Identifier: Apache-2.0 */
#include "store/desk/note_store.h"

#include "store/bound.h"

enum err note_store_insert(struct tx *tx, const struct note_row *row, struct fault *why)
{
	bound_touch(tx, BOUND_NOTE, PARAMS(P_INT(row->id)));
	return tx_execute(tx,
			  "INSERT INTO case_note (id, case_id, kind, noted_ms, noted_by, words) "
			  "VALUES ($1, $2, $3, $4, $5, $6)",
			  PARAMS(P_INT(row->id), P_INT(row->case_id), P_TEXT(note_kind_name(row->kind)),
				 P_INT(row->noted_ms), P_INT(row->noted_by), P_TEXT(row->words)),
			  NULL, why);
}

static enum err read_row(const struct rows *rows, size_t i, struct note_row *ret_row, struct fault *why)
{
	struct note_row row = {
		.id = rows_int(rows, i, 0),
		.case_id = rows_int(rows, i, 1),
		.noted_ms = rows_int(rows, i, 3),
		.noted_by = rows_int(rows, i, 4),
		.by = rows_text(rows, i, 5),
		.words = rows_text(rows, i, 6),
	};

	if (!note_kind_parse(str_from(rows_text(rows, i, 2)), &row.kind))
		return fault_set(why, ERR_CORRUPT, "note %lld is of the unknown kind \"%s\"", (long long)row.id,
				 rows_text(rows, i, 2));
	*ret_row = row;
	return ERR_OK;
}

enum err note_store_list(struct tx *tx, struct arena *arena, int64_t case_id, struct note_row **ret_rows,
			 size_t *ret_count, struct fault *why)
{
	struct note_row *list;
	struct rows *rows;
	enum err err = tx_query(tx, arena,
				"SELECT n.id, n.case_id, n.kind, n.noted_ms, n.noted_by, p.display_name, n.words "
				"FROM case_note n JOIN person p ON p.id = n.noted_by "
				"WHERE n.case_id = $1 ORDER BY n.noted_ms, n.id",
				PARAMS(P_INT(case_id)), &rows, why);

	if (err)
		return err;
	list = arena_array(arena, rows_count(rows), sizeof(*list));
	for (size_t i = 0; !err && i < rows_count(rows); i++)
		err = read_row(rows, i, &list[i], why);
	if (err)
		return err;
	*ret_rows = list;
	*ret_count = rows_count(rows);
	return ERR_OK;
}
