/* SPDX-License-Identifier: Apache-2.0 */
#include "test.h"

#include <string.h>

#include "people/erased_key.h"

static const unsigned char secret[ERASED_KEY_SECRET_SIZE] = {7}, other[ERASED_KEY_SECRET_SIZE] = {8};

static const char *key_of(const unsigned char *by, struct str company_key, char ret_key[ERASED_KEY_LENGTH + 1])
{
	erased_key_make(by, company_key, ret_key);
	return ret_key;
}

static void a_company_is_known_again_by_the_secret_alone(void **state)
{
	char one[ERASED_KEY_LENGTH + 1], two[ERASED_KEY_LENGTH + 1];

	assert_string_equal(key_of(secret, STR("7000012050002"), one), key_of(secret, STR("7000012050002"), two));
	assert_string_not_equal(one, key_of(secret, STR("7000012050003"), two));
	assert_string_not_equal(one, key_of(other, STR("7000012050002"), two));
}

static void it_can_be_told_from_the_key_of_a_company(void **state)
{
	char key[ERASED_KEY_LENGTH + 1];

	key_of(secret, STR("あさひ工業|港区虎ノ門3-3"), key);
	assert_int_equal(strlen(key), ERASED_KEY_LENGTH);
	assert_true(str_starts(str_from(key), ERASED_KEY_PREFIX));
	assert_int_equal(strspn(key + strlen(ERASED_KEY_PREFIX), "0123456789abcdef"),
			 ERASED_KEY_LENGTH - strlen(ERASED_KEY_PREFIX));
}

int test_erased_key(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_company_is_known_again_by_the_secret_alone),
		cmocka_unit_test(it_can_be_told_from_the_key_of_a_company),
	};

	return cmocka_run_group_tests_name("erased key", tests, NULL, NULL);
}
