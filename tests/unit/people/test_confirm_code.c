/* SPDX-License-Identifier: Apache-2.0 */
#include "test.h"

#include <string.h>

#include "people/confirm_code.h"

static const unsigned char secret[CONFIRM_CODE_SECRET_SIZE] = {7}, other[CONFIRM_CODE_SECRET_SIZE] = {8};

static void a_code_is_six_digits_of_its_request_and_its_secret(void **state)
{
	char code[CONFIRM_CODE_DIGITS + 1], again[CONFIRM_CODE_DIGITS + 1], of_other[CONFIRM_CODE_DIGITS + 1];
	int alike = 0;

	for (int64_t request = 1; request <= 200; request++) {
		confirm_code_make(secret, request, code);
		assert_int_equal(strlen(code), CONFIRM_CODE_DIGITS);
		assert_int_equal(strspn(code, "0123456789"), CONFIRM_CODE_DIGITS);
		confirm_code_make(secret, request, again);
		assert_string_equal(again, code);
		confirm_code_make(other, request, of_other);
		alike += strcmp(of_other, code) == 0;
		confirm_code_make(secret, request + 1, of_other);
		alike += strcmp(of_other, code) == 0;
	}
	assert_true(alike < 3); /* one of a million by chance */
}

static void only_the_whole_code_counts(void **state)
{
	char code[CONFIRM_CODE_DIGITS + 1], longer[CONFIRM_CODE_DIGITS + 2] = "";

	confirm_code_make(secret, 42, code);
	assert_true(confirm_code_is(secret, 42, str_from(code)));
	assert_false(confirm_code_is(other, 42, str_from(code)));
	assert_false(confirm_code_is(secret, 43, str_from(code)));
	assert_false(confirm_code_is(secret, 42, STR("")));
	assert_false(confirm_code_is(secret, 42, str_of(code, CONFIRM_CODE_DIGITS - 1)));
	memcpy(longer, code, CONFIRM_CODE_DIGITS);
	longer[CONFIRM_CODE_DIGITS] = '0';
	assert_false(confirm_code_is(secret, 42, str_from(longer)));
	for (size_t i = 0; i < CONFIRM_CODE_DIGITS; i++) {
		char digit = code[i];

		code[i] = digit == '9' ? '0' : (char)(digit + 1);
		assert_false(confirm_code_is(secret, 42, str_from(code)));
		code[i] = digit;
	}
}

int test_confirm_code(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_code_is_six_digits_of_its_request_and_its_secret),
		cmocka_unit_test(only_the_whole_code_counts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
