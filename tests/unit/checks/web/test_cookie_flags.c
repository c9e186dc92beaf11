/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/web/cookie_flags.h"
#include "test.h"

#include "unit/checks/judge.h"
#include "unit/checks/page_seen.h"

static void a_protected_session_is_good(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("cookie-flags", FRONT(true, 200, "[\"set-cookie\",\"PHPSESSID=abc; Path=/; secure; HttpOnly\"]", ""));
	assert_int_equal(f.verdict, VERDICT_GOOD);
}

static void a_session_without_its_flags_is_told(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("cookie-flags", FRONT(true, 200, "[\"set-cookie\",\"JSESSIONID=abc; Path=/\"]", ""));
	assert_string_equal(f.variant, "flags");
	assert_int_equal(f.priority, PRIORITY_P4);
	assert_int_equal(value_count(value_get(f.details, "missing")), 2);
}

static void a_session_by_http_is_told(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("cookie-flags", FRONT(false, 200, "[\"set-cookie\",\"sid=abc; HttpOnly\"]", ""));
	assert_string_equal(f.variant, "clear");
	assert_int_equal(f.priority, PRIORITY_P3);
}

static void cookies_that_keep_no_session_are_no_matter(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE_ALL("cookie-flags", FRONT(true, 200, "[\"set-cookie\",\"lang=ja\"]", "")).count, 0);
	assert_int_equal(
		JUDGE_ALL("cookie-flags", FRONT(true, 200, "[\"set-cookie\",\"PHPSESSID=; Max-Age=0\"]", "")).count, 0);
}

int test_cookie_flags(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_protected_session_is_good),
		cmocka_unit_test(a_session_without_its_flags_is_told),
		cmocka_unit_test(a_session_by_http_is_told),
		cmocka_unit_test(cookies_that_keep_no_session_are_no_matter),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
