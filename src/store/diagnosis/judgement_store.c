/* SPDX-License-Identifier: Apache-2.0 */
#include "store/diagnosis/judgement_store.h"

#include "store/bound.h"

#define JUDGEMENT_COLUMNS "j.diagnosis_id, j.number, j.state, j.judged_ms, j.knowledge, j.changes, j.priority"

enum err judgement_store_due(struct tx *tx, struct arena *arena, const char *knowledge, int64_t after, int64_t limit,
			     int64_t **ret_ids, size_t *ret_count, struct fault *why)
{
	struct rows *rows;
	int64_t *ids;
	enum err err;

	err = tx_query(tx, arena,
		       "SELECT id FROM diagnosis WHERE state = 'done' AND knowledge <> $1 AND id > $2 "
		       "ORDER BY id LIMIT $3",
		       PARAMS(P_TEXT(knowledge), P_INT(after), P_INT(limit)), &rows, why);
	if (err)
		return err;
	ids = arena_array(arena, rows_count(rows), sizeof(*ids));
	for (size_t i = 0; i < rows_count(rows); i++)
		ids[i] = rows_int(rows, i, 0);
	*ret_ids = ids;
	*ret_count = rows_count(rows);
	return ERR_OK;
}

enum err judgement_store_confirm(struct tx *tx, int64_t diagnosis_id, const char *knowledge, struct fault *why)
{
	bound_touch(tx, BOUND_DIAGNOSIS, PARAMS(P_INT(diagnosis_id)));
	return tx_execute(tx, "UPDATE diagnosis SET knowledge = $2 WHERE id = $1",
			  PARAMS(P_INT(diagnosis_id), P_TEXT(knowledge)), NULL, why);
}

enum err judgement_store_replace(struct tx *tx, const struct judgement_row *row, struct fault *why)
{
	const struct param params[] = {
		P_INT(row->diagnosis_id), P_INT(row->number),     P_TEXT(judgement_state_name(row->state)),
		P_INT(row->judged_ms),    P_TEXT(row->knowledge), P_INT(row->changes),
		P_TEXT(row->priority),
	};
	enum err err;

	bound_touch(tx, BOUND_FORMER_FINDINGS, PARAMS(P_INT(row->diagnosis_id), P_INT(row->number - 1)));
	bound_touch(tx, BOUND_JUDGEMENTS, PARAMS(P_INT(row->diagnosis_id)));
	bound_touch(tx, BOUND_DIAGNOSIS, PARAMS(P_INT(row->diagnosis_id)));
	err = tx_execute(tx,
			 "INSERT INTO former_finding (diagnosis_id, judgement, position, line) "
			 "SELECT diagnosis_id, $2, position, line FROM finding WHERE diagnosis_id = $1",
			 PARAMS(P_INT(row->diagnosis_id), P_INT(row->number - 1)), NULL, why);
	if (!err)
		err = diagnosis_store_clear_lines(tx, DIAGNOSIS_FINDINGS, row->diagnosis_id, 1, why);
	if (!err)
		err = tx_execute(
			tx,
			"INSERT INTO judgement (diagnosis_id, number, state, judged_ms, knowledge, changes, priority) "
			"VALUES ($1, $2, $3, $4, $5, $6, $7)",
			params, COUNT(params), NULL, why);
	if (!err)
		err = tx_execute(tx, "UPDATE diagnosis SET knowledge = $2, judgement = $3 WHERE id = $1",
				 PARAMS(P_INT(row->diagnosis_id), P_TEXT(row->knowledge), P_INT(row->number)), NULL,
				 why);
	return err;
}

enum err judgement_store_load_former(struct tx *tx, struct arena *arena, int64_t diagnosis_id, int64_t number,
				     struct str **ret_lines, size_t *ret_count, struct fault *why)
{
	struct rows *rows;
	struct str *lines;
	enum err err;

	err = tx_query(tx, arena,
		       "SELECT line FROM former_finding WHERE diagnosis_id = $1 AND judgement = $2 ORDER BY position",
		       PARAMS(P_INT(diagnosis_id), P_INT(number)), &rows, why);
	if (err)
		return err;
	lines = arena_array(arena, rows_count(rows), sizeof(*lines));
	for (size_t i = 0; i < rows_count(rows); i++)
		lines[i] = rows_blob(rows, i, 0);
	*ret_lines = lines;
	*ret_count = rows_count(rows);
	return ERR_OK;
}

static enum err read_judgement(const struct rows *rows, size_t i, struct judgement_row *ret_row, struct fault *why)
{
	struct judgement_row row = {
		.diagnosis_id = rows_int(rows, i, 0),
		.number = rows_int(rows, i, 1),
		.judged_ms = rows_int(rows, i, 3),
		.knowledge = rows_text(rows, i, 4),
		.changes = rows_int(rows, i, 5),
		.priority = rows_text(rows, i, 6),
	};

	if (!judgement_state_parse(str_from(rows_text(rows, i, 2)), &row.state))
		return fault_set(why, ERR_CORRUPT, "judgement %lld of diagnosis %lld has the unknown state \"%s\"",
				 (long long)row.number, (long long)row.diagnosis_id, rows_text(rows, i, 2));
	*ret_row = row;
	return ERR_OK;
}

enum err judgement_store_load(struct tx *tx, struct arena *arena, int64_t diagnosis_id, int64_t number,
			      struct judgement_row *ret_row, struct fault *why)
{
	struct rows *rows;
	enum err err;

	err = tx_query(tx, arena,
		       "SELECT " JUDGEMENT_COLUMNS " FROM judgement j WHERE j.diagnosis_id = $1 AND j.number = $2",
		       PARAMS(P_INT(diagnosis_id), P_INT(number)), &rows, why);
	if (err)
		return err;
	*ret_row = (struct judgement_row){.knowledge = "", .priority = ""};
	return rows_count(rows) ? read_judgement(rows, 0, ret_row, why) : ERR_OK;
}

enum err judgement_store_see(struct tx *tx, int64_t diagnosis_id, int64_t person_id, int64_t now_ms, struct fault *why)
{
	bound_touch(tx, BOUND_JUDGEMENTS, PARAMS(P_INT(diagnosis_id)));
	return tx_execute(tx,
			  "UPDATE judgement SET state = $4, seen_ms = $2, seen_by = $3 "
			  "WHERE diagnosis_id = $1 AND seen_ms IS NULL",
			  PARAMS(P_INT(diagnosis_id), P_INT(now_ms), P_INT(person_id),
				 P_TEXT(judgement_state_name(JUDGEMENT_STATE_SEEN))),
			  NULL, why);
}
