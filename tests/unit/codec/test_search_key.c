/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "codec/search_key.h"

static void what_people_type_one_for_the_other_has_one_key(void **state)
{
	static const struct {
		const char *one, *other;
	} rows[] = {
		{"ABC精機", "ＡＢＣ精機"},
		{"ﾃﾝｹﾝ", "テンケン"},
		{"株式会社 きぼう", "株式会社きぼう"},
		{"きぼう　精機", "きぼう精機"},
		{"03-1234-5678", "０３ー１２３４ー５６７８"},
		{"1−2", "1‐2"},
		{"午前〜午後", "午前～午後"},
	};
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_string_equal(search_key_of(&arena, str_from(rows[i].one)),
				    search_key_of(&arena, str_from(rows[i].other)));
}

static void a_long_vowel_is_no_hyphen(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_string_equal(search_key_of(&arena, STR("サーバー")), "サーバー");
	assert_string_equal(search_key_of(&arena, STR("2ー3")), "2-3");
}

static void bytes_that_are_no_utf8_give_a_key_too(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_string_equal(search_key_of(&arena, STR("a\xff b")), "ab");
	assert_string_equal(search_key_of(&arena, STR("")), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_people_type_one_for_the_other_has_one_key),
		cmocka_unit_test(a_long_vowel_is_no_hyphen),
		cmocka_unit_test(bytes_that_are_no_utf8_give_a_key_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
