/* SPDX-License-Identifier: Apache-2.0 */
#include "store/diagnosis/explanation_store.h"

#include "store/bound.h"

static enum err next_position(struct tx *tx, int64_t case_id, int64_t *ret_position, struct fault *why)
{
	struct rows *rows;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = tx_query(tx, &arena, "SELECT COALESCE(MAX(position), 0) + 1 FROM explanation WHERE case_id = $1",
		       PARAMS(P_INT(case_id)), &rows, why);
	if (!err)
		*ret_position = rows_int(rows, 0, 0);
	return err;
}

enum err explanation_store_add(struct tx *tx, int64_t case_id, const struct explanation *said, int64_t told_to,
			       struct fault *why)
{
	int64_t position = 0;
	enum err err = next_position(tx, case_id, &position, why);

	if (err)
		return err;
	bound_touch(tx, BOUND_EXPLANATION, PARAMS(P_INT(case_id), P_INT(position)));
	return tx_execute(tx,
			  "INSERT INTO explanation (case_id, position, check_id, target, port, answer, said_by, "
			  "said_ms, told_to) "
			  "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
			  PARAMS(P_INT(case_id), P_INT(position), P_TEXT(said->check), P_TEXT(said->target),
				 P_INT(said->port), P_TEXT(said->answer), P_TEXT(said->said_by), P_INT(said->said_ms),
				 told_to ? P_INT(told_to) : P_NULL),
			  NULL, why);
}

enum err explanation_store_load(struct tx *tx, struct arena *arena, int64_t case_id, struct explanation **ret_said,
				size_t *ret_count, struct fault *why)
{
	struct explanation *said;
	struct rows *rows;
	enum err err;

	err = tx_query(tx, arena,
		       "SELECT e.check_id, e.target, e.port, e.answer, e.said_by, e.said_ms, "
		       "COALESCE(p.display_name, '') FROM explanation e LEFT JOIN person p ON p.id = e.told_to "
		       "WHERE e.case_id = $1 ORDER BY e.position",
		       PARAMS(P_INT(case_id)), &rows, why);
	if (err)
		return err;
	said = arena_array(arena, rows_count(rows), sizeof(*said));
	for (size_t i = 0; i < rows_count(rows); i++)
		said[i] = (struct explanation){
			.check = rows_text(rows, i, 0),
			.target = rows_text(rows, i, 1),
			.port = (int)rows_int(rows, i, 2),
			.answer = rows_text(rows, i, 3),
			.said_by = rows_text(rows, i, 4),
			.said_ms = rows_int(rows, i, 5),
			.told_to = rows_text(rows, i, 6),
		};
	*ret_said = said;
	*ret_count = rows_count(rows);
	return ERR_OK;
}
