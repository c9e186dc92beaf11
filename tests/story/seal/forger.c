/* SPDX-License-Identifier: Apache-2.0 */
#include "story/seal/forger.h"

#include <string.h>

#include "seal/checkpoint.h"
#include "store/bound_content.h"
#include "store/seal/log_store.h"
#include "usecases/log_key.h"
#include "usecases/seal/audit_verify.h"
#include "usecases/seal/log_head.h"

void forger_open(struct forger *forger, struct story *story)
{
	*forger = (struct forger){.story = story, .engine = test_store_engine(story->store)};
	arena_init(&forger->arena);
	assert_ok(forger->engine->open(story->store->address, CONN_WRITES, &forger->conn, &forger->why), &forger->why);
	forger->tx = (struct tx){.engine = forger->engine, .conn = forger->conn, .writes = true};
	if (!story->store->is_postgres) /* before a transaction here, within one there */
		assert_true(forger_run(forger, "PRAGMA foreign_keys = OFF", NULL));
}

void forger_close(struct forger *forger)
{
	forger->engine->close(forger->conn);
	arena_release(&forger->arena);
}

void forger_begin(struct forger *forger)
{
	assert_ok(forger->engine->step(forger->conn, TX_BEGIN, &forger->why), &forger->why);
	if (forger->story->store->is_postgres)
		assert_true(forger_run(forger, "SET LOCAL session_replication_role = replica", NULL));
}

void forger_end(struct forger *forger)
{
	forger->engine->rollback(forger->conn);
	arena_reset(&forger->arena);
}

bool forger_run(struct forger *forger, const char *sql, int64_t *ret_changed)
{
	int64_t changed;
	enum err err = tx_execute(&forger->tx, sql, NULL, 0, &changed, &forger->why);

	if (!err && ret_changed)
		*ret_changed = changed;
	if (err && err != ERR_CONFLICT)
		fail_msg("%s: %s", sql, forger->why.text);
	return !err;
}

const struct value *forger_verify(struct forger *forger, const char *head)
{
	const struct audit_verify_input input = {.head = head[0] ? str_from(head) : (struct str){NULL, 0},
						 .key = str_of("", 0)};
	struct value *report = NULL;

	assert_ok(audit_verify_in(&forger->tx, &forger->arena, &input, &report, &forger->why), &forger->why);
	return report;
}

bool forger_is_named(const struct value *report, const char *kind, const char *unit, const char *key)
{
	const struct value *list = value_get(report, "differences");

	for (size_t i = 0; i < value_count(list); i++) {
		const struct value *item = value_at(list, i);
		bool is_row = !unit || (strcmp(value_get_text(item, "unit"), unit) == 0 &&
					strcmp(value_get_text(item, "key"), key) == 0);

		if (is_row && strcmp(value_get_text(item, "kind"), kind) == 0)
			return true;
	}
	return false;
}

const char *forger_head(struct story *story)
{
	const char *note = NULL;

	assert_ok(log_head_read(story->office, &story->arena, &note, &story->why), &story->why);
	return note;
}

/* --- rewriting the log --- */

/* What is bound now, and to what it would have to be bound. */
struct present {
	const char *unit, *key;
	struct str content;
};

struct rewriting {
	struct forger *forger;
	struct present *items;
	size_t count, room;
	struct log_salt_row *salts;
	size_t salt_count;
};

static enum err see(void *context, enum bound_unit unit, const struct bound_key *key, struct str content,
		    struct fault *why)
{
	struct rewriting *r = context;
	struct arena *arena = &r->forger->arena;

	(void)why;
	r->items = arena_grow(arena, r->items, r->count, &r->room, sizeof(*r->items));
	r->items[r->count++] = (struct present){bound_unit_name(unit), arena_strdup(arena, key->text),
						str_of(str_dup(arena, content), content.n)};
	return ERR_OK;
}

static struct str content_of(const struct rewriting *r, const struct log_bound *bound)
{
	for (size_t i = 0; i < r->count; i++)
		if (strcmp(r->items[i].unit, bound->name) == 0 && strcmp(r->items[i].key, bound->key) == 0)
			return r->items[i].content;
	return str_of("", 0);
}

/* The commitment that the rows of today ask for; one whose salt is newer stays. */
static void bind_again(const struct rewriting *r, struct log_bound *bound, int64_t position)
{
	for (size_t i = 0; i < r->salt_count; i++)
		if (strcmp(r->salts[i].unit, bound->name) == 0 && strcmp(r->salts[i].key, bound->key) == 0 &&
		    r->salts[i].position == position)
			bound->commitment = commitment_of(&r->salts[i].salt, content_of(r, bound));
}

static void append_again(const struct rewriting *r, struct merkle_edge *edge, const struct log_entry_row *row)
{
	struct forger *forger = r->forger;
	struct log_entry entry;
	struct log_bound *bound;
	BUF_SCOPED bytes;

	assert_ok(log_entry_read(&forger->arena, row->bytes, &entry, &forger->why), &forger->why);
	bound = arena_array(&forger->arena, entry.bound_count, sizeof(*bound));
	for (size_t i = 0; i < entry.bound_count; i++) {
		bound[i] = entry.bound[i];
		bind_again(r, &bound[i], row->position);
	}
	entry.bound = bound;
	buf_init(&bytes, LOG_ENTRY_BYTES_MAX);
	assert_ok(log_entry_write(&entry, &bytes, &forger->why), &forger->why);
	assert_ok(log_store_append(&forger->tx, edge, &entry, buf_str(&bytes), &forger->why), &forger->why);
	/* Positions move up where entries were taken out. */
	assert_true(forger_run(forger,
			       arena_printf(&forger->arena, "UPDATE log_salt SET position = %lld WHERE position = %lld",
					    (long long)edge->size, (long long)row->position),
			       NULL));
}

void forger_rewrite_log(struct forger *forger)
{
	struct rewriting r = {.forger = forger};
	struct log_entry_row *rows;
	struct merkle_edge edge = {0};
	struct note_signer signer;
	struct merkle_hash root;
	size_t count;
	BUF_SCOPED head;

	for (int unit = 0; unit < BOUND_UNITS; unit++)
		assert_ok(bound_content_scan(&forger->tx, (enum bound_unit)unit, see, &r, &forger->why), &forger->why);
	assert_ok(log_store_list_salts(&forger->tx, &forger->arena, "", "", 100000, &r.salts, &r.salt_count,
				       &forger->why),
		  &forger->why);
	assert_ok(log_store_list(&forger->tx, &forger->arena, INT64_MIN, 100000, &rows, &count, &forger->why),
		  &forger->why);
	assert_true(forger_run(forger, "DELETE FROM log_entry", NULL));
	for (size_t i = 0; i < count; i++)
		append_again(&r, &edge, &rows[i]);
	assert_ok(log_key_read(test_store_file(forger->story->store, &forger->arena, STORY_LOG_KEY), &signer,
			       &forger->why),
		  &forger->why);
	root = merkle_edge_root(&edge);
	buf_init(&head, NOTE_BYTES_MAX);
	checkpoint_write_signed(&signer, edge.size, &root, &head);
	assert_ok(log_store_save_edge(&forger->tx, &edge, buf_text(&head), &forger->why), &forger->why);
}
