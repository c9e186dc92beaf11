/* SPDX-License-Identifier: Apache-2.0 */
#include "store/account/staff_invitation_store.h"

#include "store/bound.h"

#define COLUMNS "id, mail, display_name, role, state, made_ms, made_by, until_ms, person_id"

static const char *const names[] = {
	[STAFF_INVITATION_QUEUED] = "queued",       [STAFF_INVITATION_SENT] = "sent",
	[STAFF_INVITATION_FAILED] = "failed",       [STAFF_INVITATION_JOINED] = "joined",
	[STAFF_INVITATION_WITHDRAWN] = "withdrawn",
};

const char *staff_invitation_store_state_name(enum staff_invitation_state state)
{
	return names[state];
}

enum err staff_invitation_store_insert(struct tx *tx, const struct staff_invitation_row *row, struct fault *why)
{
	bound_touch(tx, BOUND_STAFF_INVITATION, PARAMS(P_INT(row->id)));
	return tx_execute(tx,
			  "INSERT INTO staff_invitation (id, mail, display_name, role, state, made_ms, made_by, "
			  "until_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
			  PARAMS(P_INT(row->id), P_TEXT(row->mail), P_TEXT(row->display_name),
				 P_TEXT(role_name(row->role)), P_TEXT(names[row->state]), P_INT(row->made_ms),
				 row->made_by ? P_INT(row->made_by) : P_NULL, P_INT(row->until_ms)),
			  NULL, why);
}

static bool parse_state(struct str name, enum staff_invitation_state *ret_state)
{
	for (size_t i = 0; i < COUNT(names); i++)
		if (str_is(name, names[i])) {
			*ret_state = (enum staff_invitation_state)i;
			return true;
		}
	return false;
}

static enum err read_row(const struct rows *rows, size_t i, struct staff_invitation_row *ret_row, struct fault *why)
{
	struct staff_invitation_row row = {
		.id = rows_int(rows, i, 0),
		.mail = rows_text(rows, i, 1),
		.display_name = rows_text(rows, i, 2),
		.made_ms = rows_int(rows, i, 5),
		.made_by = rows_is_null(rows, i, 6) ? 0 : rows_int(rows, i, 6),
		.until_ms = rows_int(rows, i, 7),
		.person_id = rows_is_null(rows, i, 8) ? 0 : rows_int(rows, i, 8),
	};

	if (!role_parse(str_from(rows_text(rows, i, 3)), &row.role) ||
	    !parse_state(str_from(rows_text(rows, i, 4)), &row.state))
		return fault_set(why, ERR_CORRUPT, "the invitation %lld of staff has an unknown role or state",
				 (long long)row.id);
	*ret_row = row;
	return ERR_OK;
}

enum err staff_invitation_store_load(struct tx *tx, struct arena *arena, int64_t id,
				     struct staff_invitation_row *ret_row, struct fault *why)
{
	struct rows *rows;
	enum err err;

	err = tx_query(tx, arena, "SELECT " COLUMNS " FROM staff_invitation WHERE id = $1", PARAMS(P_INT(id)), &rows,
		       why);
	if (err)
		return err;
	if (rows_count(rows) == 0)
		return fault_set(why, ERR_NOT_FOUND, "there is no such invitation of staff");
	return read_row(rows, 0, ret_row, why);
}

enum err staff_invitation_store_save(struct tx *tx, const struct staff_invitation_row *row, struct fault *why)
{
	bound_touch(tx, BOUND_STAFF_INVITATION, PARAMS(P_INT(row->id)));
	return tx_execute(
		tx, "UPDATE staff_invitation SET state = $2, person_id = $3 WHERE id = $1",
		PARAMS(P_INT(row->id), P_TEXT(names[row->state]), row->person_id ? P_INT(row->person_id) : P_NULL),
		NULL, why);
}

enum err staff_invitation_store_list_open(struct tx *tx, struct arena *arena, struct staff_invitation_row **ret_rows,
					  size_t *ret_count, struct fault *why)
{
	struct staff_invitation_row *list;
	struct rows *rows;
	enum err err;

	err = tx_query(tx, arena,
		       "SELECT " COLUMNS " FROM staff_invitation WHERE state NOT IN ($1, $2) "
		       "ORDER BY made_ms DESC, id LIMIT $3",
		       PARAMS(P_TEXT(names[STAFF_INVITATION_JOINED]), P_TEXT(names[STAFF_INVITATION_WITHDRAWN]),
			      P_INT(STAFF_INVITATION_LIST_MAX)),
		       &rows, why);
	if (err)
		return err;
	list = arena_array(arena, rows_count(rows), sizeof(*list));
	for (size_t i = 0; !err && i < rows_count(rows); i++)
		err = read_row(rows, i, &list[i], why);
	if (err)
		return err;
	*ret_rows = list;
	*ret_count = rows_count(rows);
	return ERR_OK;
}
