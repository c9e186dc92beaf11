/* SPDX-License-Identifier: Apache-2.0 */
#include "store/seal/log_store.h"

#include <string.h>

#define ROWS_AT_ONCE 1000

/* --- the edge --- */

/* The hashes of the complete subtrees, smallest first. */
static struct str write_peaks(const struct merkle_edge *edge, unsigned char bytes[MERKLE_LEVELS * MERKLE_HASH_SIZE])
{
	size_t size = 0;

	for (unsigned level = 0; level < MERKLE_LEVELS; level++)
		if (edge->size >> level & 1) {
			memcpy(bytes + size, edge->peaks[level].bytes, MERKLE_HASH_SIZE);
			size += MERKLE_HASH_SIZE;
		}
	return str_of(bytes, size);
}

static enum err read_peaks(int64_t size, struct str bytes, struct merkle_edge *ret_edge, struct fault *why)
{
	struct merkle_edge edge = {.size = (uint64_t)size};
	size_t at = 0;

	for (unsigned level = 0; size >= 0 && level < MERKLE_LEVELS && at + MERKLE_HASH_SIZE <= bytes.n; level++)
		if (edge.size >> level & 1) {
			memcpy(edge.peaks[level].bytes, bytes.p + at, MERKLE_HASH_SIZE);
			at += MERKLE_HASH_SIZE;
		}
	if (size < 0 || at != bytes.n || at != MERKLE_HASH_SIZE * (size_t)__builtin_popcountll(edge.size))
		return fault_set(why, ERR_CORRUPT, "the log's edge does not fit its size of %lld", (long long)size);
	*ret_edge = edge;
	return ERR_OK;
}

enum err log_store_edge(struct tx *tx, struct arena *arena, struct log_edge_row *ret_row, struct fault *why)
{
	struct log_edge_row row = {.head = ""};
	struct rows *rows;
	enum err err = tx_query(tx, arena, "SELECT size, peaks, head FROM log_edge", NULL, 0, &rows, why);

	if (err)
		return err;
	if (rows_count(rows)) {
		row.head = rows_text(rows, 0, 2);
		err = read_peaks(rows_int(rows, 0, 0), rows_blob(rows, 0, 1), &row.edge, why);
	}
	if (!err)
		*ret_row = row;
	return err;
}

enum err log_store_save_edge(struct tx *tx, const struct merkle_edge *edge, const char *head, struct fault *why)
{
	unsigned char bytes[MERKLE_LEVELS * MERKLE_HASH_SIZE];
	struct str peaks = write_peaks(edge, bytes);

	return tx_execute(tx,
			  "INSERT INTO log_edge (only_one, size, peaks, head) VALUES (1, $1, $2, $3) "
			  "ON CONFLICT (only_one) DO UPDATE SET size = $1, peaks = $2, head = $3",
			  PARAMS(P_INT((int64_t)edge->size), P_BLOB(peaks), P_TEXT(head)), NULL, why);
}

/* --- entries --- */

enum err log_store_append(struct tx *tx, struct merkle_edge *edge, const struct log_entry *entry, struct str bytes,
			  struct fault *why)
{
	struct merkle_subtree completed[MERKLE_LEVELS];
	unsigned char nodes[MERKLE_LEVELS * MERKLE_HASH_SIZE];
	struct merkle_hash leaf = merkle_leaf(bytes);
	struct merkle_edge grown = *edge;
	size_t count = merkle_append(&grown, &leaf, completed);
	enum err err;

	for (size_t i = 0; i < count; i++)
		memcpy(nodes + i * MERKLE_HASH_SIZE, completed[i].hash.bytes, MERKLE_HASH_SIZE);
	err = tx_execute(tx,
			 "INSERT INTO log_entry (position, edition, case_number, bytes, nodes) "
			 "VALUES ($1, $2, $3, $4, $5)",
			 PARAMS(P_INT((int64_t)grown.size), P_TEXT(entry->edition), P_INT(entry->case_number),
				P_BLOB(bytes), P_BLOB(str_of(nodes, count * MERKLE_HASH_SIZE))),
			 NULL, why);
	if (!err)
		*edge = grown;
	return err;
}

#define ENTRY_COLUMNS "position, edition, case_number, bytes, nodes"

static void read_entries(struct arena *arena, const struct rows *rows, struct log_entry_row **ret_rows,
			 size_t *ret_count)
{
	struct log_entry_row *list = arena_array(arena, rows_count(rows), sizeof(*list));

	for (size_t i = 0; i < rows_count(rows); i++)
		list[i] = (struct log_entry_row){
			.position = rows_int(rows, i, 0),
			.edition = rows_text(rows, i, 1),
			.case_number = rows_int(rows, i, 2),
			.bytes = rows_blob(rows, i, 3),
			.nodes = rows_blob(rows, i, 4),
		};
	*ret_rows = list;
	*ret_count = rows_count(rows);
}

enum err log_store_list(struct tx *tx, struct arena *arena, int64_t after, int64_t limit,
			struct log_entry_row **ret_rows, size_t *ret_count, struct fault *why)
{
	struct rows *rows;
	enum err err;

	err = tx_query(tx, arena,
		       "SELECT " ENTRY_COLUMNS " FROM log_entry WHERE position > $1 ORDER BY position LIMIT $2",
		       PARAMS(P_INT(after), P_INT(limit)), &rows, why);
	if (!err)
		read_entries(arena, rows, ret_rows, ret_count);
	return err;
}

enum err log_store_scan(struct tx *tx, log_store_see see, void *context, struct fault *why)
{
	int64_t last = INT64_MIN;
	size_t count = 1;
	struct arena arena;
	enum err err = ERR_OK;

	arena_init(&arena);
	while (!err && count) {
		struct log_entry_row *rows;

		arena_reset(&arena);
		err = log_store_list(tx, &arena, last, ROWS_AT_ONCE, &rows, &count, why);
		for (size_t i = 0; !err && i < count; i++) {
			err = see(context, &arena, &rows[i], why);
			last = rows[i].position;
		}
	}
	arena_release(&arena);
	return err;
}

enum err log_store_list_case(struct tx *tx, struct arena *arena, const char *edition, int64_t case_number,
			     struct log_entry_row **ret_rows, size_t *ret_count, struct fault *why)
{
	struct rows *rows;
	enum err err;

	err = tx_query(tx, arena,
		       "SELECT " ENTRY_COLUMNS " FROM log_entry WHERE edition = $1 AND case_number = $2 "
		       "ORDER BY position",
		       PARAMS(P_TEXT(edition), P_INT(case_number)), &rows, why);
	if (!err)
		read_entries(arena, rows, ret_rows, ret_count);
	return err;
}

static enum err read_node(void *context, unsigned level, uint64_t index, struct merkle_hash *ret_hash,
			  struct fault *why)
{
	int64_t position = (int64_t)((index + 1) << level);
	struct rows *rows;
	struct str nodes;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = tx_query(context, &arena, "SELECT nodes FROM log_entry WHERE position = $1", PARAMS(P_INT(position)),
		       &rows, why);
	if (err)
		return err;
	nodes = rows_count(rows) ? rows_blob(rows, 0, 0) : str_of("", 0);
	if (nodes.n < (level + 1) * (size_t)MERKLE_HASH_SIZE)
		return fault_set(why, ERR_CORRUPT, "the log's entry %lld is gone or damaged", (long long)position);
	memcpy(ret_hash->bytes, nodes.p + level * (size_t)MERKLE_HASH_SIZE, MERKLE_HASH_SIZE);
	return ERR_OK;
}

struct merkle_nodes log_store_nodes(struct tx *tx)
{
	return (struct merkle_nodes){read_node, tx};
}

/* --- salts --- */

enum err log_store_save_salts(struct tx *tx, const struct log_salt_row *rows, size_t count, struct fault *why)
{
	/* One text for each count, so that it is prepared once. */
	struct param params[4 * LOG_STORE_SALTS_AT_ONCE];
	BUF_SCOPED sql;

	if (count > LOG_STORE_SALTS_AT_ONCE)
		return fault_set(why, ERR_INVALID, "%zu salts at once", count);
	buf_init(&sql, 1000);
	buf_add_text(&sql, "INSERT INTO log_salt (unit, key, position, salt) VALUES ");
	for (size_t i = 0; i < count; i++) {
		const struct param row[] = {
			P_TEXT(rows[i].unit),
			P_TEXT(rows[i].key),
			P_INT(rows[i].position),
			P_BLOB(str_of(rows[i].salt.bytes, COMMITMENT_SALT_SIZE)),
		};
		memcpy(&params[4 * i], row, sizeof(row));
		buf_printf(&sql, "%s($%zu, $%zu, $%zu, $%zu)", i ? ", " : "", 4 * i + 1, 4 * i + 2, 4 * i + 3,
			   4 * i + 4);
	}
	buf_add_text(&sql, " ON CONFLICT (unit, key) DO UPDATE SET position = excluded.position, salt = excluded.salt");
	return count ? tx_execute(tx, buf_text(&sql), params, 4 * count, NULL, why) : ERR_OK;
}

enum err log_store_list_salts(struct tx *tx, struct arena *arena, const char *unit, const char *key, int64_t limit,
			      struct log_salt_row **ret_rows, size_t *ret_count, struct fault *why)
{
	struct log_salt_row *list;
	struct rows *rows;
	enum err err;

	err = tx_query(tx, arena,
		       "SELECT unit, key, position, salt FROM log_salt WHERE (unit, key) > ($1, $2) "
		       "ORDER BY unit, key LIMIT $3",
		       PARAMS(P_TEXT(unit), P_TEXT(key), P_INT(limit)), &rows, why);
	if (err)
		return err;
	list = arena_array(arena, rows_count(rows), sizeof(*list));
	for (size_t i = 0; i < rows_count(rows); i++) {
		struct str salt = rows_blob(rows, i, 3);

		list[i] = (struct log_salt_row){
			rows_text(rows, i, 0), rows_text(rows, i, 1), rows_int(rows, i, 2), {{0}}};
		if (salt.n == COMMITMENT_SALT_SIZE)
			memcpy(list[i].salt.bytes, salt.p, COMMITMENT_SALT_SIZE);
	}
	*ret_rows = list;
	*ret_count = rows_count(rows);
	return ERR_OK;
}

enum err log_store_count_salts(struct tx *tx, int64_t *ret_count, struct fault *why)
{
	struct rows *rows;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = tx_query(tx, &arena, "SELECT count(*) FROM log_salt", NULL, 0, &rows, why);
	if (!err)
		*ret_count = rows_int(rows, 0, 0);
	return err;
}
