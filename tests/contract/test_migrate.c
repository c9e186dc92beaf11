/* SPDX-License-Identifier: Apache-2.0 */
/* Migrations: each once, in order, whole or not at all. */
#include "lib/test_store.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "store/migrate.h"

#define FOLDER "src/store/migrations/"

static const struct asset sound[] = {
	{"src/other/0000_no.sql", {"CREATE TABLE stranger (id BIGINT);", 34}, "0000"},
	{FOLDER "0001_a.sql",
	 {"-- 'a'\nCREATE TABLE a (id BIGINT, t TEXT);\nINSERT INTO a VALUES (1, ';');\n", 74},
	 "aaaa"},
	{FOLDER "0002_b.sql", {"CREATE TABLE b (id BIGINT); INSERT INTO b VALUES (2)", 52}, "bbbb"},
};

static enum err migrate(const struct test_store *store, const struct asset *assets, size_t count, struct fault *why)
{
	int fd = -1;
	enum err err = test_store_engine(store)->claim(store->address, &fd, why);
	struct migrate_source source = {assets, count};

	assert_int_equal(err, ERR_OK);
	err = migrate_run(test_store_engine(store), store->address, &source, why);
	if (fd >= 0)
		assert_int_equal(close(fd), 0);
	return err;
}

struct question {
	const char *sql;
	int64_t answer;
};

static enum err ask_in_tx(struct tx *tx, void *context, struct fault *why)
{
	struct question *question = context;
	ARENA_SCOPED arena = {0};
	struct rows *rows;
	enum err err = tx_query(tx, &arena, question->sql, NULL, 0, &rows, why);

	if (!err)
		question->answer = rows_int(rows, 0, 0);
	return err;
}

/* The answer, or -1 when the question is wrong (no such table). */
static int64_t ask(const struct test_store *store, const char *sql)
{
	struct question question = {sql, -1};
	struct fault why = {ERR_OK, ""};
	struct db *db;
	enum err err;

	assert_ok(db_open_reader(store->address, &db, &why), &why);
	err = db_read(db, ask_in_tx, &question, &why);
	db_close(db);
	assert_true(!err || err == ERR_INVALID);
	return question.answer;
}

static void each_runs_once_and_in_order(void **state)
{
	struct test_store *store = *state;
	struct fault why = {ERR_OK, ""};

	assert_ok(migrate(store, sound, 2, &why), &why);
	assert_int_equal(ask(store, "SELECT count(*) FROM a"), 1);
	assert_int_equal(ask(store, "SELECT count(*) FROM b"), -1);
	assert_ok(migrate(store, sound, 3, &why), &why);
	assert_ok(migrate(store, sound, 3, &why), &why);
	assert_int_equal(ask(store, "SELECT count(*) FROM a"), 1);
	assert_int_equal(ask(store, "SELECT count(*) FROM b"), 1);
	assert_int_equal(ask(store, "SELECT count(*) FROM stranger"), -1);
	assert_int_equal(ask(store, "SELECT count(*) FROM migration WHERE done_ms > 0"), 2);
}

static void a_newer_store_is_not_touched(void **state)
{
	struct test_store *store = *state;
	struct fault why = {ERR_OK, ""};

	assert_ok(migrate(store, sound, 3, &why), &why);
	assert_int_equal(migrate(store, sound, 2, &why), ERR_UNSUPPORTED);
	assert_non_null(strstr(why.text, "0002_b"));
}

static void a_changed_text_is_found(void **state)
{
	const struct asset changed[] = {{FOLDER "0001_a.sql", {"SELECT 1;", 9}, "cccc"}};
	struct test_store *store = *state;
	struct fault why = {ERR_OK, ""};

	assert_ok(migrate(store, sound, 2, &why), &why);
	assert_int_equal(migrate(store, changed, 1, &why), ERR_CORRUPT);
	assert_non_null(strstr(why.text, "0001_a"));
	assert_non_null(strstr(why.text, "Go on with the version that made it, or make a new store"));
	assert_int_equal(ask(store, "SELECT count(*) FROM a"), 1); /* and is not touched */
}

static void one_that_fails_leaves_nothing_of_it(void **state)
{
	const struct asset broken[] = {
		sound[1],
		{FOLDER "0002_b.sql", {"CREATE TABLE b (id BIGINT); INSERT INTO nowhere VALUES (1);", 59}, "dddd"},
	};
	struct test_store *store = *state;
	struct fault why = {ERR_OK, ""};

	assert_int_equal(migrate(store, broken, 2, &why), ERR_INVALID);
	assert_non_null(strstr(why.text, "0002_b"));
	assert_int_equal(ask(store, "SELECT count(*) FROM a"), 1);
	assert_int_equal(ask(store, "SELECT count(*) FROM b"), -1);
	assert_ok(migrate(store, sound, 3, &why), &why); /* the mended one then runs */
	assert_int_equal(ask(store, "SELECT count(*) FROM b"), 1);
}

struct racer {
	pthread_t thread;
	const struct test_store *store;
	enum err err;
	struct fault why;
};

static void *race(void *context)
{
	struct racer *racer = context;
	struct migrate_source source = {asset_table, asset_count};

	racer->err = migrate_run(test_store_engine(racer->store), racer->store->address, &source, &racer->why);
	return NULL;
}

static void several_at_once_wait_for_each_other(void **state)
{
	struct test_store *store = *state;
	struct racer racers[4] = {0};
	struct fault why = {ERR_OK, ""};
	struct db *db;

	assert_ok(db_open(store->address, &db, &why), &why);
	for (int i = 0; i < 4; i++) {
		racers[i].store = store;
		assert_int_equal(pthread_create(&racers[i].thread, NULL, race, &racers[i]), 0);
	}
	for (int i = 0; i < 4; i++) {
		pthread_join(racers[i].thread, NULL);
		assert_ok(racers[i].err, &racers[i].why);
	}
	assert_int_equal(ask(store, "SELECT count(*) FROM migration WHERE name = '0001_start'"), 1);
	db_close(db);
}

struct waiter {
	const struct test_store *store;
	atomic_bool is_done;
	enum err err;
};

static void *wait_for_lock(void *context)
{
	struct waiter *waiter = context;
	struct conn *conn = NULL;

	waiter->err = test_store_engine(waiter->store)->open(waiter->store->address, CONN_MIGRATES, &conn, NULL);
	test_store_engine(waiter->store)->close(conn);
	atomic_store(&waiter->is_done, true);
	return NULL;
}

/* Nothing of a start that is killed while it waits may stay in the server. */
static void who_waits_does_so_outside_of_the_server(void **state)
{
	const struct timespec pause = {1, 0};
	struct test_store *store = *state;
	struct waiter waiter = {.store = store};
	struct fault why = {ERR_OK, ""};
	struct conn *first;
	pthread_t thread;

	if (!store->is_postgres)
		return; /* SQLite's lock is of the file */
	assert_ok(test_store_engine(store)->open(store->address, CONN_MIGRATES, &first, &why), &why);
	assert_int_equal(pthread_create(&thread, NULL, wait_for_lock, &waiter), 0);
	nanosleep(&pause, NULL);
	assert_false(atomic_load(&waiter.is_done));
	assert_int_equal(ask(store, "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted"), 1);
	assert_int_equal(ask(store, "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"), 0);
	test_store_engine(store)->close(first);
	pthread_join(thread, NULL);
	assert_int_equal(waiter.err, ERR_OK);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_ON_ADDRESS(each_runs_once_and_in_order),
		TEST_ON_ADDRESS(a_newer_store_is_not_touched),
		TEST_ON_ADDRESS(a_changed_text_is_found),
		TEST_ON_ADDRESS(one_that_fails_leaves_nothing_of_it),
		TEST_ON_ADDRESS(several_at_once_wait_for_each_other),
		TEST_ON_ADDRESS(who_waits_does_so_outside_of_the_server),
	};
	return test_store_run("migrate", tests, COUNT(tests));
}
