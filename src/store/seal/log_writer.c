/* SPDX-License-Identifier: Apache-2.0 */
#include "store/seal/log_writer.h"

#include <string.h>
#include <sys/random.h>

#include "store/bound.h"
#include "store/bound_content.h"
#include "store/engine.h"

static struct log_writer *writer_of(struct db_seal *seal)
{
	return (struct log_writer *)seal; /* its first member */
}

static enum err begin(struct db_seal *seal, struct tx *tx, struct fault *why)
{
	writer_of(seal)->is_loaded = writer_of(seal)->is_grown = false;
	if (!tx->engine->has_many_writers)
		return ERR_OK;
	return tx_execute(tx, "LOCK TABLE log_entry IN EXCLUSIVE MODE", NULL, 0, NULL, why);
}

static enum err load_edge(struct log_writer *writer, struct tx *tx, struct fault *why)
{
	struct log_edge_row row;
	ARENA_SCOPED arena;
	enum err err;

	if (writer->is_loaded)
		return ERR_OK;
	arena_init(&arena);
	err = log_store_edge(tx, &arena, &row, why);
	if (err)
		return err;
	writer->edge = row.edge;
	writer->is_loaded = true;
	return ERR_OK;
}

/* --- what a work touched --- */

/* The commitments of one entry, with the salts that they are made with. */
struct bindings {
	struct arena arena; /* of the arrays */
	struct log_bound *bound;
	struct log_salt_row *salts;
	struct bound_key *keys;
	size_t count;
	struct arena rows; /* of one unit after the other, as is content */
	struct buf content;
};

static void init_bindings(struct bindings *bindings, size_t count)
{
	*bindings = (struct bindings){0};
	arena_init(&bindings->arena);
	arena_init(&bindings->rows);
	buf_init(&bindings->content, BOUND_CONTENT_MAX);
	bindings->bound = arena_array(&bindings->arena, count, sizeof(*bindings->bound));
	bindings->salts = arena_array(&bindings->arena, count, sizeof(*bindings->salts));
	bindings->keys = arena_array(&bindings->arena, count, sizeof(*bindings->keys));
}

static void release_bindings(struct bindings *bindings)
{
	buf_release(&bindings->content);
	arena_release(&bindings->rows);
	arena_release(&bindings->arena);
}

static enum err bind_unit(struct tx *tx, const struct bound_touched *touched, int64_t position,
			  const struct commitment_salt *drawn, struct bindings *bindings, struct fault *why)
{
	struct bound_key *key = &bindings->keys[bindings->count];
	const char *unit = bound_unit_name(touched->unit);
	struct commitment commitment;
	enum err err;

	if (!bound_unit_key(touched->key, touched->parts, key))
		return fault_set(why, ERR_INVALID, "a key of %s is too long for the log", unit);
	arena_reset(&bindings->rows);
	buf_clear(&bindings->content);
	err = bound_content_read(tx, &bindings->rows, touched->unit, touched->key, &bindings->content, why);
	if (err)
		return err;
	commitment = commitment_of(drawn, buf_str(&bindings->content));
	bindings->salts[bindings->count] = (struct log_salt_row){unit, key->text, position, *drawn};
	bindings->bound[bindings->count] = (struct log_bound){unit, key->text, commitment};
	bindings->count++;
	return ERR_OK;
}

/* All that a part of the work touched, for the entry at this position. */
static enum err bind_all(struct tx *tx, const struct bound_touched *touched, size_t count, int64_t position,
			 struct bindings *bindings, struct fault *why)
{
	struct commitment_salt *drawn = arena_array(&bindings->arena, count, sizeof(*drawn));
	enum err err = ERR_OK;

	commitment_salts_draw(drawn, count);
	for (size_t i = 0; !err && i < count; i++)
		err = bind_unit(tx, &touched[i], position, &drawn[i], bindings, why);
	for (size_t i = 0; !err && i < bindings->count; i += LOG_STORE_SALTS_AT_ONCE) {
		size_t left = bindings->count - i;
		err = log_store_save_salts(tx, &bindings->salts[i],
					   left < LOG_STORE_SALTS_AT_ONCE ? left : LOG_STORE_SALTS_AT_ONCE, why);
	}
	return err;
}

static enum err append(struct tx *tx, struct merkle_edge *edge, struct log_entry *entry, struct fault *why)
{
	BUF_SCOPED bytes;
	enum err err;

	if (getrandom(entry->random, sizeof(entry->random), 0) != sizeof(entry->random))
		return fault_set(why, ERR_IO, "the system gave no random bytes");
	buf_init(&bytes, LOG_ENTRY_BYTES_MAX);
	err = log_entry_write(entry, &bytes, why);
	return err ? err : log_store_append(tx, edge, entry, buf_str(&bytes), why);
}

/* The entries of one part; the last of them holds its commitments. */
static enum err append_part(struct tx *tx, struct merkle_edge *edge, const struct bound_work *work,
			    struct bound_part from, struct bound_part end, struct fault *why)
{
	size_t touched = end.touched - from.touched, said = end.said - from.said;
	struct bindings bindings;
	enum err err;

	init_bindings(&bindings, touched);
	err = bind_all(tx, &work->touched[from.touched], touched, (int64_t)(edge->size + said), &bindings, why);
	for (size_t i = 0; !err && i < said; i++) {
		struct log_entry entry = work->said[from.said + i];

		if (i + 1 == said) {
			entry.bound = bindings.bound;
			entry.bound_count = bindings.count;
		}
		err = append(tx, edge, &entry, why);
	}
	release_bindings(&bindings);
	return err;
}

static enum err append_all(struct tx *tx, struct merkle_edge *edge, const struct bound_work *work, struct fault *why)
{
	struct bound_part from = {0, 0};
	enum err err = ERR_OK;

	for (size_t part = 0; !err && part < bound_part_count(work); part++) {
		struct bound_part end = bound_part_end(work, part);
		err = append_part(tx, edge, work, from, end, why);
		from = end;
	}
	return err;
}

static enum err bind(struct db_seal *seal, struct tx *tx, const struct bound_work *work, struct fault *why)
{
	struct log_writer *writer = writer_of(seal);
	struct merkle_edge edge;
	enum err err = bound_check_said(work, why);

	if (!err)
		err = load_edge(writer, tx, why);
	if (err)
		return err;
	edge = writer->edge;
	err = append_all(tx, &edge, work, why);
	if (err)
		return err;
	writer->edge = edge;
	writer->is_grown = true;
	return ERR_OK;
}

static enum err end(struct db_seal *seal, struct tx *tx, struct fault *why)
{
	struct log_writer *writer = writer_of(seal);
	struct merkle_hash root;
	BUF_SCOPED head;

	if (!writer->is_grown)
		return ERR_OK;
	root = merkle_edge_root(&writer->edge);
	buf_init(&head, NOTE_BYTES_MAX);
	checkpoint_write_signed(&writer->signer, writer->edge.size, &root, &head);
	return log_store_save_edge(tx, &writer->edge, buf_text(&head), why);
}

void log_writer_init(struct log_writer *writer, const struct note_signer *signer)
{
	*writer = (struct log_writer){.seal = {begin, bind, end}, .signer = *signer};
}
