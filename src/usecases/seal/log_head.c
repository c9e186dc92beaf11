/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/seal/log_head.h"

#include <string.h>

#include "seal/checkpoint.h"
#include "store/seal/cosignature_store.h"
#include "store/seal/log_store.h"
#include "store/system/setting_store.h"
#include "usecases/log_key.h"
#include "usecases/office_open.h"
#include "usecases/say_deed.h"

struct head_read {
	struct arena *arena;
	const char *note;
};

static enum err read_head(struct tx *tx, void *context, struct fault *why)
{
	struct head_read *read = context;
	struct log_edge_row row;
	enum err err = log_store_edge(tx, read->arena, &row, why);

	if (!err && !row.head[0])
		err = fault_set(why, ERR_NOT_FOUND, "nothing has happened yet: the log is empty");
	if (!err)
		read->note = row.head;
	return err;
}

/* The head of that size anew, with the signatures that were kept under it. */
static enum err write_witnessed(struct tx *tx, struct head_read *read, int64_t size, struct buf *note,
				struct fault *why)
{
	struct merkle_nodes nodes = log_store_nodes(tx);
	struct checkpoint head = {.size = (uint64_t)size};
	struct cosignature_row *rows;
	struct merkle_edge edge;
	struct note_key key;
	const char *key_text;
	size_t count;
	enum err err = cosignature_store_list(tx, read->arena, size, &rows, &count, why);

	if (!err)
		err = setting_store_get(tx, read->arena, LOG_KEY_SETTING, &key_text, why);
	if (!err)
		err = note_key_read(str_from(key_text), &key, why);
	if (!err)
		err = merkle_edge_load(&nodes, head.size, &edge, why);
	if (err)
		return err;
	memcpy(head.origin, key.name, sizeof(head.origin));
	head.root = merkle_edge_root(&edge);
	checkpoint_write(&head, note);
	buf_printf(note, "\n%s", rows[0].head_line);
	for (size_t i = 0; i < count; i++)
		buf_add_text(note, rows[i].line);
	return buf_finish(note, "the head", why);
}

static enum err read_witnessed(struct tx *tx, void *context, struct fault *why)
{
	struct head_read *read = context;
	int64_t size;
	BUF_SCOPED note;
	enum err err = cosignature_store_newest(tx, &size, why);

	if (!err && !size)
		err = fault_set(why, ERR_NOT_FOUND, "no witness has signed a head of this log");
	if (err)
		return err;
	buf_init(&note, NOTE_BYTES_MAX);
	err = write_witnessed(tx, read, size, &note, why);
	read->note = arena_strdup(read->arena, buf_text(&note));
	return err;
}

enum err log_head_read(const struct office *office, struct arena *arena, const char **ret_note, struct fault *why)
{
	struct head_read read = {.arena = arena};
	enum err err = db_read(office->db, read_head, &read, why);

	if (!err)
		*ret_note = read.note;
	return err;
}

enum err log_head_read_witnessed(const struct office *office, struct arena *arena, const char **ret_note,
				 struct fault *why)
{
	struct head_read read = {.arena = arena};
	enum err err = db_read(office->db, read_witnessed, &read, why);

	if (!err)
		*ret_note = read.note;
	return err;
}

static enum err read_key(struct tx *tx, void *context, struct fault *why)
{
	struct head_read *read = context;

	return setting_store_get(tx, read->arena, LOG_KEY_SETTING, &read->note, why);
}

enum err log_head_key(const struct office *office, struct arena *arena, const char **ret_key, struct fault *why)
{
	struct head_read read = {.arena = arena};
	enum err err = db_read(office->db, read_key, &read, why);

	if (!err)
		*ret_key = read.note;
	return err;
}

/* --- growth --- */

struct growth {
	int64_t from, to;
	struct merkle_proof proof;
};

static enum err prove_growth(struct tx *tx, void *context, struct fault *why)
{
	struct growth *growth = context;
	struct merkle_nodes nodes = log_store_nodes(tx);
	struct log_edge_row row;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = log_store_edge(tx, &arena, &row, why);
	if (err)
		return err;
	if ((uint64_t)growth->to > row.edge.size)
		return fault_set(why, ERR_NOT_FOUND, "the log has %llu entries", (unsigned long long)row.edge.size);
	return merkle_prove_consistency(&nodes, (uint64_t)growth->from, (uint64_t)growth->to, &growth->proof, why);
}

enum err log_head_prove_growth(const struct office *office, int64_t from, int64_t to, struct merkle_proof *ret_proof,
			       struct fault *why)
{
	struct growth growth = {.from = from, .to = to};
	enum err err;

	if (from < 0 || to < from)
		return fault_set(why, ERR_INVALID, "a log grows from a size to the same or a larger one");
	err = db_read(office->db, prove_growth, &growth, why);
	if (!err)
		*ret_proof = growth.proof;
	return err;
}

/* --- cosigning --- */

struct cosigning {
	const struct office *office;
	struct arena *arena;
	struct note note;
	struct checkpoint head;
	const char *head_line;  /* the log's own signature under it */
	bool is_signed, is_new; /* by a witness that the office knows; and not kept so far */
};

/* Whether the log had this root at this size. */
static enum err demand_head(struct tx *tx, const struct checkpoint *head, struct fault *why)
{
	struct merkle_nodes nodes = log_store_nodes(tx);
	struct merkle_edge edge;
	struct merkle_hash root;
	struct log_edge_row row;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = log_store_edge(tx, &arena, &row, why);
	if (!err && head->size <= row.edge.size)
		err = merkle_edge_load(&nodes, head->size, &edge, why);
	if (err)
		return err;
	if (head->size && head->size <= row.edge.size) {
		root = merkle_edge_root(&edge);
		if (merkle_equal(&root, &head->root))
			return ERR_OK;
	}
	return fault_set(why, ERR_CONFLICT, "this is no head of this log");
}

/* What this witness signed, unless it is kept already. */
static enum err keep(struct tx *tx, struct cosigning *cosigning, const struct note_key *key, struct fault *why)
{
	struct cosignature_row row = {.size = (int64_t)cosigning->head.size,
				      .key_id = key->id,
				      .head_line = cosigning->head_line,
				      .kept_ms = clock_now_ms(&cosigning->office->clock)};
	bool has;
	BUF_SCOPED line;
	enum err err;

	switch (note_check(&cosigning->note, key, NULL)) {
	case NOTE_UNSIGNED: return ERR_OK;
	case NOTE_FORGED: return fault_set(why, ERR_DENIED, "a forged signature of the witness %s", key->name);
	case NOTE_SIGNED: break;
	}
	cosigning->is_signed = true;
	err = cosignature_store_has(tx, row.size, row.key_id, &has, why);
	if (err || has)
		return err;
	cosigning->is_new = true;
	buf_init(&line, NOTE_BYTES_MAX);
	note_write_lines_of(&cosigning->note, key, &line);
	row.line = buf_text(&line);
	err = buf_finish(&line, "a signature", why);
	return err ? err : cosignature_store_add(tx, &row, why);
}

/* The head has to be signed by the log too: both signatures are kept. */
static enum err find_head_line(struct tx *tx, struct cosigning *cosigning, struct fault *why)
{
	const char *text;
	struct note_key key;
	BUF_SCOPED line;
	enum err err = setting_store_get(tx, cosigning->arena, LOG_KEY_SETTING, &text, why);

	if (!err)
		err = note_key_read(str_from(text), &key, why);
	if (err)
		return err;
	if (note_check(&cosigning->note, &key, NULL) != NOTE_SIGNED)
		return fault_set(why, ERR_DENIED, "this head does not bear the signature of the log itself");
	buf_init(&line, NOTE_BYTES_MAX);
	note_write_lines_of(&cosigning->note, &key, &line);
	cosigning->head_line = arena_strdup(cosigning->arena, buf_text(&line));
	return buf_finish(&line, "a signature", why);
}

static enum err cosign(struct tx *tx, void *context, struct fault *why)
{
	struct cosigning *cosigning = context;
	struct actor program = actor_program();
	const char *keys = "";
	struct str rest;
	enum err err = demand_head(tx, &cosigning->head, why);

	cosigning->is_signed = cosigning->is_new = false;
	if (!err)
		err = find_head_line(tx, cosigning, why);
	if (!err)
		err = setting_store_get(tx, cosigning->arena, OFFICE_WITNESS_KEYS, &keys, why);
	for (rest = str_from(keys); !err && rest.n;) {
		struct str line = str_trim(str_cut(&rest, '\n'));
		struct note_key key;

		if (!line.n)
			continue;
		err = note_key_read(line, &key, why);
		if (!err)
			err = keep(tx, cosigning, &key, why);
	}
	if (!err && !cosigning->is_signed)
		err = fault_set(why, ERR_DENIED, "no signature of a witness that this office knows");
	if (!err && cosigning->is_new)
		say_deed(tx, &cosigning->office->clock, &program, "head_cosigned");
	return err;
}

enum err log_head_cosign(const struct office *office, struct str note, struct fault *why)
{
	struct cosigning cosigning = {.office = office};
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	cosigning.arena = &arena;
	err = note_read(&arena, note, &cosigning.note, why);
	if (!err)
		err = checkpoint_read(cosigning.note.text, &cosigning.head, why);
	return err ? err : db_write(office->db, cosign, &cosigning, why);
}
