/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "findings/ownership.h"
#include "people/ownership_token.h"
#include "test.h"

static const unsigned char secret[OWNERSHIP_TOKEN_SECRET_SIZE] = "a secret of thirty-two bytes ...";

static void a_token_is_of_one_case_one_host_and_one_secret(void **state)
{
	static const unsigned char other[OWNERSHIP_TOKEN_SECRET_SIZE] = "another secret of 32 bytes .....";
	char token[OWNERSHIP_TOKEN_SIZE], again[OWNERSHIP_TOKEN_SIZE];

	ownership_token_make(secret, 7, "www.example.jp", token);
	assert_int_equal(strlen(token), OWNERSHIP_TOKEN_SIZE - 1);
	assert_true(ownership_is_token(str_from(token)));
	ownership_token_make(secret, 7, "WWW.example.jp", again); /* the same name */
	assert_string_equal(token, again);
	ownership_token_make(secret, 8, "www.example.jp", again);
	assert_string_not_equal(token, again);
	ownership_token_make(secret, 7, "mail.example.jp", again);
	assert_string_not_equal(token, again);
	ownership_token_make(other, 7, "www.example.jp", again);
	assert_string_not_equal(token, again);
}

int test_ownership_token(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_token_is_of_one_case_one_host_and_one_secret),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
