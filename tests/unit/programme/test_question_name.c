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

int test_question_name(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_name_holds_no_link),
		cmocka_unit_test(prose_and_what_asks_for_an_address_may_hold_one),
	};

	return cmocka_run_group_tests_name("question_name", tests, NULL, NULL);
}
