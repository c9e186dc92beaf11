/* SPDX-License-Identifier: Apache-2.0 */
#include "store/diagnosis/handed_report_store.h"

#include "store/bound.h"

#define COLUMNS                                                                                                        \
	"id, diagnosis_id, sha256, name, tool, size, handed_ms, handed_by, taken, left_out, passed_over, hosts, "      \
	"problems"

enum err handed_report_store_insert(struct tx *tx, const struct handed_report_row *row, bool *ret_is_new,
				    struct fault *why)
{
	const struct param params[] = {
		P_INT(row->id),        P_INT(row->diagnosis_id), P_TEXT(row->sha256),     P_TEXT(row->name),
		P_TEXT(row->tool),     P_INT(row->size),         P_INT(row->handed_ms),   P_INT(row->handed_by),
		P_INT(row->taken),     P_INT(row->left_out),     P_INT(row->passed_over), P_TEXT(row->hosts),
		P_TEXT(row->problems),
	};
	struct rows *rows;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = tx_query(tx, &arena, "SELECT id FROM handed_report WHERE diagnosis_id = $1 AND sha256 = $2",
		       PARAMS(P_INT(row->diagnosis_id), P_TEXT(row->sha256)), &rows, why);
	if (err)
		return err;
	*ret_is_new = !rows_count(rows);
	if (!*ret_is_new)
		return ERR_OK;
	bound_touch(tx, BOUND_HANDED_REPORT, PARAMS(P_INT(row->id)));
	return tx_execute(tx,
			  "INSERT INTO handed_report (" COLUMNS ") "
			  "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
			  params, COUNT(params), NULL, why);
}

enum err handed_report_store_list(struct tx *tx, struct arena *arena, int64_t diagnosis_id,
				  struct handed_report_row **ret_rows, size_t *ret_count, struct fault *why)
{
	struct handed_report_row *items;
	struct rows *rows;
	enum err err = tx_query(tx, arena,
				"SELECT " COLUMNS
				" FROM handed_report WHERE diagnosis_id = $1 ORDER BY handed_ms, id LIMIT 100",
				PARAMS(P_INT(diagnosis_id)), &rows, why);

	if (err)
		return err;
	items = arena_array(arena, rows_count(rows), sizeof(*items));
	for (size_t i = 0; i < rows_count(rows); i++)
		items[i] = (struct handed_report_row){.id = rows_int(rows, i, 0),
						      .diagnosis_id = rows_int(rows, i, 1),
						      .sha256 = rows_text(rows, i, 2),
						      .name = rows_text(rows, i, 3),
						      .tool = rows_text(rows, i, 4),
						      .size = rows_int(rows, i, 5),
						      .handed_ms = rows_int(rows, i, 6),
						      .handed_by = rows_int(rows, i, 7),
						      .taken = rows_int(rows, i, 8),
						      .left_out = rows_int(rows, i, 9),
						      .passed_over = rows_int(rows, i, 10),
						      .hosts = rows_text(rows, i, 11),
						      .problems = rows_text(rows, i, 12)};
	*ret_rows = items;
	*ret_count = rows_count(rows);
	return ERR_OK;
}

/* Behind the observations of each stands one that says by which tool they are. */
enum err handed_report_store_lines_since(struct tx *tx, int64_t diagnosis_id, int64_t ms, size_t *ret_count,
					 struct fault *why)
{
	struct rows *rows;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = tx_query(tx, &arena,
		       "SELECT CAST(COALESCE(SUM(taken + 1), 0) AS BIGINT) FROM handed_report WHERE diagnosis_id = $1 "
		       "AND handed_ms > $2",
		       PARAMS(P_INT(diagnosis_id), P_INT(ms)), &rows, why);
	if (!err)
		*ret_count = (size_t)rows_int(rows, 0, 0);
	return err;
}
