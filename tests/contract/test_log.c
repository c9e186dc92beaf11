/* SPDX-License-Identifier: Apache-2.0 */
/* The log grows with what commits, and only with that. */
#include "lib/test_store.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/bound.h"
#include "store/seal/log_writer.h"
#include "store/system/setting_store.h"

#define ORIGIN "check.example.jp/log"

static const unsigned char seed[NOTE_SEED_SIZE] = "a seed that only the tests know.";

static struct db *open_sealed(const struct test_store *store, struct log_writer *log)
{
	struct note_signer signer;
	struct fault why = {ERR_OK, ""};
	struct db *db = test_store_open(store);

	assert_ok(note_signer_new(STR(ORIGIN), NOTE_SIGNATURE, seed, &signer, &why), &why);
	log_writer_init(log, &signer);
	db_use_seal(db, &log->seal);
	return db;
}

/* --- works --- */

static enum err set(struct tx *tx, void *context, struct fault *why)
{
	const struct log_entry entry = {.kind = "setting_changed", .at_ms = 1};

	bound_say(tx, &entry);
	return setting_store_set(tx, context, "x", why);
}

static enum err set_and_fail(struct tx *tx, void *context, struct fault *why)
{
	enum err err = set(tx, context, why);

	return err ? err : fault_set(why, ERR_CONFLICT, "after all not");
}

static enum err set_silently(struct tx *tx, void *context, struct fault *why)
{
	return setting_store_set(tx, context, "x", why);
}

static enum err write_unannounced(struct tx *tx, void *context, struct fault *why)
{
	const struct log_entry entry = {.kind = "setting_changed", .at_ms = 1};

	bound_say(tx, &entry);
	return tx_execute(tx, "INSERT INTO setting (name, value) VALUES ('a', 'b')", NULL, 0, NULL, why);
}

/* A work on two cases would put what it touched of the one into the entry of the other. */
static enum err set_for_two_cases(struct tx *tx, void *context, struct fault *why)
{
	const struct log_entry of_one = {.kind = "checked", .edition = "r7", .case_number = 1, .at_ms = 1};
	const struct log_entry of_other = {.kind = "checked", .edition = "r7", .case_number = 2, .at_ms = 1};

	bound_say(tx, &of_one);
	bound_say(tx, &of_other);
	return setting_store_set(tx, context, "x", why);
}

/* --- looking --- */

struct look {
	struct arena arena;
	struct log_edge_row edge;
	struct log_entry_row *rows;
	size_t count;
};

static enum err look(struct tx *tx, void *context, struct fault *why)
{
	struct look *seen = context;
	enum err err = log_store_edge(tx, &seen->arena, &seen->edge, why);

	return err ? err : log_store_list(tx, &seen->arena, 0, 10000, &seen->rows, &seen->count, why);
}

/* The log as a reader sees it: whole, in order, and under its signed head. */
static void assert_whole(struct db *db, size_t expected)
{
	struct look seen = {.count = 0};
	struct merkle_edge edge = {0};
	struct merkle_subtree completed[MERKLE_LEVELS];
	struct merkle_hash root;
	struct note_signer signer;
	struct checkpoint head;
	struct note note;
	struct fault why = {ERR_OK, ""};

	arena_init(&seen.arena);
	assert_ok(db_read(db, look, &seen, &why), &why);
	assert_int_equal(seen.count, expected);
	for (size_t i = 0; i < seen.count; i++) {
		struct merkle_hash leaf = merkle_leaf(seen.rows[i].bytes);

		assert_int_equal(seen.rows[i].position, i + 1);
		merkle_append(&edge, &leaf, completed);
	}
	assert_int_equal(seen.edge.edge.size, expected);
	if (expected) {
		root = merkle_edge_root(&edge);
		assert_ok(note_signer_new(STR(ORIGIN), NOTE_SIGNATURE, seed, &signer, &why), &why);
		assert_ok(checkpoint_open(&seen.arena, str_from(seen.edge.head), &signer.key, &note, &head, &why),
			  &why);
		assert_int_equal(head.size, expected);
		assert_true(merkle_equal(&head.root, &root));
	}
	arena_release(&seen.arena);
}

/* --- */

static void each_deed_is_an_entry(void **state)
{
	struct test_store *store = *state;
	struct fault why = {ERR_OK, ""};
	struct log_writer log;
	struct db *db = open_sealed(store, &log);

	assert_whole(db, 0);
	assert_ok(db_write(db, set, (void *)"one", &why), &why);
	assert_ok(db_write(db, set, (void *)"two", &why), &why);
	assert_ok(db_write(db, set, (void *)"one", &why), &why);
	assert_whole(db, 3);
	db_close(db);
}

static void a_deed_that_fails_leaves_no_entry(void **state)
{
	struct test_store *store = *state;
	struct fault why = {ERR_OK, ""};
	struct log_writer log;
	struct db *db = open_sealed(store, &log);

	assert_ok(db_write(db, set, (void *)"one", &why), &why);
	assert_int_equal(db_write(db, set_and_fail, (void *)"two", &why), ERR_CONFLICT);
	assert_whole(db, 1);
	assert_ok(db_write(db, set, (void *)"three", &why), &why);
	assert_whole(db, 2);
	db_close(db);
}

static void what_is_bound_cannot_change_silently(void **state)
{
	struct test_store *store = *state;
	struct fault why = {ERR_OK, ""};
	struct log_writer log;
	struct db *db = open_sealed(store, &log);

	assert_int_equal(db_write(db, set_silently, (void *)"one", &why), ERR_UNSUPPORTED);
	assert_int_equal(db_write(db, write_unannounced, NULL, &why), ERR_UNSUPPORTED);
	assert_whole(db, 0);
	db_close(db);
}

static void one_work_is_of_one_case(void **state)
{
	struct test_store *store = *state;
	struct fault why = {ERR_OK, ""};
	struct log_writer log;
	struct db *db = open_sealed(store, &log);

	assert_int_equal(db_write(db, set_for_two_cases, (void *)"one", &why), ERR_UNSUPPORTED);
	assert_whole(db, 0);
	db_close(db);
}

static void set_many_and_exit(const struct test_store *store)
{
	struct fault why = {ERR_OK, ""};
	struct log_writer log;
	struct db *db = open_sealed(store, &log);
	enum err err = ERR_OK;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	for (int i = 0; i < 50 && !err; i++)
		err = db_write(db, set, (void *)"shared", &why);
	if (err)
		fprintf(stderr, "%s\n", why.text);
	_exit(err ? 1 : 0);
}

static void processes_that_write_at_once_make_one_log(void **state)
{
	struct test_store *store = *state;
	int processes = store->is_postgres ? 4 : 1;
	struct log_writer log;
	struct db *db;
	pid_t children[4];

	db_close(test_store_open(store));
	for (int i = 0; i < processes; i++) {
		children[i] = fork();
		assert_true(children[i] >= 0);
		if (children[i] == 0)
			set_many_and_exit(store);
	}
	for (int i = 0; i < processes; i++) {
		int status = -1;

		waitpid(children[i], &status, 0);
		assert_int_equal(status, 0);
	}
	db = open_sealed(store, &log);
	assert_whole(db, 50 * (size_t)processes);
	db_close(db);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_ON_ADDRESS(each_deed_is_an_entry),
		TEST_ON_ADDRESS(a_deed_that_fails_leaves_no_entry),
		TEST_ON_ADDRESS(what_is_bound_cannot_change_silently),
		TEST_ON_ADDRESS(one_work_is_of_one_case),
		TEST_ON_ADDRESS(processes_that_write_at_once_make_one_log),
	};

	return test_store_run("log", tests, COUNT(tests));
}
