/* SPDX-License-Identifier: Apache-2.0 */
/* What people write behind a host to say what it is for. */
#include <string.h>

#include "base/count.h"
#include "programme/question.h"
#include "test.h"

static void a_name_stands_behind_its_host(void **state)
{
	static const char *const rows[][3] = {
		{"www.example.jp 予約のページ", "www.example.jp", "予約のページ"},
		{"  www.example.jp\t our  shop ", "www.example.jp", "our  shop"},
		{"192.0.2.1　本店 2号機", "192.0.2.1", "本店 2号機"},
		{"www.example.jp", "www.example.jp", ""},
	};
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct str host, name = question_host_name(&arena, str_from(rows[i][0]), &host);
		assert_true(str_is(host, rows[i][1]));
		assert_true(str_is(name, rows[i][2]));
	}
}

/* Else one host of several would be taken, and the others not be missed. */
static void what_names_more_than_one_host_is_refused(void **state)
{
	static const char *const rows[] = {
		"192.0.2.1 - 192.0.2.9",
		"192.0.2.1 から 192.0.2.9",
		"192.0.2.0 /24",
		"www.example.jp mail.example.jp",
		"www.example.jp 本店 mail.example.jp",
		"www.example.jp 一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一",
	};
	const struct question question = {.kind = QUESTION_HOSTS, .chars_max = 2000};
	struct value *answer = NULL;
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_int_equal(question_judge(&arena, &question, value_text(&arena, rows[i]), &answer),
				 QUESTION_PROBLEM_NOT_HOSTS);
	assert_int_equal(question_judge(&arena, &question, value_text(&arena, "a.jp 予約\nb.jp　本店"), &answer),
			 QUESTION_PROBLEM_NONE);
	assert_int_equal(value_count(answer), 2);
	assert_true(str_is(value_at(answer, 1)->text, "b.jp"));
}

int test_plain_name(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_name_stands_behind_its_host),
		cmocka_unit_test(what_names_more_than_one_host_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
