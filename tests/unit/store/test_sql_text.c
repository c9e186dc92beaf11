/* SPDX-License-Identifier: Apache-2.0 */
#include "store/sql_text.h"
#include "test.h"

static void placeholders_are_numbered_for_sqlite(void **state)
{
	ARENA_SCOPED arena = {0};

	assert_string_equal(sql_text_number(&arena, "SELECT $1, $10, $2"), "SELECT ?1, ?10, ?2");
	assert_string_equal(sql_text_number(&arena, "SELECT $, a$b"), "SELECT $, a$b");
}

static void a_dollar_in_quotes_or_comments_stays(void **state)
{
	static const char opaque[] = "SELECT '$1', 'it''s $2', \"$3\" -- $4\n/* $5 */";
	ARENA_SCOPED arena = {0};

	assert_string_equal(sql_text_number(&arena, opaque), opaque);
	assert_string_equal(sql_text_number(&arena, "SELECT '$1' || $1"), "SELECT '$1' || ?1");
	assert_string_equal(sql_text_number(&arena, "SELECT '$1"), "SELECT '$1");
}

static void statements_are_cut_at_semicolons_outside_quotes(void **state)
{
	struct str rest = STR("-- first\nSELECT ';' -- ; no\n, \"a;b\"; ;\n/* ; */ SELECT 2;\n-- end;\n");
	struct str statement;

	assert_true(sql_text_next(&rest, &statement));
	assert_true(str_is(statement, "SELECT ';' -- ; no\n, \"a;b\""));
	assert_true(sql_text_next(&rest, &statement));
	assert_true(str_is(statement, "SELECT 2"));
	assert_false(sql_text_next(&rest, &statement));
	assert_false(sql_text_next(&rest, &statement));
}

static void the_last_statement_needs_no_semicolon(void **state)
{
	struct str rest = STR("SELECT 1; SELECT 2");
	struct str statement;

	assert_true(sql_text_next(&rest, &statement));
	assert_true(sql_text_next(&rest, &statement));
	assert_true(str_is(statement, "SELECT 2"));
	assert_false(sql_text_next(&rest, &statement));
}

int test_sql_text(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(placeholders_are_numbered_for_sqlite),
		cmocka_unit_test(a_dollar_in_quotes_or_comments_stays),
		cmocka_unit_test(statements_are_cut_at_semicolons_outside_quotes),
		cmocka_unit_test(the_last_statement_needs_no_semicolon),
	};
	return cmocka_run_group_tests_name("sql_text", tests, NULL, NULL);
}
