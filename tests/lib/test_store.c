/* SPDX-License-Identifier: Apache-2.0 */
#include "lib/test_store.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

const struct engine *test_store_engine(const struct test_store *store)
{
	return store->is_postgres ? &postgres_engine : &sqlite_engine;
}

const char *test_store_file(const struct test_store *store, struct arena *arena, const char *name)
{
	return arena_printf(arena, "%s/%s", store->is_postgres ? store->server.dir : store->dir, name);
}

struct db *test_store_open(const struct test_store *store)
{
	struct fault why = {ERR_OK, ""};
	struct db *db = NULL;

	assert_ok(db_open(store->address, &db, &why), &why);
	assert_ok(db_migrate(db, &why), &why);
	return db;
}

/* SQLite leaves nothing beside the file when the last one closes it. */
static int copy_file(const char *from, const char *to)
{
	int in = open(from, O_RDONLY | O_CLOEXEC);
	int out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	ssize_t copied = -1;

	while (in >= 0 && out >= 0 && (copied = copy_file_range(in, NULL, out, NULL, 1 << 30, 0)) > 0)
		;
	if (copied)
		perror(to);
	close(in);
	close(out);
	return copied ? -1 : 0;
}

/* The next database, empty or like the one of the name `of`. */
static int make(struct test_store *store, const char *of, char ret_name[32])
{
	char original[128];

	snprintf(ret_name, 32, "test_%d", ++store->made);
	if (store->is_postgres)
		return pg_server_make_database(&store->server, ret_name, of, store->address, sizeof(store->address));
	snprintf(store->address, sizeof(store->address), "sqlite:%s/%s.db", store->dir, ret_name);
	if (!of)
		return 0;
	snprintf(original, sizeof(original), "%s/%s.db", store->dir, of);
	return copy_file(original, store->address + strlen("sqlite:"));
}

int test_store_fresh(void **state)
{
	char name[32];

	return make(*state, NULL, name);
}

/* Fills the first database, unless one was filled before. */
static int make_original(struct test_store *store, void (*fill)(const struct test_store *original))
{
	char name[32];

	if (store->original[0])
		return 0;
	if (make(store, NULL, name))
		return -1;
	fill(store);
	memcpy(store->original, name, sizeof(name));
	return 0;
}

int test_store_copy(void **state, void (*fill)(const struct test_store *original))
{
	struct test_store *store = *state;
	char name[32];

	if (make_original(store, fill))
		return -1;
	if (!store->is_postgres)
		return make(store, store->original, name);
	if (store->content)
		return pg_content_put_back(store->content);
	store->content = pg_content_keep(store->address);
	return store->content ? 0 : -1;
}

static void migrate(const struct test_store *store)
{
	db_close(test_store_open(store));
}

int test_store_fresh_open(void **state)
{
	struct test_store *store = *state;
	char name[32];

	if (make_original(store, migrate) || make(store, store->original, name))
		return -1;
	store->db = test_store_open(store);
	return 0;
}

int test_store_close(void **state)
{
	struct test_store *store = *state;

	db_close(store->db);
	store->db = NULL;
	return 0;
}

static int begin(void **state, bool is_postgres)
{
	static struct test_store store;

	memset(&store, 0, sizeof(store));
	store.is_postgres = is_postgres;
	*state = &store;
	if (is_postgres)
		return pg_server_start(&store.server);
	temp_dir_make(store.dir, "store");
	return 0;
}

static int begin_sqlite(void **state)
{
	return begin(state, false);
}

static int begin_postgres(void **state)
{
	return begin(state, true);
}

static int end(void **state)
{
	struct test_store *store = *state;

	pg_content_free(store->content);
	if (store->is_postgres)
		pg_server_stop(&store->server);
	else
		temp_dir_remove(store->dir);
	return 0;
}

int test_store_run(const char *name, const struct CMUnitTest *tests, size_t count)
{
	char title[64];
	int failed;

	snprintf(title, sizeof(title), "%s on SQLite", name);
	failed = _cmocka_run_group_tests(title, tests, count, begin_sqlite, end);
	snprintf(title, sizeof(title), "%s on PostgreSQL", name);
	return failed + _cmocka_run_group_tests(title, tests, count, begin_postgres, end);
}
