/* SPDX-License-Identifier: Apache-2.0 */
#include "test.h"

#include <string.h>

#include "people/invitation_code.h"

static const unsigned char secret[INVITATION_CODE_SECRET_SIZE] = {7}, other[INVITATION_CODE_SECRET_SIZE] = {8};

static void a_code_has_no_signs_that_look_alike(void **state)
{
	char code[INVITATION_CODE_LENGTH + 1];

	for (int64_t number = 1; number <= INVITATION_CODE_NUMBER_MAX; number += 997) {
		invitation_code_make(secret, number * 31, number, code);
		assert_int_equal(strlen(code), INVITATION_CODE_LENGTH);
		assert_int_equal(strspn(code, "23456789ABCDEFGHJKLMNPQRSTUVWXYZ-"), INVITATION_CODE_LENGTH);
		assert_int_equal(code[5], '-');
	}
}

static void a_code_says_the_number_and_proves_it(void **state)
{
	char code[INVITATION_CODE_LENGTH + 1];
	int64_t number = 0;

	for (int64_t wanted = 1; wanted <= INVITATION_CODE_NUMBER_MAX; wanted += 9973) {
		invitation_code_make(secret, 42, wanted, code);
		assert_true(invitation_code_number(str_from(code), &number));
		assert_int_equal(number, wanted);
		assert_true(invitation_code_is(secret, 42, wanted, str_from(code)));
		assert_false(invitation_code_is(secret, 43, wanted, str_from(code)));
		assert_false(invitation_code_is(secret, 42, wanted + 1, str_from(code)));
		assert_false(invitation_code_is(other, 42, wanted, str_from(code)));
	}
}

static void how_it_is_typed_does_not_matter(void **state)
{
	char code[INVITATION_CODE_LENGTH + 1], typed[40] = " ";

	invitation_code_make(secret, 42, 7, code);
	for (size_t i = 0; i < INVITATION_CODE_LENGTH; i++) {
		char sign = code[i] >= 'A' && code[i] <= 'Z' ? (char)(code[i] - 'A' + 'a') : code[i];
		strncat(typed, &sign, 1);
		strcat(typed, i % 3 ? "" : " ");
	}
	assert_true(invitation_code_is(secret, 42, 7, str_from(typed)));
}

static void one_wrong_sign_is_no_code(void **state)
{
	char code[INVITATION_CODE_LENGTH + 1];
	int64_t number;

	invitation_code_make(secret, 42, 7, code);
	assert_false(invitation_code_number(STR(""), &number));
	assert_false(invitation_code_number(str_of(code, INVITATION_CODE_LENGTH - 1), &number));
	assert_false(invitation_code_number(STR("0OI10OI10O"), &number));
	assert_false(invitation_code_number(str_of("ABCDE\0GHJK", 10), &number));
	for (size_t i = 0; i < INVITATION_CODE_LENGTH; i++) {
		char sign = code[i];
		if (sign == '-')
			continue;
		code[i] = sign == 'Z' ? '2' : 'Z';
		assert_false(invitation_code_is(secret, 42, 7, str_from(code)));
		code[i] = sign;
	}
}

int test_invitation_code(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_code_has_no_signs_that_look_alike),
		cmocka_unit_test(a_code_says_the_number_and_proves_it),
		cmocka_unit_test(how_it_is_typed_does_not_matter),
		cmocka_unit_test(one_wrong_sign_is_no_code),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
