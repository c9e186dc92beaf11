/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/web/mixed_content.h"
#include "test.h"

#include "unit/checks/judge.h"
#include "unit/checks/page_seen.h"

static void a_page_that_loads_all_by_https_is_good(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("mixed-content", FRONT(true, 200, HTML,
					 ",\"body\":\"<a href=\\\"http://x.example/\\\">x</a><script "
					 "src=\\\"https://x.example/a.js\\\">\",\"body_cut\":false"));
	assert_int_equal(f.verdict, VERDICT_GOOD);
}

static void scripts_and_styles_are_active_and_pictures_passive(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("mixed-content",
		  FRONT(true, 200, HTML,
			",\"body\":\"<SCRIPT src='http://x.example/a.js'></script>\",\"body_cut\":false"));
	assert_string_equal(f.variant, "active");
	assert_int_equal(f.priority, PRIORITY_P4);
	assert_string_equal(value_get_text(f.details, "url"), "http://x.example/a.js");
	f = JUDGE("mixed-content",
		  FRONT(true, 200, HTML,
			",\"body\":\"<link rel=stylesheet href=http://x.example/a.css >\",\"body_cut\":false"));
	assert_string_equal(f.variant, "active");
	f = JUDGE("mixed-content",
		  FRONT(true, 200, HTML, ",\"body\":\"<img src=\\\"http://x.example/a.png\\\">\",\"body_cut\":false"));
	assert_string_equal(f.variant, "passive");
}

static void a_link_that_is_no_style_sheet_loads_nothing(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("mixed-content",
		  FRONT(true, 200, HTML,
			",\"body\":\"<link rel=canonical href=\\\"http://x.example/\\\">\",\"body_cut\":false"));
	assert_int_equal(f.verdict, VERDICT_GOOD);
}

static void a_page_that_was_cut_stays_open(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("mixed-content", FRONT(true, 200, HTML, ",\"body\":\"<p>\",\"body_cut\":true"));
	assert_int_equal(f.verdict, VERDICT_UNTESTABLE);
	f = JUDGE("mixed-content", FRONT(true, 200, HTML, ""));
	assert_int_equal(f.verdict, VERDICT_UNTESTABLE);
}

int test_mixed_content(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_page_that_loads_all_by_https_is_good),
		cmocka_unit_test(scripts_and_styles_are_active_and_pictures_passive),
		cmocka_unit_test(a_link_that_is_no_style_sheet_loads_nothing),
		cmocka_unit_test(a_page_that_was_cut_stays_open),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
