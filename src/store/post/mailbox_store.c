/* SPDX-License-Identifier: Apache-2.0 */
#include "store/post/mailbox_store.h"

enum err mailbox_store_load(struct tx *tx, const char *name, struct mailbox_row *ret_row, struct fault *why)
{
	struct rows *rows;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = tx_query(tx, &arena, "SELECT uid_validity, uid, tries FROM mailbox WHERE name = $1", PARAMS(P_TEXT(name)),
		       &rows, why);
	if (err)
		return err;
	*ret_row = (struct mailbox_row){.name = name};
	if (rows_count(rows))
		*ret_row = (struct mailbox_row){name, rows_int(rows, 0, 0), rows_int(rows, 0, 1), rows_int(rows, 0, 2)};
	return ERR_OK;
}

enum err mailbox_store_save(struct tx *tx, const struct mailbox_row *row, struct fault *why)
{
	return tx_execute(tx,
			  "INSERT INTO mailbox (name, uid_validity, uid, tries) VALUES ($1, $2, $3, $4) "
			  "ON CONFLICT (name) DO UPDATE SET uid_validity = $2, uid = $3, tries = $4",
			  PARAMS(P_TEXT(row->name), P_INT(row->uid_validity), P_INT(row->uid), P_INT(row->tries)), NULL,
			  why);
}
