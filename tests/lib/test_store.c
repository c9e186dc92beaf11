/* SPDX-License-Identifier: Apache-2.0 */
#include "lib/test_store.h"

#include <stdio.h>
#include <string.h>

#include "base/log.h"

const struct engine *test_store_engine(const struct test_store *store)
{
	return store->is_postgres ? &postgres_engine : &sqlite_engine;
}

struct db *test_store_open(const struct test_store *store)
{
	struct fault why = {ERR_OK, ""};
	struct db *db = NULL;

	assert_ok(db_open(store->address, &db, &why), &why);
	assert_ok(db_migrate(db, &why), &why);
	return db;
}

int test_store_fresh(void **state)
{
	struct test_store *store = *state;
	char name[32];

	snprintf(name, sizeof(name), "test_%d", ++store->made);
	if (store->is_postgres)
		return pg_server_make_database(&store->server, name, store->address, sizeof(store->address));
	snprintf(store->address, sizeof(store->address), "sqlite:%s/%s.db", store->dir, name);
	return 0;
}

int test_store_fresh_open(void **state)
{
	struct test_store *store = *state;

	if (test_store_fresh(state))
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
	log_set_level(LOG_LEVEL_WARNING);
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
