/* SPDX-License-Identifier: Apache-2.0 */
#include "store/visit/expert_store.h"

#include "store/bound.h"

enum err expert_store_save(struct tx *tx, const struct expert_row *row, struct fault *why)
{
	bound_touch(tx, BOUND_EXPERT, PARAMS(P_INT(row->person_id)));
	return tx_execute(
		tx,
		"INSERT INTO expert (person_id, number, expires_day, area, capacity) VALUES ($1, $2, $3, $4, $5) "
		"ON CONFLICT (person_id) DO UPDATE SET number = excluded.number, expires_day = excluded.expires_day, "
		"area = excluded.area, capacity = excluded.capacity",
		PARAMS(P_INT(row->person_id), P_TEXT(row->number), row->expires_day ? P_INT(row->expires_day) : P_NULL,
		       P_TEXT(row->area), row->has_capacity ? P_INT(row->capacity) : P_NULL),
		NULL, why);
}

enum err expert_store_list(struct tx *tx, struct arena *arena, int64_t person_id, struct expert_row **ret_rows,
			   size_t *ret_count, struct fault *why)
{
	struct expert_row *list;
	struct rows *rows;
	enum err err =
		tx_query(tx, arena,
			 "SELECT p.id, p.display_name, p.disabled_ms, e.number, e.expires_day, e.area, e.capacity, "
			 "(SELECT COUNT(*) FROM company_case c WHERE c.expert_id = p.id AND c.state IN ('confirmed', "
			 "'supported')) "
			 "FROM person p LEFT JOIN expert e ON e.person_id = p.id "
			 "WHERE p.role = 'expert' AND ($1 = 0 OR p.id = $1) ORDER BY p.display_name, p.id",
			 PARAMS(P_INT(person_id)), &rows, why);

	if (err)
		return err;
	list = arena_array(arena, rows_count(rows), sizeof(*list));
	for (size_t i = 0; i < rows_count(rows); i++)
		list[i] = (struct expert_row){
			.person_id = rows_int(rows, i, 0),
			.name = rows_text(rows, i, 1),
			.is_disabled = !rows_is_null(rows, i, 2),
			.number = rows_text(rows, i, 3),
			.expires_day = rows_is_null(rows, i, 4) ? 0 : rows_int(rows, i, 4),
			.area = rows_text(rows, i, 5),
			.has_capacity = !rows_is_null(rows, i, 6),
			.capacity = rows_is_null(rows, i, 6) ? 0 : rows_int(rows, i, 6),
			.assigned = rows_int(rows, i, 7),
		};
	*ret_rows = list;
	*ret_count = rows_count(rows);
	return ERR_OK;
}
