/* SPDX-License-Identifier: Apache-2.0 */
#include "base/ascii.h"
#include "test.h"

static void a_hexadecimal_digit_has_its_value_in_either_case(void **state)
{
	(void)state;
	assert_int_equal(ascii_hex_digit('0'), 0);
	assert_int_equal(ascii_hex_digit('9'), 9);
	assert_int_equal(ascii_hex_digit('a'), 10);
	assert_int_equal(ascii_hex_digit('F'), 15);
}

static void the_bytes_beside_the_hexadecimal_digits_are_none(void **state)
{
	(void)state;
	for (const char *c = "/:@G`g\x10 "; *c; c++)
		assert_int_equal(ascii_hex_digit(*c), -1);
	assert_int_equal(ascii_hex_digit('\0'), -1);
}

static void only_capitals_become_small(void **state)
{
	(void)state;
	assert_int_equal(ascii_lower('A'), 'a');
	assert_int_equal(ascii_lower('Z'), 'z');
	for (const char *c = "@[az09\xc3\x89"; *c; c++)
		assert_int_equal(ascii_lower(*c), *c);
}

static void letters_and_digits_end_where_they_end(void **state)
{
	(void)state;
	for (const char *c = "azAZ09"; *c; c++)
		assert_true(ascii_is_letter_or_digit(*c));
	for (const char *c = "/:@[`{\xc1\xe1"; *c; c++)
		assert_false(ascii_is_letter_or_digit(*c));
}

int test_ascii(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_hexadecimal_digit_has_its_value_in_either_case),
		cmocka_unit_test(the_bytes_beside_the_hexadecimal_digits_are_none),
		cmocka_unit_test(only_capitals_become_small),
		cmocka_unit_test(letters_and_digits_end_where_they_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
