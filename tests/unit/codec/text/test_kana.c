/* SPDX-License-Identifier: Apache-2.0 */
#include "codec/text/kana.h"
#include "test.h"

static void assert_kana(const char *typed, const char *expected)
{
	ARENA_SCOPED arena;
	const char *result;

	arena_init(&arena);
	result = kana_to_katakana(&arena, str_from(typed));
	if (expected)
		assert_string_equal(result, expected);
	else
		assert_null(result);
}

static void hiragana_and_half_width_become_full_width_katakana(void **state)
{
	assert_kana("やまだ たろう", "ヤマダ タロウ");
	assert_kana("ﾔﾏﾀﾞ ﾀﾛｳ", "ヤマダ タロウ");
	assert_kana("ﾊﾟﾋﾟﾌﾟﾍﾟﾎﾟｶﾞｳﾞｰ", "パピプペポガヴー");
	assert_kana("か\xe3\x82\x99", "ガ"); /* a combining mark */
	assert_kana("ジョン・スミス", "ジョン・スミス");
	assert_kana("ｼﾞｮﾝ=スミス", "ジョン＝スミス");
	assert_kana("ジョン゠スミス", "ジョン＝スミス");
	assert_kana("エー＆ビー,Ｃ", NULL);
	assert_kana("エー&ビー．シー", "エー＆ビー．シー");
	assert_kana("タナカ\u2003タロウ", "タナカ タロウ");
}

static void what_is_no_kana_is_refused(void **state)
{
	assert_kana("山田", NULL);
	assert_kana("Yamada", NULL);
	assert_kana("ヤマダ\xff", NULL);
}

static void digits_are_read_through_any_hyphen(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_string_equal(kana_digits_of(&arena, STR("０３ー１２３４−５６７８")), "0312345678");
	assert_string_equal(kana_digits_of(&arena, STR("(03) 1234‐5678")), "0312345678");
	assert_string_equal(kana_digits_of(&arena, STR("10,000,000")), "10000000");
	assert_null(kana_digits_of(&arena, STR("03-1234-567x")));
}

static void ascii_of_full_width_becomes_half_width(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_string_equal(kana_to_half_width(&arena, STR("！ｔａｒｏ＠ｅｘ．ｊｐ～")), "!taro@ex.jp~");
	assert_string_equal(kana_to_half_width(&arena, STR("点検ーｱ　")), "点検ーｱ　");
	assert_string_equal(kana_to_half_width(&arena, STR("")), "");
}

int test_kana(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hiragana_and_half_width_become_full_width_katakana),
		cmocka_unit_test(what_is_no_kana_is_refused),
		cmocka_unit_test(digits_are_read_through_any_hyphen),
		cmocka_unit_test(ascii_of_full_width_becomes_half_width),
	};
	return cmocka_run_group_tests_name("kana", tests, NULL, NULL);
}
