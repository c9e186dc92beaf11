/* SPDX-License-Identifier: Apache-2.0 */
#include "store/application/draft_mail_store.h"

enum err draft_mail_store_insert(struct tx *tx, const struct draft_mail_row *row, struct fault *why)
{
	return tx_execute(tx,
			  "INSERT INTO draft_mail (id, link_id, recipient, address, lang, asked_ms) "
			  "VALUES ($1, $2, $3, $4, $5, $6)",
			  PARAMS(P_INT(row->id), P_INT(row->link_id), P_TEXT(row->recipient), P_TEXT(row->address),
				 P_TEXT(lang_code(row->lang)), P_INT(row->asked_ms)),
			  NULL, why);
}

enum err draft_mail_store_load(struct tx *tx, struct arena *arena, int64_t id, struct draft_mail_row *ret_row,
			       struct fault *why)
{
	struct rows *rows;
	enum err err;

	err = tx_query(tx, arena, "SELECT link_id, recipient, address, lang, asked_ms FROM draft_mail WHERE id = $1",
		       PARAMS(P_INT(id)), &rows, why);
	if (err)
		return err;
	if (!rows_count(rows))
		return fault_set(why, ERR_NOT_FOUND, "there is no mail of a draft with this id");
	*ret_row = (struct draft_mail_row){
		.id = id,
		.link_id = rows_int(rows, 0, 0),
		.recipient = rows_text(rows, 0, 1),
		.address = rows_text(rows, 0, 2),
		.lang = str_is(str_from(rows_text(rows, 0, 3)), "en") ? LANG_EN : LANG_JA,
		.asked_ms = rows_int(rows, 0, 4),
	};
	return ERR_OK;
}

enum err draft_mail_store_count(struct tx *tx, const char *recipient, const char *address,
				struct draft_mail_counts *ret_counts, struct fault *why)
{
	struct rows *rows;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = tx_query(tx, &arena,
		       "SELECT (SELECT COUNT(*) FROM draft_mail WHERE LOWER(recipient) = LOWER($1)), "
		       "(SELECT COUNT(*) FROM draft_mail WHERE address = $2 AND address <> ''), "
		       "(SELECT COUNT(*) FROM draft_mail)",
		       PARAMS(P_TEXT(recipient), P_TEXT(address)), &rows, why);
	if (!err)
		*ret_counts =
			(struct draft_mail_counts){rows_int(rows, 0, 0), rows_int(rows, 0, 1), rows_int(rows, 0, 2)};
	return err;
}

enum err draft_mail_store_forget(struct tx *tx, int64_t asked_before_ms, struct fault *why)
{
	return tx_execute(tx, "DELETE FROM draft_mail WHERE asked_ms <= $1", PARAMS(P_INT(asked_before_ms)), NULL, why);
}
