/* SPDX-License-Identifier: Apache-2.0 */
#include "programme/number_words.h"
#include "test.h"

static const struct question employees = {.id = "employees", .kind = QUESTION_NUMBER, .unit = {"人", "people"}};
static const struct question capital = {
	.id = "capital",
	.kind = QUESTION_NUMBER,
	.unit = {"円", "yen"},
	.asked_in = {10000, {"万円", "x 10,000 yen"}},
	.number_max = INT64_C(1000000000000),
};

static void a_number_stands_in_groups_of_three_before_its_unit(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_string_equal(number_words_grouped(&arena, 0), "0");
	assert_string_equal(number_words_grouped(&arena, 999), "999");
	assert_string_equal(number_words_grouped(&arena, 1234567), "1,234,567");
	assert_string_equal(number_words_of(&arena, &employees, 1015, LANG_JA), "1,015人");
	assert_string_equal(number_words_of(&arena, &employees, 20, LANG_EN), "20 people");
}

/* So that 300 yen typed for three million, or the reverse, is seen before sending. */
static void capital_is_shown_as_asked_and_in_yen(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_string_equal(number_words_of(&arena, &capital, 3000000, LANG_JA), "300万円（3,000,000円）");
	assert_string_equal(number_words_of(&arena, &capital, 3000000, LANG_EN), "300 x 10,000 yen (3,000,000 yen)");
	assert_string_equal(number_words_of(&arena, &capital, 3000500, LANG_JA), "3,000,500円");
}

static void a_stored_number_is_asked_again_in_the_same_unit(void **state)
{
	static const int64_t stored[] = {0, 9999, 10000, 3000500, 120000000};
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_string_equal(number_words_typed(&arena, &capital, 3000000), "300");
	for (size_t i = 0; i < COUNT(stored); i++) {
		struct value *answer = NULL,
			     *typed = value_text(&arena, number_words_typed(&arena, &capital, stored[i]));
		assert_int_equal(question_judge(&arena, &capital, typed, &answer), QUESTION_PROBLEM_NONE);
		assert_int_equal(answer->integer, stored[i]);
	}
}

int test_number_words(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_number_stands_in_groups_of_three_before_its_unit),
		cmocka_unit_test(capital_is_shown_as_asked_and_in_yen),
		cmocka_unit_test(a_stored_number_is_asked_again_in_the_same_unit),
	};
	return cmocka_run_group_tests_name("number_words", tests, NULL, NULL);
}
