/* SPDX-License-Identifier: Apache-2.0 */
#include "store/application/draft_store.h"

#define COLUMNS "name, answers, case_id, saved_ms"

static struct draft_row read_row(const struct rows *rows, size_t i)
{
	return (struct draft_row){rows_text(rows, i, 0), rows_text(rows, i, 1), rows_int(rows, i, 2),
				  rows_int(rows, i, 3)};
}

enum err draft_store_load(struct tx *tx, struct arena *arena, const struct draft_key *key, int64_t now_ms,
			  struct draft_row *ret_row, struct fault *why)
{
	struct rows *rows;
	enum err err;

	err = tx_query(tx, arena,
		       "SELECT " COLUMNS " FROM draft "
		       "WHERE token_hash = $1 AND edition = $2 AND name = $3 AND expires_ms > $4",
		       PARAMS(P_BLOB(key->token_hash), P_TEXT(key->edition), P_TEXT(key->name), P_INT(now_ms)), &rows,
		       why);
	if (err)
		return err;
	*ret_row = rows_count(rows) ? read_row(rows, 0) : (struct draft_row){.name = key->name, .answers = ""};
	return ERR_OK;
}

enum err draft_store_save(struct tx *tx, const struct draft_key *key, const struct draft_row *row, int64_t expires_ms,
			  int64_t now_ms, struct fault *why)
{
	return tx_execute(tx,
			  "INSERT INTO draft (token_hash, edition, name, answers, case_id, saved_ms, expires_ms) "
			  "VALUES ($1, $2, $3, $4, $5, $6, $7) "
			  "ON CONFLICT (token_hash, edition, name) DO UPDATE SET answers = $4, case_id = $5, "
			  "saved_ms = $6, expires_ms = $7",
			  PARAMS(P_BLOB(key->token_hash), P_TEXT(key->edition), P_TEXT(key->name), P_TEXT(row->answers),
				 row->case_id ? P_INT(row->case_id) : P_NULL, P_INT(now_ms), P_INT(expires_ms)),
			  NULL, why);
}

enum err draft_store_list(struct tx *tx, struct arena *arena, const struct draft_key *key, int64_t now_ms,
			  struct draft_row **ret_rows, size_t *ret_count, struct fault *why)
{
	struct draft_row *list;
	struct rows *rows;
	enum err err;

	err = tx_query(tx, arena,
		       "SELECT " COLUMNS " FROM draft WHERE token_hash = $1 AND edition = $2 AND case_id IS NULL "
		       "AND expires_ms > $3 ORDER BY saved_ms DESC, name",
		       PARAMS(P_BLOB(key->token_hash), P_TEXT(key->edition), P_INT(now_ms)), &rows, why);
	if (err)
		return err;
	list = arena_array(arena, rows_count(rows), sizeof(*list));
	for (size_t i = 0; i < rows_count(rows); i++)
		list[i] = read_row(rows, i);
	*ret_rows = list;
	*ret_count = rows_count(rows);
	return ERR_OK;
}

enum err draft_store_forget(struct tx *tx, int64_t now_ms, struct fault *why)
{
	return tx_execute(tx, "DELETE FROM draft WHERE expires_ms <= $1", PARAMS(P_INT(now_ms)), NULL, why);
}

static enum err count(struct tx *tx, struct str token_hash, int64_t *ret_own, int64_t *ret_all, struct fault *why)
{
	struct rows *rows;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = tx_query(tx, &arena,
		       "SELECT (SELECT COUNT(*) FROM draft WHERE case_id IS NULL AND token_hash = $1), "
		       "(SELECT COUNT(*) FROM draft WHERE case_id IS NULL)",
		       PARAMS(P_BLOB(token_hash)), &rows, why);
	if (err)
		return err;
	*ret_own = rows_int(rows, 0, 0);
	*ret_all = rows_int(rows, 0, 1);
	return ERR_OK;
}

#define OLDEST(of)                                                                                                     \
	"DELETE FROM draft WHERE (token_hash, edition, name) IN (SELECT token_hash, edition, name FROM draft "         \
	"WHERE case_id IS NULL" of " ORDER BY expires_ms LIMIT $1)"

enum err draft_store_make_room(struct tx *tx, struct str token_hash, int64_t own_max, int64_t all_max,
			       struct fault *why)
{
	int64_t own, all;
	enum err err = count(tx, token_hash, &own, &all, why);

	if (!err && own >= own_max)
		err = tx_execute(tx, OLDEST(" AND token_hash = $2"),
				 PARAMS(P_INT(own - own_max + 1), P_BLOB(token_hash)), NULL, why);
	else if (!err && all >= all_max)
		err = tx_execute(tx, OLDEST(""), PARAMS(P_INT(all - all_max + 1)), NULL, why);
	return err;
}
