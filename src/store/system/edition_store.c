/* SPDX-License-Identifier: Apache-2.0 */
#include "store/system/edition_store.h"

#include "store/bound.h"

#define COLUMNS         "id, receipt_prefix, state, version, closed_by, closed_ms"
#define VERSION_COLUMNS "edition, version, hash, reason, changes, proposed_by, proposed_ms, published_by, published_ms"

/* NULL in the store is 0 in a row. */
static struct param optional(int64_t number)
{
	return number ? P_INT(number) : P_NULL;
}

enum err edition_store_demand_prefix(struct tx *tx, const char *id, const char *prefix, struct fault *why)
{
	struct rows *rows;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = tx_query(tx, &arena, "SELECT id FROM edition WHERE receipt_prefix = $1 AND id <> $2",
		       PARAMS(P_TEXT(prefix), P_TEXT(id)), &rows, why);
	if (!err && rows_count(rows))
		err = fault_set(why, ERR_CONFLICT, "the edition \"%s\" has the receipt prefix \"%s\" already",
				rows_text(rows, 0, 0), prefix);
	return err;
}

enum err edition_store_insert(struct tx *tx, const struct edition_row *row, struct fault *why)
{
	enum err err = edition_store_demand_prefix(tx, row->id, row->receipt_prefix, why);

	bound_touch(tx, BOUND_EDITION, PARAMS(P_TEXT(row->id)));
	return err ? err
		   : tx_execute(tx, "INSERT INTO edition (" COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6)",
				PARAMS(P_TEXT(row->id), P_TEXT(row->receipt_prefix),
				       P_TEXT(edition_state_name(row->state)), P_INT(row->version),
				       optional(row->closed_by), optional(row->closed_ms)),
				NULL, why);
}

static enum err read_row(const struct rows *rows, size_t i, struct edition_row *ret_row, struct fault *why)
{
	struct edition_row row = {
		.id = rows_text(rows, i, 0),
		.receipt_prefix = rows_text(rows, i, 1),
		.version = rows_int(rows, i, 3),
		.closed_by = rows_int(rows, i, 4),
		.closed_ms = rows_int(rows, i, 5),
	};

	if (!edition_state_parse(str_from(rows_text(rows, i, 2)), &row.state))
		return fault_set(why, ERR_CORRUPT, "the edition \"%s\" has the unknown state \"%s\"", row.id,
				 rows_text(rows, i, 2));
	*ret_row = row;
	return ERR_OK;
}

enum err edition_store_load(struct tx *tx, struct arena *arena, const char *id, struct edition_row *ret_row,
			    struct fault *why)
{
	struct rows *rows;
	enum err err;

	err = tx_query(tx, arena, "SELECT " COLUMNS " FROM edition WHERE id = $1", PARAMS(P_TEXT(id)), &rows, why);
	if (err)
		return err;
	if (rows_count(rows) == 0)
		return fault_set(why, ERR_NOT_FOUND, "the store holds no edition \"%s\"", id);
	return read_row(rows, 0, ret_row, why);
}

enum err edition_store_save(struct tx *tx, const struct edition_row *row, struct fault *why)
{
	enum err err = edition_store_demand_prefix(tx, row->id, row->receipt_prefix, why);

	bound_touch(tx, BOUND_EDITION, PARAMS(P_TEXT(row->id)));
	return err ? err
		   : tx_execute(tx,
				"UPDATE edition SET receipt_prefix = $2, state = $3, version = $4, closed_by = $5, "
				"closed_ms = $6 "
				"WHERE id = $1",
				PARAMS(P_TEXT(row->id), P_TEXT(row->receipt_prefix),
				       P_TEXT(edition_state_name(row->state)), P_INT(row->version),
				       optional(row->closed_by), optional(row->closed_ms)),
				NULL, why);
}

enum err edition_store_list(struct tx *tx, struct arena *arena, struct edition_row **ret_rows, size_t *ret_count,
			    struct fault *why)
{
	struct edition_row *list;
	struct rows *rows;
	enum err err = tx_query(tx, arena, "SELECT " COLUMNS " FROM edition ORDER BY id", NULL, 0, &rows, why);

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

enum err edition_store_add_version(struct tx *tx, const struct edition_version_row *row, struct fault *why)
{
	const struct param params[] = {
		P_TEXT(row->edition),    P_INT(row->version),         P_TEXT(row->hash),
		P_TEXT(row->reason),     P_TEXT(row->changes),        optional(row->proposed_by),
		P_INT(row->proposed_ms), optional(row->published_by), optional(row->published_ms),
		P_TEXT(row->parts),
	};

	bound_touch(tx, BOUND_EDITION_VERSION, PARAMS(P_TEXT(row->edition), P_INT(row->version)));
	return tx_execute(tx,
			  "INSERT INTO edition_version (" VERSION_COLUMNS ", parts) "
			  "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
			  params, COUNT(params), NULL, why);
}

enum err edition_store_publish_version(struct tx *tx, const struct edition_version_row *row, struct fault *why)
{
	bound_touch(tx, BOUND_EDITION_VERSION, PARAMS(P_TEXT(row->edition), P_INT(row->version)));
	return tx_execute(tx,
			  "UPDATE edition_version SET published_by = $3, published_ms = $4 "
			  "WHERE edition = $1 AND version = $2",
			  PARAMS(P_TEXT(row->edition), P_INT(row->version), optional(row->published_by),
				 optional(row->published_ms)),
			  NULL, why);
}

static struct edition_version_row read_version(const struct rows *rows, size_t i)
{
	return (struct edition_version_row){
		.edition = rows_text(rows, i, 0),
		.version = rows_int(rows, i, 1),
		.hash = rows_text(rows, i, 2),
		.reason = rows_text(rows, i, 3),
		.changes = rows_text(rows, i, 4),
		.proposed_by = rows_int(rows, i, 5),
		.proposed_ms = rows_int(rows, i, 6),
		.published_by = rows_int(rows, i, 7),
		.published_ms = rows_int(rows, i, 8),
	};
}

enum err edition_store_load_version(struct tx *tx, struct arena *arena, const char *edition, int64_t version,
				    struct edition_version_row *ret_row, struct fault *why)
{
	struct rows *rows;
	enum err err = tx_query(
		tx, arena, "SELECT " VERSION_COLUMNS ", parts FROM edition_version WHERE edition = $1 AND version = $2",
		PARAMS(P_TEXT(edition), P_INT(version)), &rows, why);

	if (err)
		return err;
	if (rows_count(rows) == 0)
		return fault_set(why, ERR_NOT_FOUND, "the edition \"%s\" has no version %lld", edition,
				 (long long)version);
	*ret_row = read_version(rows, 0);
	ret_row->parts = rows_text(rows, 0, 9);
	return ERR_OK;
}

enum err edition_store_list_versions(struct tx *tx, struct arena *arena, const char *edition,
				     struct edition_version_row **ret_rows, size_t *ret_count, struct fault *why)
{
	struct edition_version_row *list;
	struct rows *rows;
	enum err err;

	err = tx_query(tx, arena,
		       "SELECT " VERSION_COLUMNS " FROM edition_version WHERE edition = $1 ORDER BY version DESC",
		       PARAMS(P_TEXT(edition)), &rows, why);
	if (err)
		return err;
	list = arena_array(arena, rows_count(rows), sizeof(*list));
	for (size_t i = 0; i < rows_count(rows); i++)
		list[i] = read_version(rows, i);
	*ret_rows = list;
	*ret_count = rows_count(rows);
	return ERR_OK;
}
