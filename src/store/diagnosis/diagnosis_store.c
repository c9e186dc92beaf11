/* SPDX-License-Identifier: Apache-2.0 */
#include "store/diagnosis/diagnosis_store.h"

#include "store/bound.h"
#include "store/support_store.h"

#define DIAGNOSIS_COLUMNS                                                                                              \
	"id, case_id, authorisation_id, state, queued_ms, started_ms, finished_ms, probe_version, source_addresses, "  \
	"problem, released_ms, knowledge, judgement, released_judgement, remarks, letter_ms, purpose"

/* How far a run is stands with its job. */
#define PROGRESS                                                                                                       \
	"(SELECT job.steps_done FROM job WHERE kind = '" DIAGNOSE_JOB "' AND subject = diagnosis.id), "                \
	"(SELECT job.steps_total FROM job WHERE kind = '" DIAGNOSE_JOB "' AND subject = diagnosis.id)"
#define SELECT_DIAGNOSIS "SELECT " DIAGNOSIS_COLUMNS ", " PROGRESS " FROM diagnosis "

static struct param optional(int64_t number)
{
	return number ? P_INT(number) : P_NULL;
}

static enum err keep_progress(struct tx *tx, const struct diagnosis_row *row, struct fault *why)
{
	return support_store_diagnose(tx, row->case_id, row->queued_ms, row->state, row->released_ms != 0, why);
}

enum err diagnosis_store_insert(struct tx *tx, const struct diagnosis_row *row, struct fault *why)
{
	const struct param params[] = {
		P_INT(row->id),
		P_INT(row->case_id),
		P_INT(row->authorisation_id),
		P_TEXT(diagnosis_state_name(row->state)),
		P_INT(row->queued_ms),
		optional(row->started_ms),
		optional(row->finished_ms),
		P_TEXT(row->probe_version),
		P_TEXT(row->source_addresses),
		P_TEXT(row->problem),
		optional(row->released_ms),
		P_TEXT(row->knowledge),
		P_INT(row->judgement),
		P_INT(row->released_judgement),
		P_TEXT(row->remarks ? row->remarks : ""),
		optional(row->letter_ms),
		P_TEXT(row->purpose),
	};

	enum err err;

	bound_touch(tx, BOUND_DIAGNOSIS, PARAMS(P_INT(row->id)));
	err = tx_execute(tx,
			 "INSERT INTO diagnosis (" DIAGNOSIS_COLUMNS ") "
			 "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
			 params, COUNT(params), NULL, why);
	return err ? err : keep_progress(tx, row, why);
}

enum err diagnosis_store_save(struct tx *tx, const struct diagnosis_row *row, struct fault *why)
{
	const struct param params[] = {
		P_INT(row->id),
		P_TEXT(diagnosis_state_name(row->state)),
		optional(row->started_ms),
		optional(row->finished_ms),
		P_TEXT(row->probe_version),
		P_TEXT(row->source_addresses),
		P_TEXT(row->problem),
		optional(row->released_ms),
		P_TEXT(row->knowledge),
		P_INT(row->judgement),
		P_INT(row->released_judgement),
		P_TEXT(row->remarks ? row->remarks : ""),
		optional(row->letter_ms),
	};

	enum err err;

	bound_touch(tx, BOUND_DIAGNOSIS, PARAMS(P_INT(row->id)));
	err = tx_execute(tx,
			 "UPDATE diagnosis SET state = $2, started_ms = $3, finished_ms = $4, probe_version = $5, "
			 "source_addresses = $6, problem = $7, released_ms = $8, knowledge = $9, judgement = $10, "
			 "released_judgement = $11, remarks = $12, letter_ms = $13 WHERE id = $1",
			 params, COUNT(params), NULL, why);
	return err ? err : keep_progress(tx, row, why);
}

static enum err read_diagnosis(const struct rows *rows, size_t i, struct diagnosis_row *ret_row, struct fault *why)
{
	struct diagnosis_row row = {
		.id = rows_int(rows, i, 0),
		.case_id = rows_int(rows, i, 1),
		.authorisation_id = rows_int(rows, i, 2),
		.queued_ms = rows_int(rows, i, 4),
		.started_ms = rows_int(rows, i, 5),
		.finished_ms = rows_int(rows, i, 6),
		.probe_version = rows_text(rows, i, 7),
		.source_addresses = rows_text(rows, i, 8),
		.problem = rows_text(rows, i, 9),
		.released_ms = rows_int(rows, i, 10),
		.knowledge = rows_text(rows, i, 11),
		.judgement = rows_int(rows, i, 12),
		.released_judgement = rows_int(rows, i, 13),
		.remarks = rows_text(rows, i, 14),
		.letter_ms = rows_int(rows, i, 15),
		.purpose = rows_text(rows, i, 16),
		.steps_done = rows_int(rows, i, 17),
		.steps_total = rows_int(rows, i, 18),
	};

	if (!diagnosis_state_parse(str_from(rows_text(rows, i, 3)), &row.state))
		return fault_set(why, ERR_CORRUPT, "diagnosis %lld has the unknown state \"%s\"", (long long)row.id,
				 rows_text(rows, i, 3));
	*ret_row = row;
	return ERR_OK;
}

static enum err read_first_or_none(const struct rows *rows, struct diagnosis_row *ret_row, struct fault *why)
{
	if (rows_count(rows))
		return read_diagnosis(rows, 0, ret_row, why);
	*ret_row = (struct diagnosis_row){
		.probe_version = "", .source_addresses = "", .problem = "", .knowledge = "", .purpose = ""};
	return ERR_OK;
}

enum err diagnosis_store_load(struct tx *tx, struct arena *arena, int64_t id, struct diagnosis_row *ret_row,
			      struct fault *why)
{
	struct rows *rows;
	enum err err;

	err = tx_query(tx, arena, SELECT_DIAGNOSIS "WHERE id = $1", PARAMS(P_INT(id)), &rows, why);
	if (err)
		return err;
	if (rows_count(rows) == 0)
		return fault_set(why, ERR_NOT_FOUND, "there is no diagnosis %lld", (long long)id);
	return read_diagnosis(rows, 0, ret_row, why);
}

enum err diagnosis_store_newest(struct tx *tx, struct arena *arena, int64_t case_id, struct diagnosis_row *ret_row,
				struct fault *why)
{
	struct rows *rows;
	enum err err;

	err = tx_query(tx, arena,
		       SELECT_DIAGNOSIS "WHERE case_id = $1 "
					"ORDER BY queued_ms DESC, id DESC LIMIT 1",
		       PARAMS(P_INT(case_id)), &rows, why);
	return err ? err : read_first_or_none(rows, ret_row, why);
}

enum err diagnosis_store_previous(struct tx *tx, struct arena *arena, const struct diagnosis_row *row,
				  struct diagnosis_row *ret_row, struct fault *why)
{
	struct rows *rows;
	enum err err;

	err = tx_query(tx, arena,
		       SELECT_DIAGNOSIS "WHERE case_id = $1 AND state = 'done' "
					"AND queued_ms < $2 ORDER BY queued_ms DESC, id DESC LIMIT 1",
		       PARAMS(P_INT(row->case_id), P_INT(row->queued_ms)), &rows, why);
	return err ? err : read_first_or_none(rows, ret_row, why);
}

enum err diagnosis_store_count(struct tx *tx, int64_t *ret_count, struct fault *why)
{
	struct rows *rows;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = tx_query(tx, &arena, "SELECT COUNT(*) FROM diagnosis", NULL, 0, &rows, why);
	if (!err)
		*ret_count = rows_int(rows, 0, 0);
	return err;
}

enum err diagnosis_store_list(struct tx *tx, struct arena *arena, int64_t offset, int64_t limit,
			      struct diagnosis_row **ret_rows, size_t *ret_count, struct fault *why)
{
	struct diagnosis_row *list;
	struct rows *rows;
	enum err err;

	err = tx_query(tx, arena, SELECT_DIAGNOSIS "ORDER BY queued_ms DESC, id DESC LIMIT $1 OFFSET $2",
		       PARAMS(P_INT(limit), P_INT(offset)), &rows, why);
	if (err)
		return err;
	list = arena_array(arena, rows_count(rows), sizeof(*list));
	for (size_t i = 0; !err && i < rows_count(rows); i++)
		err = read_diagnosis(rows, i, &list[i], why);
	if (err)
		return err;
	*ret_rows = list;
	*ret_count = rows_count(rows);
	return ERR_OK;
}

/* Observations are bound by blocks, because they come a few at a time. */
static void touch(struct tx *tx, enum diagnosis_lines kind, int64_t diagnosis_id, int64_t position)
{
	if (kind == DIAGNOSIS_OBSERVATIONS)
		bound_touch(tx, BOUND_OBSERVATIONS, PARAMS(P_INT(diagnosis_id), P_INT((position - 1) / BOUND_BLOCK)));
	else
		bound_touch(tx, BOUND_FINDINGS, PARAMS(P_INT(diagnosis_id)));
}

enum err diagnosis_store_add_line(struct tx *tx, enum diagnosis_lines kind, int64_t diagnosis_id, int64_t position,
				  struct str line, struct fault *why)
{
	static const char *const sql[] = {
		"INSERT INTO observation (diagnosis_id, position, line) VALUES ($1, $2, $3)",
		"INSERT INTO finding (diagnosis_id, position, line) VALUES ($1, $2, $3)",
	};

	touch(tx, kind, diagnosis_id, position);
	return tx_execute(tx, sql[kind], PARAMS(P_INT(diagnosis_id), P_INT(position), P_STR(line)), NULL, why);
}

enum err diagnosis_store_load_lines(struct tx *tx, struct arena *arena, enum diagnosis_lines kind, int64_t diagnosis_id,
				    struct str **ret_lines, size_t *ret_count, struct fault *why)
{
	static const char *const sql[] = {
		"SELECT line FROM observation WHERE diagnosis_id = $1 ORDER BY position",
		"SELECT line FROM finding WHERE diagnosis_id = $1 ORDER BY position",
	};
	struct rows *rows;
	struct str *lines;
	enum err err;

	err = tx_query(tx, arena, sql[kind], PARAMS(P_INT(diagnosis_id)), &rows, why);
	if (err)
		return err;
	lines = arena_array(arena, rows_count(rows), sizeof(*lines));
	for (size_t i = 0; i < rows_count(rows); i++)
		lines[i] = rows_blob(rows, i, 0);
	*ret_lines = lines;
	*ret_count = rows_count(rows);
	return ERR_OK;
}

enum err diagnosis_store_last_position(struct tx *tx, int64_t diagnosis_id, int64_t *ret_position, struct fault *why)
{
	struct rows *rows;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = tx_query(tx, &arena, "SELECT COALESCE(MAX(position), 0) FROM observation WHERE diagnosis_id = $1",
		       PARAMS(P_INT(diagnosis_id)), &rows, why);
	if (!err)
		*ret_position = rows_int(rows, 0, 0);
	return err;
}

enum err diagnosis_store_clear_lines(struct tx *tx, enum diagnosis_lines kind, int64_t diagnosis_id, int64_t from,
				     struct fault *why)
{
	static const char *const last[] = {
		"SELECT MAX(position) FROM observation WHERE diagnosis_id = $1",
		"SELECT MAX(position) FROM finding WHERE diagnosis_id = $1",
	};
	static const char *const sql[] = {
		"DELETE FROM observation WHERE diagnosis_id = $1 AND position >= $2",
		"DELETE FROM finding WHERE diagnosis_id = $1 AND position >= $2",
	};
	struct rows *rows;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = tx_query(tx, &arena, last[kind], PARAMS(P_INT(diagnosis_id)), &rows, why);
	if (err || rows_is_null(rows, 0, 0))
		return err;
	for (int64_t position = from; position <= rows_int(rows, 0, 0); position += BOUND_BLOCK)
		touch(tx, kind, diagnosis_id, position);
	if (rows_int(rows, 0, 0) >= from)
		touch(tx, kind, diagnosis_id, rows_int(rows, 0, 0)); /* the last block, if the steps went over it */
	return tx_execute(tx, sql[kind], PARAMS(P_INT(diagnosis_id), P_INT(from)), NULL, why);
}
