/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/count.h"
#include "findings/ownership.h"
#include "test.h"

static void a_text_holds_the_token_as_a_line_of_its_own(void **state)
{
	static const char *const good[] = {"tenken-1", "tenken-1\n", "  tenken-1\r\n", "# ours\n\ntenken-1\nmore"};
	static const char *const bad[] = {"", "tenken-12", "xtenken-1", "tenken- 1", "TENKEN-1", "tenken-1 tenken-1"};

	for (size_t i = 0; i < COUNT(good); i++)
		assert_true(ownership_holds(str_from(good[i]), STR("tenken-1")));
	for (size_t i = 0; i < COUNT(bad); i++)
		assert_false(ownership_holds(str_from(bad[i]), STR("tenken-1")));
	assert_false(ownership_holds(STR("\n"), STR("")));
}

static void a_token_is_short_and_plain(void **state)
{
	char long_one[102];

	memset(long_one, 'a', sizeof(long_one));
	assert_true(ownership_is_token(STR("tenken-0af")));
	assert_true(ownership_is_token(str_of(long_one, 100)));
	assert_false(ownership_is_token(str_of(long_one, 101)));
	assert_false(ownership_is_token(STR("")));
	assert_false(ownership_is_token(STR("a b")));
	assert_false(ownership_is_token(STR("A")));
}

static void what_was_shown_once_stays_shown(void **state)
{
	const struct ownership list[] = {
		{.host = "a.jp", .state = OWNERSHIP_ASKED},     {.host = "b.jp", .state = OWNERSHIP_ASKED},
		{.host = "a.jp", .state = OWNERSHIP_SHOWN},     {.host = "a.jp", .state = OWNERSHIP_ASKED},
		{.host = "a.jp", .state = OWNERSHIP_NOT_SHOWN}, {.host = "b.jp", .state = OWNERSHIP_NOT_SHOWN},
	};

	assert_ptr_equal(ownership_of(list, COUNT(list), "a.jp"), &list[2]);
	assert_ptr_equal(ownership_of(list, COUNT(list), "b.jp"), &list[5]);
	assert_null(ownership_of(list, COUNT(list), "c.jp"));
}

static void names_are_read_as_they_are_written(void **state)
{
	enum ownership_problem problem;
	enum ownership_state now;
	enum ownership_way way;

	for (int i = 0; i < OWNERSHIP_WAY_COUNT; i++) {
		assert_true(ownership_way_parse(str_from(ownership_way_name((enum ownership_way)i)), &way));
		assert_int_equal(way, i);
	}
	for (int i = 0; i < OWNERSHIP_STATE_COUNT; i++) {
		assert_true(ownership_state_parse(str_from(ownership_state_name((enum ownership_state)i)), &now));
		assert_int_equal(now, i);
	}
	for (int i = 0; i < OWNERSHIP_PROBLEM_COUNT; i++) {
		assert_true(
			ownership_problem_parse(str_from(ownership_problem_name((enum ownership_problem)i)), &problem));
		assert_int_equal(problem, i);
	}
	assert_false(ownership_way_parse(STR("mail"), &way));
	assert_false(ownership_state_parse(STR(""), &now));
	assert_false(ownership_problem_parse(STR("x"), &problem));
}

int test_ownership(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_text_holds_the_token_as_a_line_of_its_own),
		cmocka_unit_test(a_token_is_short_and_plain),
		cmocka_unit_test(what_was_shown_once_stays_shown),
		cmocka_unit_test(names_are_read_as_they_are_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
