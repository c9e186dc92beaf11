/* SPDX-License-Identifier: Apache-2.0 */
#include "store/diagnosis/authorisation_store.h"

#include "findings/authorisation.h"
#include "store/bound.h"
#include "store/support_store.h"

#define COLUMNS "id, case_id, state, document, authorised_ms, revoked_ms"

/* A document that nobody can read permits nothing, nor does a purpose that was ended. */
static enum err keep_window(struct tx *tx, int64_t case_id, const char *document, struct fault *why)
{
	struct authorisation *read;
	int64_t until_ms = 0;
	ARENA_SCOPED arena;

	arena_init(&arena);
	if (authorisation_parse(&arena, str_from(document), &read, NULL))
		return support_store_permit(tx, case_id, 0, 0, why);
	for (size_t i = 0; i < AUTHORISATION_PURPOSE_COUNT; i++)
		if (read->purposes[i].is_given && !read->purposes[i].ended_ms &&
		    read->purposes[i].not_after_ms > until_ms)
			until_ms = read->purposes[i].not_after_ms;
	return support_store_permit(tx, case_id, until_ms ? read->not_before_ms : 0, until_ms, why);
}

enum err authorisation_store_insert(struct tx *tx, const struct authorisation_row *row, struct fault *why)
{
	enum err err;

	bound_touch(tx, BOUND_AUTHORISATION, PARAMS(P_INT(row->id)));
	err = tx_execute(tx,
			 "INSERT INTO authorisation (id, case_id, state, document, authorised_ms) "
			 "VALUES ($1, $2, $3, $4, $5)",
			 PARAMS(P_INT(row->id), P_INT(row->case_id), P_TEXT(authorisation_state_name(row->state)),
				P_TEXT(row->document), P_INT(row->authorised_ms)),
			 NULL, why);
	return err ? err : keep_window(tx, row->case_id, row->document, why);
}

static enum err read_first_or_none(const struct rows *rows, struct authorisation_row *ret_row, struct fault *why)
{
	struct authorisation_row row = {.document = ""};

	if (rows_count(rows)) {
		row = (struct authorisation_row){
			.id = rows_int(rows, 0, 0),
			.case_id = rows_int(rows, 0, 1),
			.document = rows_text(rows, 0, 3),
			.authorised_ms = rows_int(rows, 0, 4),
			.revoked_ms = rows_int(rows, 0, 5),
		};
		if (!authorisation_state_parse(str_from(rows_text(rows, 0, 2)), &row.state))
			return fault_set(why, ERR_CORRUPT, "authorisation %lld has the unknown state \"%s\"",
					 (long long)row.id, rows_text(rows, 0, 2));
	}
	*ret_row = row;
	return ERR_OK;
}

enum err authorisation_store_load(struct tx *tx, struct arena *arena, int64_t id, struct authorisation_row *ret_row,
				  struct fault *why)
{
	struct rows *rows;
	enum err err;

	err = tx_query(tx, arena, "SELECT " COLUMNS " FROM authorisation WHERE id = $1", PARAMS(P_INT(id)), &rows, why);
	if (err)
		return err;
	if (rows_count(rows) == 0)
		return fault_set(why, ERR_NOT_FOUND, "there is no authorisation %lld", (long long)id);
	return read_first_or_none(rows, ret_row, why);
}

enum err authorisation_store_newest(struct tx *tx, struct arena *arena, int64_t case_id,
				    struct authorisation_row *ret_row, struct fault *why)
{
	struct rows *rows;
	enum err err;

	err = tx_query(tx, arena,
		       "SELECT " COLUMNS " FROM authorisation WHERE case_id = $1 "
		       "ORDER BY authorised_ms DESC, id DESC LIMIT 1",
		       PARAMS(P_INT(case_id)), &rows, why);
	return err ? err : read_first_or_none(rows, ret_row, why);
}

enum err authorisation_store_amend(struct tx *tx, const struct authorisation_row *row, const char *document,
				   struct fault *why)
{
	enum err err;

	bound_touch(tx, BOUND_AUTHORISATION, PARAMS(P_INT(row->id)));
	err = tx_execute(tx, "UPDATE authorisation SET document = $2 WHERE id = $1",
			 PARAMS(P_INT(row->id), P_TEXT(document)), NULL, why);
	return err ? err : keep_window(tx, row->case_id, document, why);
}

/* The newest alone is ever revoked: the one before a new one is, before that is inserted. */
enum err authorisation_store_revoke(struct tx *tx, const struct authorisation_row *row, int64_t now_ms,
				    struct fault *why)
{
	enum err err;

	bound_touch(tx, BOUND_AUTHORISATION, PARAMS(P_INT(row->id)));
	err = tx_execute(
		tx, "UPDATE authorisation SET state = $3, revoked_ms = $2 WHERE id = $1 AND revoked_ms IS NULL",
		PARAMS(P_INT(row->id), P_INT(now_ms), P_TEXT(authorisation_state_name(AUTHORISATION_STATE_REVOKED))),
		NULL, why);
	return err ? err : support_store_permit(tx, row->case_id, 0, 0, why);
}
