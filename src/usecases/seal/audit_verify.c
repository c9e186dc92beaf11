/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/seal/audit_verify.h"

#include <string.h>

#include "codec/digest.h"
#include "seal/checkpoint.h"
#include "store/application/case_count.h"
#include "store/bound_content.h"
#include "store/seal/cosignature_store.h"
#include "store/seal/log_store.h"
#include "store/support_store.h"
#include "store/system/setting_store.h"
#include "usecases/log_key.h"
#include "usecases/seal/commitment_map.h"
#include "usecases/seal/difference_list.h"
#include "usecases/seal/replay.h"
#include "usecases/seal/replay_rules.h"
#include "usecases/seal/witness_list.h"

#define VERIFY_UNITS_AT_ONCE INT64_C(500000) /* some 50 MB */
#define SALTS_AT_ONCE        1000

struct verify_run {
	struct arena *arena; /* of the report */
	struct tx *tx;
	const struct audit_verify_input *input;
	struct note_key key;
	bool has_key;
	struct difference_list differences;
	struct commitment_map map; /* of the present part */
	struct merkle_edge edge;   /* of the entries so far */
	struct replay replay;
	struct checkpoint kept; /* size 0 for none */
	struct note kept_note;
	struct merkle_hash kept_root; /* of the log's first kept.size entries */
	int64_t units;
	struct value *witnesses;
};

static void differ(struct verify_run *run, const char *kind, const char *unit, const char *key, int64_t position)
{
	difference_list_add(&run->differences, kind, unit, key, position);
}

/* --- the log by itself --- */

/* The hashes beside an entry are those of the subtrees that it completes. */
static bool has_these_nodes(const struct log_entry_row *row, const struct merkle_subtree *completed, size_t count)
{
	bool same = row->nodes.n == count * MERKLE_HASH_SIZE;

	for (size_t i = 0; same && i < count; i++)
		same = memcmp(row->nodes.p + i * MERKLE_HASH_SIZE, completed[i].hash.bytes, MERKLE_HASH_SIZE) == 0;
	return same;
}

static void check_tree(struct verify_run *run, const struct log_entry_row *row)
{
	struct merkle_subtree completed[MERKLE_LEVELS];
	struct merkle_hash leaf = merkle_leaf(row->bytes);
	int64_t expected = (int64_t)run->edge.size + 1;
	size_t count = merkle_append(&run->edge, &leaf, completed);

	if (row->position != expected)
		differ(run, "entry_missing", NULL, NULL, expected);
	if (!has_these_nodes(row, completed, count))
		differ(run, "entry_hash", NULL, NULL, row->position);
	if (run->edge.size == run->kept.size)
		run->kept_root = merkle_edge_root(&run->edge);
}

static void check_entry(struct verify_run *run, const struct log_entry_row *row, const struct log_entry *entry)
{
	enum replay_problem problem = replay_add(&run->replay, entry);

	if (problem != REPLAY_GOOD)
		differ(run, replay_problem_name(problem), NULL, NULL, row->position);
	if (strcmp(row->edition, entry->edition) != 0 || row->case_number != entry->case_number)
		differ(run, "entry_columns", NULL, NULL, row->position);
}

/* The log is read once a part; what it says of itself is looked at the first time. */
static enum err take_entry(void *context, struct arena *arena, const struct log_entry_row *row, struct fault *why)
{
	struct verify_run *run = context;
	struct log_entry entry;
	bool is_first = run->map.part == 0;

	if (is_first)
		check_tree(run, row);
	if (log_entry_read(arena, row->bytes, &entry, NULL)) {
		if (is_first)
			differ(run, "entry_unreadable", NULL, NULL, row->position);
		return ERR_OK;
	}
	if (is_first)
		check_entry(run, row, &entry);
	for (size_t i = 0; i < entry.bound_count; i++) {
		unsigned char id[COMMITMENT_ID_SIZE];
		const struct log_bound *bound = &entry.bound[i];

		if (commitment_map_holds(&run->map, bound->name, bound->key, id))
			commitment_map_put(&run->map, id, &bound->commitment, row->position);
	}
	return ERR_OK;
}

static enum err read_log(struct verify_run *run, struct fault *why)
{
	return log_store_scan(run->tx, take_entry, run, why);
}

/* --- heads --- */

static bool is_same_tree(const struct merkle_edge *a, const struct merkle_edge *b)
{
	struct merkle_hash root_a, root_b;

	if (a->size != b->size)
		return false;
	for (unsigned level = 0; level < MERKLE_LEVELS; level++)
		if (a->size >> level & 1 && !merkle_equal(&a->peaks[level], &b->peaks[level]))
			return false;
	root_a = merkle_edge_root(a);
	root_b = merkle_edge_root(b);
	return merkle_equal(&root_a, &root_b);
}

/* The head that the store holds, against the log. */
static enum err check_head(struct verify_run *run, struct fault *why)
{
	struct merkle_hash root = merkle_edge_root(&run->edge);
	struct log_edge_row row;
	struct checkpoint head;
	struct fault unsigned_head;
	struct note note;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = log_store_edge(run->tx, &arena, &row, why);
	if (err == ERR_CORRUPT) {
		differ(run, "edge", NULL, NULL, 0);
		return ERR_OK;
	}
	if (err)
		return err;
	if (!is_same_tree(&row.edge, &run->edge))
		differ(run, "edge", NULL, NULL, 0);
	if (!run->edge.size && !row.head[0])
		return ERR_OK;
	if (!run->has_key || checkpoint_open(&arena, str_from(row.head), &run->key, &note, &head, &unsigned_head))
		differ(run, "head_signature", NULL, NULL, 0);
	else if (head.size != run->edge.size || !merkle_equal(&head.root, &root))
		differ(run, "head_root", NULL, NULL, 0);
	return ERR_OK;
}

static void check_kept(struct verify_run *run)
{
	if (!run->kept.size)
		return;
	if (run->kept.size > run->edge.size)
		differ(run, "kept_head_longer", NULL, NULL, (int64_t)run->edge.size);
	else if (!merkle_equal(&run->kept.root, &run->kept_root))
		differ(run, "kept_head_root", NULL, NULL, (int64_t)run->kept.size);
}

/* --- what is bound --- */

static enum err read_salts(struct verify_run *run, struct fault *why)
{
	struct arena pages[2]; /* the last row of a page names where the next begins */
	const char *unit = "", *key = "";
	size_t count = SALTS_AT_ONCE;
	enum err err = ERR_OK;

	arena_init(&pages[0]);
	arena_init(&pages[1]);
	for (size_t turn = 0; !err && count == SALTS_AT_ONCE; turn ^= 1) {
		struct log_salt_row *rows;

		arena_reset(&pages[turn]);
		err = log_store_list_salts(run->tx, &pages[turn], unit, key, SALTS_AT_ONCE, &rows, &count, why);
		for (size_t i = 0; !err && i < count; i++) {
			unsigned char id[COMMITMENT_ID_SIZE];
			struct commitment_entry *entry;

			unit = rows[i].unit;
			key = rows[i].key;
			if (!commitment_map_holds(&run->map, unit, key, id))
				continue;
			entry = commitment_map_find(&run->map, id);
			if (!entry || entry->position != rows[i].position) {
				differ(run, "salt_of_nothing", unit, key, rows[i].position);
				continue;
			}
			entry->salt = rows[i].salt;
			entry->has_salt = true;
		}
	}
	arena_release(&pages[0]);
	arena_release(&pages[1]);
	return err;
}

static enum err see_unit(void *context, enum bound_unit unit, const struct bound_key *key, struct str content,
			 struct fault *why)
{
	struct verify_run *run = context;
	const char *name = bound_unit_name(unit);
	unsigned char id[COMMITMENT_ID_SIZE];
	struct commitment_entry *entry;
	struct commitment now;

	(void)why;
	if (!commitment_map_holds(&run->map, name, key->text, id))
		return ERR_OK;
	run->units++;
	entry = commitment_map_find(&run->map, id);
	if (!entry) {
		differ(run, "row_added", name, key->text, 0);
		return ERR_OK;
	}
	entry->has_row = true;
	now = commitment_of(&entry->salt, content);
	if (!entry->has_salt)
		differ(run, "salt_missing", name, key->text, entry->position);
	else if (!commitment_equal(&now, &entry->commitment))
		differ(run, "row_changed", name, key->text, entry->position);
	return ERR_OK;
}

/* Names the unit of an entry of the map, which keeps only the hash of its name. */
static enum err tell_removed(struct verify_run *run, const struct commitment_entry *removed, struct fault *why)
{
	struct log_entry_row *rows;
	struct log_entry entry;
	size_t count;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = log_store_list(run->tx, &arena, removed->position - 1, 1, &rows, &count, why);
	if (err || !count || log_entry_read(&arena, rows[0].bytes, &entry, why))
		return err;
	for (size_t i = 0; i < entry.bound_count; i++) {
		unsigned char id[COMMITMENT_ID_SIZE];

		if (commitment_map_holds(&run->map, entry.bound[i].name, entry.bound[i].key, id) &&
		    memcmp(id, removed->id, sizeof(id)) == 0)
			differ(run, "row_removed", entry.bound[i].name, entry.bound[i].key, removed->position);
	}
	return ERR_OK;
}

/* What is bound and has no row was removed, unless its newest commitment is to nothing. */
static enum err check_removed(struct verify_run *run, struct fault *why)
{
	enum err err = ERR_OK;

	for (size_t i = 0; !err && i < run->map.count; i++) {
		const struct commitment_entry *entry = &run->map.entries[i];
		struct commitment nothing = commitment_of(&entry->salt, str_of("", 0));

		if (!entry->has_row && (!entry->has_salt || !commitment_equal(&nothing, &entry->commitment)))
			err = tell_removed(run, entry, why);
	}
	return err;
}

static enum err verify_part(struct verify_run *run, uint64_t part, uint64_t parts, struct fault *why)
{
	enum err err;

	commitment_map_init(&run->map, part, parts);
	err = read_log(run, why);
	if (!err)
		err = read_salts(run, why);
	for (int unit = 0; !err && unit < BOUND_UNITS; unit++)
		err = bound_content_scan(run->tx, (enum bound_unit)unit, see_unit, run, why);
	if (!err)
		err = check_removed(run, why);
	commitment_map_release(&run->map);
	return err;
}

/* --- the whole --- */

static enum err read_key(struct verify_run *run, struct fault *why)
{
	struct str key = str_trim(run->input->key);
	struct fault unreadable;
	const char *stored;
	enum err err;

	if (key.n) {
		run->has_key = true;
		return note_key_read(key, &run->key, why);
	}
	err = setting_store_get(run->tx, run->arena, LOG_KEY_SETTING, &stored, why);
	if (!err)
		run->has_key = !note_key_read(str_from(stored), &run->key, &unreadable);
	return err;
}

/* A head that was saved out of a mail: without carriage returns and without empty lines around it. */
static struct str tidy(struct arena *arena, struct str text)
{
	char *tidied = arena_alloc(arena, text.n + 2);
	size_t size = 0;

	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] != '\r' && (size || text.p[i] != '\n'))
			tidied[size++] = text.p[i];
	while (size && tidied[size - 1] == '\n')
		size--;
	tidied[size++] = '\n';
	return str_of(tidied, size);
}

/* A head that this log's key did not sign is a difference; a text that is no head is a wrong input. */
static enum err read_kept(struct verify_run *run, struct fault *why)
{
	enum err err;

	if (!run->input->head.p)
		return ERR_OK;
	err = note_read(run->arena, tidy(run->arena, run->input->head), &run->kept_note, why);
	if (!err)
		err = checkpoint_read(run->kept_note.text, &run->kept, why);
	if (err)
		return err;
	if (!run->has_key || note_check(&run->kept_note, &run->key, NULL) != NOTE_SIGNED)
		differ(run, "kept_head_signature", NULL, NULL, 0);
	return ERR_OK;
}

/* Who witnessed the head from outside or, without one, the newest that was witnessed. */
static enum err list_witnesses(struct verify_run *run, struct fault *why)
{
	if (run->kept.size)
		return witness_list_of(run->tx, run->arena, &run->kept_note, &run->kept, &run->witnesses, why);
	return witness_list_newest(run->tx, run->arena, run->key.name, &run->witnesses, why);
}

/* The numbers that stand for a count of cases, and the list of those that take part, are in no commitment. */
static enum err check_counts(struct verify_run *run, struct fault *why)
{
	const char *wrong;
	bool is_right = false;
	enum err err = case_count_verify(run->tx, run->arena, &is_right, &wrong, why);

	if (!err && !is_right)
		differ(run, "case_count", "case_count", wrong, 0);
	if (!err)
		err = support_store_verify(run->tx, run->arena, &is_right, &wrong, why);
	if (!err && !is_right)
		differ(run, "support", "support", wrong, 0);
	return err;
}

static enum err verify_all(struct verify_run *run, struct fault *why)
{
	uint64_t parts;
	int64_t salts;
	enum err err;

	err = read_key(run, why);
	if (!err)
		err = read_kept(run, why);
	if (!err)
		err = log_store_count_salts(run->tx, &salts, why);
	if (err)
		return err;
	parts = (uint64_t)(salts / VERIFY_UNITS_AT_ONCE) + 1;
	for (uint64_t part = 0; !err && part < parts; part++)
		err = verify_part(run, part, parts, why);
	if (!err)
		err = check_counts(run, why);
	if (!err)
		err = check_head(run, why);
	if (err)
		return err;
	check_kept(run);
	return list_witnesses(run, why);
}

static const char *root_text(struct arena *arena, const struct merkle_edge *edge)
{
	struct merkle_hash root = merkle_edge_root(edge);

	return str_dup(arena, digest_base64_encode(arena, str_of(root.bytes, sizeof(root.bytes))));
}

enum err audit_verify_in(struct tx *tx, struct arena *arena, const struct audit_verify_input *input,
			 struct value **ret_report, struct fault *why)
{
	struct verify_run run = {
		.arena = arena, .tx = tx, .input = input, .differences = {.arena = arena}, .replay = {.arena = arena}};
	struct value *report = value_map(arena);
	struct replay_rules_source source;
	enum err err;

	run.replay.rules = replay_rules_begin(&source, tx);
	err = verify_all(&run, why);
	replay_rules_end(&source);
	if (err)
		return err;
	if (replay_end(&run.replay) != REPLAY_GOOD)
		differ(&run, replay_problem_name(REPLAY_OWED), NULL, NULL, (int64_t)run.edge.size);
	value_set_int(arena, report, "entries", (int64_t)run.edge.size);
	value_set_int(arena, report, "cases", run.replay.cases);
	value_set_int(arena, report, "units", run.units);
	value_set_text(arena, report, "root", root_text(arena, &run.edge));
	if (run.kept.size)
		value_set_int(arena, report, "kept", (int64_t)run.kept.size);
	value_set_bool(arena, report, "no_head", !run.kept.size && str_trim(input->key).n);
	value_set_bool(arena, report, "nothing_outside", !run.kept.size && !str_trim(input->key).n);
	value_set(arena, report, "cosigned", run.witnesses);
	value_set(arena, report, "differences", difference_list_value(&run.differences, arena));
	*ret_report = report;
	return ERR_OK;
}

struct verify_call {
	struct arena *arena;
	const struct audit_verify_input *input;
	struct value *report;
};

static enum err verify(struct tx *tx, void *context, struct fault *why)
{
	struct verify_call *call = context;

	return audit_verify_in(tx, call->arena, call->input, &call->report, why);
}

enum err audit_verify(const struct office *office, struct arena *arena, const struct audit_verify_input *input,
		      struct value **ret_report, struct fault *why)
{
	struct verify_call call = {arena, input, NULL};
	enum err err = db_read(office->db, verify, &call, why);

	if (!err)
		*ret_report = call.report;
	return err;
}
