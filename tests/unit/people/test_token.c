/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "people/token.h"
#include "test.h"

static void tokens_are_new_each_time_and_hash_alike(void **state)
{
	struct token one = token_new(), two = token_new();
	struct token_hash first, again, other;

	assert_int_equal(strlen(one.text), TOKEN_TEXT_LENGTH);
	assert_string_not_equal(one.text, two.text);
	assert_true(token_hash(str_from(one.text), &first));
	assert_true(token_hash(str_from(one.text), &again));
	assert_true(token_hash(str_from(two.text), &other));
	assert_true(str_eq(token_hash_str(&first), token_hash_str(&again)));
	assert_false(str_eq(token_hash_str(&first), token_hash_str(&other)));
}

static void what_is_stored_is_the_sha_256_of_the_random_bytes(void **state)
{
	static const unsigned char of_32_zeros[] = {0x66, 0x68, 0x7a, 0xad, 0xf8, 0x62, 0xbd, 0x77, 0x6c, 0x8f, 0xc1,
						    0x8b, 0x8e, 0x9f, 0x8e, 0x20, 0x08, 0x97, 0x14, 0x85, 0x6e, 0xe2,
						    0x33, 0xb3, 0x90, 0x2a, 0x59, 0x1d, 0x0d, 0x5f, 0x29, 0x25};
	struct token_hash hash;

	assert_true(token_hash(STR("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"), &hash));
	assert_memory_equal(hash.bytes, of_32_zeros, sizeof(of_32_zeros));
}

static void what_is_no_token_has_no_hash(void **state)
{
	struct token_hash hash;

	assert_false(token_hash(STR(""), &hash));
	assert_false(token_hash(STR("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"), &hash));
	assert_false(token_hash(STR("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"), &hash));
	assert_false(token_hash(STR("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="), &hash));
	assert_false(token_hash(STR("AAAAAAAAAAAAAAAAAAAAAA AAAAAAAAAAAAAAAAAAAA"), &hash));
	/* The last character has two bits to spare; so a second spelling of a token must be refused. */
	assert_false(token_hash(STR("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB"), &hash));
}

int test_token(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tokens_are_new_each_time_and_hash_alike),
		cmocka_unit_test(what_is_stored_is_the_sha_256_of_the_random_bytes),
		cmocka_unit_test(what_is_no_token_has_no_hash),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
