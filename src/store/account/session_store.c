/* SPDX-License-Identifier: Apache-2.0 */
#include "store/account/session_store.h"

#include "cases/case_state.h"

enum err session_store_forget(struct tx *tx, int64_t now_ms, struct fault *why)
{
	return tx_execute(tx, "DELETE FROM session WHERE expires_ms <= $1", PARAMS(P_INT(now_ms)), NULL, why);
}

enum err session_store_insert(struct tx *tx, const struct session_row *row, int64_t now_ms, struct fault *why)
{
	enum err err = session_store_forget(tx, now_ms, why);

	if (err)
		return err;
	return tx_execute(tx,
			  "INSERT INTO session (token_hash, person_id, case_id, link_version, created_ms, expires_ms) "
			  "VALUES ($1, $2, $3, $4, $5, $6)",
			  PARAMS(P_BLOB(row->token_hash), row->person_id ? P_INT(row->person_id) : P_NULL,
				 row->case_id ? P_INT(row->case_id) : P_NULL,
				 row->case_id ? P_INT(row->link_version) : P_NULL, P_INT(now_ms),
				 P_INT(row->expires_ms)),
			  NULL, why);
}

enum err session_store_delete(struct tx *tx, struct str token_hash, struct fault *why)
{
	return tx_execute(tx, "DELETE FROM session WHERE token_hash = $1", PARAMS(P_BLOB(token_hash)), NULL, why);
}

enum err session_store_delete_case(struct tx *tx, int64_t case_id, struct fault *why)
{
	return tx_execute(tx, "DELETE FROM session WHERE case_id = $1", PARAMS(P_INT(case_id)), NULL, why);
}

enum err session_store_list(struct tx *tx, struct arena *arena, int64_t person_id, int64_t now_ms, int64_t limit,
			    struct session_row **ret_rows, size_t *ret_count, struct fault *why)
{
	struct session_row *list;
	struct rows *rows;
	enum err err;

	err = tx_query(tx, arena,
		       "SELECT token_hash, expires_ms FROM session WHERE person_id = $1 AND expires_ms > $2 "
		       "ORDER BY expires_ms DESC LIMIT $3",
		       PARAMS(P_INT(person_id), P_INT(now_ms), P_INT(limit)), &rows, why);
	if (err)
		return err;
	list = arena_array(arena, rows_count(rows), sizeof(*list));
	for (size_t i = 0; i < rows_count(rows); i++)
		list[i] = (struct session_row){.token_hash = rows_blob(rows, i, 0),
					       .person_id = person_id,
					       .expires_ms = rows_int(rows, i, 1)};
	*ret_rows = list;
	*ret_count = rows_count(rows);
	return ERR_OK;
}

/* Of a company: neither by an older link, nor in a case that it is out of. */
static bool is_current(const struct rows *rows)
{
	enum case_state state;

	return !rows_is_null(rows, 0, 4) && rows_int(rows, 0, 5) == rows_int(rows, 0, 6) &&
	       case_state_parse(str_from(rows_text(rows, 0, 7)), &state) && case_state_lets_in(state);
}

enum err session_store_find_actor(struct tx *tx, struct arena *arena, struct str token_hash, int64_t now_ms,
				  struct actor *ret_actor, struct fault *why)
{
	struct actor actor = {.name = ""};
	struct rows *rows;
	enum err err;

	err = tx_query(tx, arena,
		       "SELECT s.person_id, s.case_id, p.role, p.display_name, c.company_name, s.link_version, "
		       "c.link_version, c.state FROM session s "
		       "LEFT JOIN person p ON p.id = s.person_id LEFT JOIN company_case c ON c.id = s.case_id "
		       "WHERE s.token_hash = $1 AND s.expires_ms > $2 AND p.disabled_ms IS NULL",
		       PARAMS(P_BLOB(token_hash), P_INT(now_ms)), &rows, why);
	if (err)
		return err;
	if (rows_count(rows) == 1 && !rows_is_null(rows, 0, 0) &&
	    role_parse(str_from(rows_text(rows, 0, 2)), &actor.role)) {
		actor.person_id = rows_int(rows, 0, 0);
		actor.name = rows_text(rows, 0, 3);
	} else if (rows_count(rows) == 1 && is_current(rows)) {
		actor.role = ROLE_COMPANY;
		actor.case_id = rows_int(rows, 0, 1);
		actor.name = rows_text(rows, 0, 4);
	}
	*ret_actor = actor;
	return ERR_OK;
}
