/* SPDX-License-Identifier: Apache-2.0 */
/* A name that a form asks for is no message. */
#include "programme/question.h"
#include "test.h"

static enum question_problem judge(enum question_kind kind, const char *typed)
{
	const struct question question = {.id = "name", .kind = kind, .required = true, .chars_max = 100};
	struct value *answer = NULL;
	ARENA_SCOPED arena;

	arena_init(&arena);
	return question_judge(&arena, &question, value_text(&arena, typed), &answer);
}

static void a_name_holds_no_link(void **state)
{
	assert_int_equal(judge(QUESTION_TEXT, "緊急 http://evil.example/verify をご確認"), QUESTION_PROBLEM_HAS_LINK);
	assert_int_equal(judge(QUESTION_TEXT, "ｅｖｉｌ．ｊｐ"), QUESTION_PROBLEM_HAS_LINK);
	assert_int_equal(judge(QUESTION_KANA, "イー evil.jp"), QUESTION_PROBLEM_HAS_LINK);
	assert_int_equal(judge(QUESTION_TEXT, "T.Yamada"), QUESTION_PROBLEM_NONE);
}

static void prose_and_what_asks_for_an_address_may_hold_one(void **state)
{
	assert_int_equal(judge(QUESTION_LONG_TEXT, "evil.jp が気になる"), QUESTION_PROBLEM_NONE);
	assert_int_equal(judge(QUESTION_URL, "https://www.example.jp"), QUESTION_PROBLEM_NONE);
}

/* No register has it, and the letter that repeats the name cannot be printed with it. */
static void a_name_holds_no_picture(void **state)
{
	static const char *const typed[] = {
		"寿司処🍣まる",
		"山田👍🏽",
		"🇯🇵商事",
		"👨‍👩‍👧工房",
		"❤商店",
		"❤️商店",
		"1️⃣号店",
		"𝓨𝓪𝓶𝓪𝓭𝓪",
		"🄰商会",
		"✈トラベル",
		"⌚時計店",
		"\xee\x80\x80田",
		"�木",
		"⭐星",
		"🈁🈶",
		"☕カフェ",
		"\xf3\xb0\x80\x80",
	};

	for (size_t i = 0; i < COUNT(typed); i++) {
		if (judge(QUESTION_TEXT, typed[i]) != QUESTION_PROBLEM_HAS_SIGN)
			fail_msg("taken: %s", typed[i]);
	}
	assert_int_equal(judge(QUESTION_LONG_TEXT, "よろしくお願いします😊"), QUESTION_PROBLEM_NONE);
}

/* Compatibility ideographs, variation sequences, ideographs of four bytes (also of Unicode 15.1), marks of CP932. */
static void every_ideograph_and_the_usual_marks_are_taken(void **state)
{
	static const char *const typed[] = {
		"株式会社𠮷野家",
		"髙﨑塚工業",
		"葛󠄀城市",
		"邉󠄈",
		"神社福祉",
		"𪜈工業",
		"𦤶製作所",
		"丈⼈舎",
		"㈱山田製作所",
		"①②⑳商会",
		"㍿山田",
		"№５ガレージ",
		"☆星空☆",
		"♪音楽教室",
		"特定非営利活動法人□□",
		"〒屋",
		"Ａ＆Ｂ・Ｃ’ｓ－Ｄ．",
		"か\xe3\x82\x99く",
		"مطعم",
		"山田〜商店",
		"々仝〆",
		"\xf0\xae\xaf\xb0田",
	};

	for (size_t i = 0; i < COUNT(typed); i++) {
		if (judge(QUESTION_TEXT, typed[i]) != QUESTION_PROBLEM_NONE)
			fail_msg("refused: %s", typed[i]);
	}
}

int test_question_name(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_name_holds_no_link),
		cmocka_unit_test(a_name_holds_no_picture),
		cmocka_unit_test(every_ideograph_and_the_usual_marks_are_taken),
		cmocka_unit_test(prose_and_what_asks_for_an_address_may_hold_one),
	};

	return cmocka_run_group_tests_name("question_name", tests, NULL, NULL);
}
