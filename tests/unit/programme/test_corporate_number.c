/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "programme/corporate_number.h"
#include "test.h"

static const char *const valid[] = {"7000012050002", "4000012090001", "8000020130001", "4011001098993",
				    "2120901007402"};

static void the_known_numbers_are_valid(void **state)
{
	for (size_t i = 0; i < COUNT(valid); i++)
		assert_true(corporate_number_is_valid(str_from(valid[i])));
}

/* The sum is taken modulo 9, so that 0 and 9 are the same digit to it. */
static void one_wrong_digit_is_seen_unless_it_is_0_for_9(void **state)
{
	for (size_t i = 0; i < COUNT(valid); i++)
		for (size_t at = 0; at < 13; at++)
			for (char digit = '0'; digit <= '9'; digit++) {
				char number[14];
				bool is_same, is_alike;
				memcpy(number, valid[i], sizeof(number));
				is_same = number[at] == digit;
				is_alike = at > 0 && (number[at] - '0') % 9 == (digit - '0') % 9;
				number[at] = digit;
				assert_int_equal(corporate_number_is_valid(str_from(number)), is_same || is_alike);
			}
}

static void only_thirteen_ascii_digits_are_a_number(void **state)
{
	static const char *const wrong[] = {"",
					    "700001205000",
					    "70000120500020",
					    "T7000012050002",
					    "7000012O50002",
					    "700001205000\xef\xbc\x92",
					    " 7000012050002",
					    "0000000000000"};

	for (size_t i = 0; i < COUNT(wrong); i++)
		assert_false(corporate_number_is_valid(str_from(wrong[i])));
	assert_false(corporate_number_is_valid((struct str){NULL, 0}));
}

int test_corporate_number(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_known_numbers_are_valid),
		cmocka_unit_test(one_wrong_digit_is_seen_unless_it_is_0_for_9),
		cmocka_unit_test(only_thirteen_ascii_digits_are_a_number),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
