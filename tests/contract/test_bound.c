/* SPDX-License-Identifier: Apache-2.0 */
/* What the log binds is all of the schema but what is named as free. */
#include "lib/test_store.h"

#include <string.h>

#include "store/bound_unit.h"

struct schema {
	struct arena *arena;
	const char *sql;
	struct rows *rows;
};

static enum err ask(struct tx *tx, void *context, struct fault *why)
{
	struct schema *schema = context;

	return tx_query(tx, schema->arena, schema->sql, NULL, 0, &schema->rows, why);
}

/* (table, column) of all of them. */
static struct rows *columns_of(struct test_store *store, struct arena *arena)
{
	struct schema schema = {
		.arena = arena,
		.sql = store->is_postgres ? "SELECT table_name, column_name FROM information_schema.columns WHERE "
					    "table_schema = 'public'"
					  : "SELECT t.name, c.name FROM sqlite_schema t, pragma_table_info(t.name) c "
					    "WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'",
	};
	struct fault why = {ERR_OK, ""};

	assert_ok(db_read(store->db, ask, &schema, &why), &why);
	return schema.rows;
}

static bool is_free(const char *table)
{
	for (const char *const *free = bound_unit_free_tables; *free; free++)
		if (strcmp(*free, table) == 0)
			return true;
	return false;
}

static bool is_in(const char *list, const char *name)
{
	struct str rest = str_from(list);

	while (rest.n)
		if (str_is(str_trim(str_cut(&rest, ',')), name))
			return true;
	return false;
}

static void every_column_is_bound_unless_its_table_is_free(void **state)
{
	struct test_store *store = *state;
	struct rows *rows;
	ARENA_SCOPED arena;

	arena_init(&arena);
	rows = columns_of(store, &arena);
	assert_true(rows_count(rows) > 100);
	for (size_t i = 0; i < rows_count(rows); i++) {
		const char *table = rows_text(rows, i, 0), *column = rows_text(rows, i, 1);
		enum bound_unit unit;

		if (is_free(table))
			continue;
		if (!bound_unit_parse(str_from(table), &unit) || !is_in(bound_unit_columns(unit), column))
			fail_msg("%s.%s is bound by nothing", table, column);
	}
}

static void nothing_is_bound_that_is_not_there(void **state)
{
	struct test_store *store = *state;
	size_t expected = 0, found = 0;
	struct rows *rows;
	ARENA_SCOPED arena;

	arena_init(&arena);
	rows = columns_of(store, &arena);
	for (int unit = 0; unit < BOUND_UNITS; unit++) {
		struct str rest = str_from(bound_unit_columns((enum bound_unit)unit));
		for (; rest.n; str_cut(&rest, ','))
			expected++;
	}
	for (size_t i = 0; i < rows_count(rows); i++)
		found += !is_free(rows_text(rows, i, 0));
	assert_int_equal(found, expected);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_ON_STORE(every_column_is_bound_unless_its_table_is_free),
		TEST_ON_STORE(nothing_is_bound_that_is_not_there),
	};

	return test_store_run("bound", tests, COUNT(tests));
}
