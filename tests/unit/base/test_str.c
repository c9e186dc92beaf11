/* SPDX-License-Identifier: Apache-2.0 */
#include "base/str.h"
#include "test.h"

static void a_number_is_digits_only_and_fits(void **state)
{
	uint64_t number = 7;
	int64_t with_sign = 7;

	assert_true(str_to_u64(STR("18446744073709551615"), &number));
	assert_true(number == UINT64_MAX);
	assert_false(str_to_u64(STR("18446744073709551616"), &number));
	assert_false(str_to_u64(STR(""), &number));
	assert_false(str_to_u64(STR("1 "), &number));
	assert_true(str_to_i64(STR("-9223372036854775808"), &with_sign));
	assert_true(with_sign == INT64_MIN);
	assert_false(str_to_i64(STR("9223372036854775808"), &with_sign));
}

static void cutting_walks_to_the_end(void **state)
{
	struct str rest = STR("a,,b");

	assert_true(str_is(str_cut(&rest, ','), "a"));
	assert_true(str_is(str_cut(&rest, ','), ""));
	assert_true(str_is(str_cut(&rest, ','), "b"));
	assert_null(rest.p);
}

static void trimming_takes_white_space_from_both_ends(void **state)
{
	assert_true(str_is(str_trim(STR(" \t a b\r\n")), "a b"));
	assert_true(str_is(str_trim(STR("  ")), ""));
}

static void ascii_case_is_ignored_and_nothing_else(void **state)
{
	assert_true(str_eq_ascii_case(STR("Content-LENGTH"), STR("content-length")));
	assert_false(str_eq_ascii_case(STR("[a"), STR("{a")));
}

int test_str(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_number_is_digits_only_and_fits),
		cmocka_unit_test(cutting_walks_to_the_end),
		cmocka_unit_test(trimming_takes_white_space_from_both_ends),
		cmocka_unit_test(ascii_case_is_ignored_and_nothing_else),
	};
	return cmocka_run_group_tests_name("str", tests, NULL, NULL);
}
