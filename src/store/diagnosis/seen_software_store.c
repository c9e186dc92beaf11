/* SPDX-License-Identifier: Apache-2.0 */
#include "store/diagnosis/seen_software_store.h"

#include <string.h>

#include "codec/digest.h"

/* The first 63 bits of the SHA-256 of both texts: no writer has to ask which ids there are, and two that would share
 * one are not to be feared among millions. */
static int64_t id_of(const struct seen_software_row *row)
{
	unsigned char digest[DIGEST_SIZE];
	uint64_t id = 0;
	ARENA_SCOPED arena;

	arena_init(&arena);
	digest_sha256(str_from(arena_printf(&arena, "%s\n%s", row->product, row->line)), digest);
	for (int i = 0; i < 8; i++)
		id = id << 8 | digest[i];
	return (int64_t)(id >> 1);
}

static enum err has_later(struct tx *tx, int64_t case_id, int64_t diagnosis_id, bool *ret_has, struct fault *why)
{
	struct rows *rows;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = tx_query(
		tx, &arena,
		"SELECT l.id FROM diagnosis l JOIN diagnosis d ON d.case_id = l.case_id WHERE l.case_id = $1 AND "
		"d.id = $2 AND l.state = 'done' AND (l.queued_ms, l.id) > (d.queued_ms, d.id) LIMIT 1",
		PARAMS(P_INT(case_id), P_INT(diagnosis_id)), &rows, why);
	if (!err)
		*ret_has = rows_count(rows) > 0;
	return err;
}

static enum err add(struct tx *tx, int64_t case_id, int64_t diagnosis_id, const struct seen_software_row *row,
		    struct fault *why)
{
	int64_t id = id_of(row);
	enum err err = tx_execute(
		tx, "INSERT INTO seen_software (id, product, line) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
		PARAMS(P_INT(id), P_TEXT(row->product), P_TEXT(row->line)), NULL, why);

	return err ? err
		   : tx_execute(tx,
				"INSERT INTO seen_software_at (software_id, case_id, target, port, diagnosis_id) "
				"VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
				PARAMS(P_INT(id), P_INT(case_id), P_TEXT(row->target), P_INT(row->port),
				       P_INT(diagnosis_id)),
				NULL, why);
}

enum err seen_software_store_replace(struct tx *tx, int64_t case_id, int64_t diagnosis_id,
				     const struct seen_software_row *rows, size_t count, struct fault *why)
{
	bool is_old = false;
	enum err err = has_later(tx, case_id, diagnosis_id, &is_old, why);

	if (err || is_old)
		return err;
	err = tx_execute(tx, "DELETE FROM seen_software_at WHERE case_id = $1", PARAMS(P_INT(case_id)), NULL, why);
	for (size_t i = 0; !err && i < count; i++)
		err = add(tx, case_id, diagnosis_id, &rows[i], why);
	return err;
}

static void take_rows(struct arena *arena, const struct rows *rows, struct seen_software_row **ret_rows,
		      size_t *ret_count)
{
	struct seen_software_row *items = arena_array(arena, rows_count(rows), sizeof(*items));

	for (size_t i = 0; i < rows_count(rows); i++)
		items[i] = (struct seen_software_row){
			.id = rows_int(rows, i, 0), .product = rows_text(rows, i, 1), .line = rows_text(rows, i, 2)};
	*ret_rows = items;
	*ret_count = rows_count(rows);
}

enum err seen_software_store_list(struct tx *tx, struct arena *arena, const char *product,
				  struct seen_software_row **ret_rows, size_t *ret_count, struct fault *why)
{
	struct rows *rows;
	enum err err = tx_query(tx, arena, "SELECT id, product, line FROM seen_software WHERE product = $1 ORDER BY id",
				PARAMS(P_TEXT(product)), &rows, why);

	if (!err)
		take_rows(arena, rows, ret_rows, ret_count);
	return err;
}

enum err seen_software_store_after(struct tx *tx, struct arena *arena, int64_t after, int64_t limit,
				   struct seen_software_row **ret_rows, size_t *ret_count, struct fault *why)
{
	struct rows *rows;
	enum err err =
		tx_query(tx, arena, "SELECT id, product, line FROM seen_software WHERE id > $1 ORDER BY id LIMIT $2",
			 PARAMS(P_INT(after), P_INT(limit)), &rows, why);

	if (!err)
		take_rows(arena, rows, ret_rows, ret_count);
	return err;
}

enum err seen_software_store_count(struct tx *tx, int64_t id, int64_t *ret_count, struct fault *why)
{
	struct rows *rows;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = tx_query(tx, &arena, "SELECT count(*) FROM seen_software_at WHERE software_id = $1", PARAMS(P_INT(id)),
		       &rows, why);
	if (!err)
		*ret_count = rows_int(rows, 0, 0);
	return err;
}

enum err seen_software_store_places(struct tx *tx, struct arena *arena, int64_t id, int64_t offset, int64_t limit,
				    struct seen_software_row **ret_rows, size_t *ret_count, struct fault *why)
{
	struct seen_software_row *items;
	struct rows *rows;
	enum err err = tx_query(tx, arena,
				"SELECT target, port, case_id, diagnosis_id FROM seen_software_at WHERE "
				"software_id = $1 ORDER BY case_id, target, port LIMIT $2 OFFSET $3",
				PARAMS(P_INT(id), P_INT(limit), P_INT(offset)), &rows, why);

	if (err)
		return err;
	items = arena_array(arena, rows_count(rows), sizeof(*items));
	for (size_t i = 0; i < rows_count(rows); i++)
		items[i] = (struct seen_software_row){.id = id,
						      .target = rows_text(rows, i, 0),
						      .port = rows_int(rows, i, 1),
						      .case_id = rows_int(rows, i, 2),
						      .diagnosis_id = rows_int(rows, i, 3)};
	*ret_rows = items;
	*ret_count = rows_count(rows);
	return ERR_OK;
}

enum err seen_software_store_sources(struct tx *tx, struct arena *arena, int64_t after, int64_t limit,
				     int64_t **ret_ids, size_t *ret_count, struct fault *why)
{
	struct rows *rows;
	int64_t *ids;
	enum err err =
		tx_query(tx, arena, "SELECT id FROM diagnosis WHERE state = 'done' AND id > $1 ORDER BY id LIMIT $2",
			 PARAMS(P_INT(after), P_INT(limit)), &rows, why);

	if (err)
		return err;
	ids = arena_array(arena, rows_count(rows), sizeof(*ids));
	for (size_t i = 0; i < rows_count(rows); i++)
		ids[i] = rows_int(rows, i, 0);
	*ret_ids = ids;
	*ret_count = rows_count(rows);
	return ERR_OK;
}
