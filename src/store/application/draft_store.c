/* SPDX-License-Identifier: Apache-2.0 */
#include "store/application/draft_store.h"

#define COLUMNS "name, address, answers, case_id, saved_ms, expires_ms, link_id, invitation_id, way"

static struct draft_row read_row(const struct rows *rows, size_t i)
{
	return (struct draft_row){.name = rows_text(rows, i, 0),
				  .address = rows_text(rows, i, 1),
				  .answers = rows_text(rows, i, 2),
				  .case_id = rows_int(rows, i, 3),
				  .saved_ms = rows_int(rows, i, 4),
				  .expires_ms = rows_int(rows, i, 5),
				  .link_id = rows_int(rows, i, 6),
				  .invitation_id = rows_int(rows, i, 7),
				  .way = rows_text(rows, i, 8)};
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
	*ret_row = rows_count(rows) ? read_row(rows, 0)
				    : (struct draft_row){.name = key->name, .address = "", .answers = "", .way = ""};
	return ERR_OK;
}

enum err draft_store_save(struct tx *tx, const struct draft_key *key, const struct draft_row *row, int64_t expires_ms,
			  int64_t now_ms, struct fault *why)
{
	return tx_execute(tx,
			  "INSERT INTO draft (token_hash, edition, name, address, answers, case_id, saved_ms, "
			  "expires_ms, invitation_id, way) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) "
			  "ON CONFLICT (token_hash, edition, name) DO UPDATE SET address = $4, answers = $5, "
			  "case_id = $6, saved_ms = $7, "
			  "expires_ms = CASE WHEN draft.expires_ms > $8 THEN draft.expires_ms ELSE $8 END",
			  PARAMS(P_BLOB(key->token_hash), P_TEXT(key->edition), P_TEXT(key->name), P_TEXT(row->address),
				 P_TEXT(row->answers), row->case_id ? P_INT(row->case_id) : P_NULL, P_INT(now_ms),
				 P_INT(expires_ms), row->invitation_id ? P_INT(row->invitation_id) : P_NULL,
				 P_TEXT(row->way)),
			  NULL, why);
}

enum err draft_store_link(struct tx *tx, const struct draft_key *key, int64_t link_id, int64_t expires_ms,
			  struct fault *why)
{
	return tx_execute(
		tx,
		"UPDATE draft SET link_id = $4, expires_ms = $5 WHERE token_hash = $1 AND edition = $2 AND name = $3",
		PARAMS(P_BLOB(key->token_hash), P_TEXT(key->edition), P_TEXT(key->name), P_INT(link_id),
		       P_INT(expires_ms)),
		NULL, why);
}

enum err draft_store_find_link(struct tx *tx, struct arena *arena, int64_t link_id, int64_t now_ms,
			       struct draft_key *ret_key, struct draft_row *ret_row, struct fault *why)
{
	struct rows *rows;
	enum err err;

	err = tx_query(tx, arena,
		       "SELECT " COLUMNS ", token_hash, edition FROM draft WHERE link_id = $1 AND expires_ms > $2",
		       PARAMS(P_INT(link_id), P_INT(now_ms)), &rows, why);
	if (err)
		return err;
	if (!rows_count(rows))
		return fault_set(why, ERR_NOT_FOUND, "no draft has this link");
	*ret_row = read_row(rows, 0);
	*ret_key = (struct draft_key){rows_blob(rows, 0, 9), rows_text(rows, 0, 10), ret_row->name};
	return ERR_OK;
}

enum err draft_store_hand_over(struct tx *tx, const struct draft_key *key, struct str token_hash, struct fault *why)
{
	enum err err = tx_execute(tx, "DELETE FROM draft WHERE token_hash = $1 AND edition = $2 AND name = $3",
				  PARAMS(P_BLOB(token_hash), P_TEXT(key->edition), P_TEXT(key->name)), NULL, why);

	if (err)
		return err;
	return tx_execute(tx, "UPDATE draft SET token_hash = $4 WHERE token_hash = $1 AND edition = $2 AND name = $3",
			  PARAMS(P_BLOB(key->token_hash), P_TEXT(key->edition), P_TEXT(key->name), P_BLOB(token_hash)),
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

static enum err count(struct tx *tx, struct str token_hash, const char *address, struct draft_limits *ret_counts,
		      struct fault *why)
{
	struct rows *rows;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = tx_query(tx, &arena,
		       "SELECT (SELECT COUNT(*) FROM draft WHERE case_id IS NULL AND token_hash = $1), "
		       "(SELECT COUNT(*) FROM draft WHERE case_id IS NULL AND address = $2 AND address <> ''), "
		       "(SELECT COUNT(*) FROM draft WHERE case_id IS NULL)",
		       PARAMS(P_BLOB(token_hash), P_TEXT(address)), &rows, why);
	if (err)
		return err;
	*ret_counts = (struct draft_limits){rows_int(rows, 0, 0), rows_int(rows, 0, 1), rows_int(rows, 0, 2)};
	return ERR_OK;
}

#define OLDEST(of)                                                                                                     \
	"DELETE FROM draft WHERE (token_hash, edition, name) IN (SELECT token_hash, edition, name FROM draft "         \
	"WHERE case_id IS NULL" of " ORDER BY expires_ms LIMIT $1)"

enum err draft_store_make_room(struct tx *tx, struct str token_hash, const char *address,
			       const struct draft_limits *limits, struct fault *why)
{
	struct draft_limits there;
	enum err err = count(tx, token_hash, address, &there, why);

	if (err)
		return err;
	if (there.of_browser >= limits->of_browser)
		return tx_execute(tx, OLDEST(" AND token_hash = $2"),
				  PARAMS(P_INT(there.of_browser - limits->of_browser + 1), P_BLOB(token_hash)), NULL,
				  why);
	if (there.of_address >= limits->of_address)
		return tx_execute(tx, OLDEST(" AND address = $2"),
				  PARAMS(P_INT(there.of_address - limits->of_address + 1), P_TEXT(address)), NULL, why);
	if (there.of_all >= limits->of_all)
		return tx_execute(tx, OLDEST(""), PARAMS(P_INT(there.of_all - limits->of_all + 1)), NULL, why);
	return ERR_OK;
}

enum err draft_store_count_sent(struct tx *tx, const char *address, int64_t now_ms, int64_t *ret_count,
				struct fault *why)
{
	struct rows *rows;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = tx_query(tx, &arena,
		       "SELECT COUNT(*) FROM draft WHERE address = $1 AND address <> '' AND case_id IS NOT NULL "
		       "AND expires_ms > $2",
		       PARAMS(P_TEXT(address), P_INT(now_ms)), &rows, why);
	if (!err)
		*ret_count = rows_int(rows, 0, 0);
	return err;
}
