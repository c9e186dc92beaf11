/* SPDX-License-Identifier: Apache-2.0 */
#include "codec/text/visible.h"
#include "test.h"

static void assert_seen(enum visible_joiners joiners, const char *typed, const char *expected)
{
	struct str seen;
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_true(visible_text(&arena, str_from(typed), joiners, &seen));
	assert_string_equal(seen.p, expected);
}

static void blanks_of_any_width_leave_both_ends(void **state)
{
	assert_seen(VISIBLE_JOINERS_GO, " \t\u00a0\u2003\u3000a b\u202f\u2800\n", "a b");
	assert_seen(VISIBLE_JOINERS_GO, "\u2028\u200b \u00ad", "");
	assert_seen(VISIBLE_JOINERS_GO, "", "");
}

static void what_nobody_sees_goes_from_the_middle_too(void **state)
{
	assert_seen(VISIBLE_JOINERS_STAY, "a\u200b\ufeff\u00ad\u2060b\u202ec\u202c\u200e\u061c\U000e0041", "abc");
	assert_seen(VISIBLE_JOINERS_STAY, "\u3164\u115f\uffa0", "");
}

static void a_selector_stays_behind_a_sign_only_and_once(void **state)
{
	assert_seen(VISIBLE_JOINERS_STAY, "葛\U000e0100城", "葛\U000e0100城");
	assert_seen(VISIBLE_JOINERS_STAY, "葛\U000e0100\u200b", "葛\U000e0100");
	assert_seen(VISIBLE_JOINERS_STAY, "葛\U000e0100\U000e0101", "葛\U000e0100");
	assert_seen(VISIBLE_JOINERS_STAY, "\ufe0f \ufe0f葛", "葛");
	assert_seen(VISIBLE_JOINERS_GO, "3\ufe0f", "3");
}

static void a_joiner_stays_between_two_signs_only(void **state)
{
	assert_seen(VISIBLE_JOINERS_STAY, "👨\u200d👩", "👨\u200d👩");
	assert_seen(VISIBLE_JOINERS_STAY, "❤\ufe0f\u200d🔥", "❤\ufe0f\u200d🔥");
	assert_seen(VISIBLE_JOINERS_STAY, "\u200da\u200d b\u200d", "a b");
	assert_seen(VISIBLE_JOINERS_GO, "a\u200db", "ab");
}

static void every_line_break_becomes_one_line_feed(void **state)
{
	assert_seen(VISIBLE_JOINERS_STAY,
		    "a\r\nb\rc\nd\u2028e\u2029f\xc2\x85"
		    "g\r\r\nh",
		    "a\nb\nc\nd\ne\nf\ng\n\nh");
}

static void bytes_that_are_no_text_are_refused_and_controls_stay_to_be_found(void **state)
{
	struct str seen;
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_false(visible_text(&arena, STR("a\xff"), VISIBLE_JOINERS_GO, &seen));
	assert_true(visible_text(&arena, str_of("a\0b", 3), VISIBLE_JOINERS_GO, &seen));
	assert_int_equal(seen.n, 3);
}

int test_visible(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(blanks_of_any_width_leave_both_ends),
		cmocka_unit_test(what_nobody_sees_goes_from_the_middle_too),
		cmocka_unit_test(a_selector_stays_behind_a_sign_only_and_once),
		cmocka_unit_test(a_joiner_stays_between_two_signs_only),
		cmocka_unit_test(every_line_break_becomes_one_line_feed),
		cmocka_unit_test(bytes_that_are_no_text_are_refused_and_controls_stay_to_be_found),
	};
	return cmocka_run_group_tests_name("visible", tests, NULL, NULL);
}
