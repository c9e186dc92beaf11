/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Runs the same tests on a fresh store of each engine: SQLite in a temporary directory, PostgreSQL on a private
 * server. A test's state is a struct test_store whose database is empty and not open yet.
 */
#ifndef TENKEN_TESTS_LIB_TEST_STORE_H
#define TENKEN_TESTS_LIB_TEST_STORE_H

#include "lib/pg_content.h"
#include "lib/pg_server.h"
#include "store/db.h"
#include "store/engine.h"
#include "test.h"

struct test_store {
	bool is_postgres;
	int made;          /* databases so far */
	char original[32]; /* the name of the one that the others begin as, "" before the first */
	struct pg_content *content;
	char dir[TEMP_DIR_PATH];
	struct pg_server server;
	char address[256]; /* of this test's database */
	struct db *db;     /* open and migrated for TEST_ON_STORE, NULL for TEST_ON_ADDRESS */
};

const struct engine *test_store_engine(const struct test_store *store);

/* The path of a file of this name beside the stores of the program. */
const char *test_store_file(const struct test_store *store, struct arena *arena, const char *name);

/* Opens and migrates; fails the test when it cannot. */
struct db *test_store_open(const struct test_store *store);

/* Gives the test a store with the rows of one that fill() has filled and closed, which is done once for each engine and
 * program. The test may change rows, not tables. */
int test_store_copy(void **state, void (*fill)(const struct test_store *original));

int test_store_fresh(void **state);
int test_store_fresh_open(void **state);
int test_store_close(void **state);
#define TEST_ON_STORE(test)   cmocka_unit_test_setup_teardown(test, test_store_fresh_open, test_store_close)
#define TEST_ON_ADDRESS(test) cmocka_unit_test_setup_teardown(test, test_store_fresh, test_store_close)

/* Runs the tests on both engines; how many failed. */
int test_store_run(const char *name, const struct CMUnitTest *tests, size_t count);

/* Fails with the fault's text. */
#define assert_ok(expression, why)                                                                                     \
	do {                                                                                                           \
		enum err assert_ok_err = (expression);                                                                 \
		if (assert_ok_err)                                                                                     \
			fail_msg("%s: %s", err_name(assert_ok_err), (why)->text);                                      \
	} while (0)

#endif
