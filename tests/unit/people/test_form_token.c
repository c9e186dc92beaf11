/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "people/form_token.h"
#include "test.h"

static const unsigned char secret[FORM_TOKEN_SECRET_SIZE] = {1, 2, 3};
static const unsigned char other_secret[FORM_TOKEN_SECRET_SIZE] = {1, 2, 4};

static void a_token_is_known_again_by_its_maker(void **state)
{
	struct form_token token = form_token_new(secret, STR("session"));
	struct str nonce = {NULL, 0};

	assert_int_equal(strlen(token.text), FORM_TOKEN_LENGTH);
	assert_true(form_token_check(secret, STR("session"), str_from(token.text), &nonce));
	assert_int_equal(nonce.n, FORM_TOKEN_NONCE_LENGTH);
	assert_ptr_equal(nonce.p, token.text);
}

static void no_two_forms_have_the_same_name(void **state)
{
	struct form_token a = form_token_new(secret, STR("s")), b = form_token_new(secret, STR("s"));

	assert_memory_not_equal(a.text, b.text, FORM_TOKEN_NONCE_LENGTH);
}

static void another_secret_or_reader_makes_it_foreign(void **state)
{
	struct form_token token = form_token_new(secret, STR("session"));
	struct str nonce = {NULL, 0};

	assert_false(form_token_check(other_secret, STR("session"), str_from(token.text), &nonce));
	assert_false(form_token_check(secret, STR("session2"), str_from(token.text), &nonce));
	assert_false(form_token_check(secret, STR(""), str_from(token.text), &nonce));
	assert_null(nonce.p);
}

static void a_change_of_any_character_is_seen(void **state)
{
	struct form_token token = form_token_new(secret, STR("session"));
	struct str nonce = {NULL, 0};

	for (size_t i = 0; i < FORM_TOKEN_LENGTH; i++) {
		char kept = token.text[i];

		token.text[i] = kept == 'A' ? 'B' : 'A';
		assert_false(form_token_check(secret, STR("session"), str_from(token.text), &nonce));
		token.text[i] = kept;
	}
	assert_false(form_token_check(secret, STR("session"), str_head(str_from(token.text), 63), &nonce));
	assert_false(form_token_check(secret, STR("session"), STR(""), &nonce));
}

int test_form_token(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_token_is_known_again_by_its_maker),
		cmocka_unit_test(no_two_forms_have_the_same_name),
		cmocka_unit_test(another_secret_or_reader_makes_it_foreign),
		cmocka_unit_test(a_change_of_any_character_is_seen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
