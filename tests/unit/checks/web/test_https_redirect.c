/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/web/https_redirect.h"
#include "test.h"

#include "unit/checks/judge.h"
#include "unit/checks/page_seen.h"

static void a_redirect_to_https_is_good(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("https-redirect", FRONT(false, 301, "[\"location\",\"https://www.example.jp/\"]", ""));
	assert_int_equal(f.verdict, VERDICT_GOOD);
}

static void a_page_or_a_redirect_without_encryption_is_told(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("https-redirect", FRONT(false, 200, HTML, ""));
	assert_string_equal(f.variant, "plain");
	assert_int_equal(f.priority, PRIORITY_P3);
	f = JUDGE("https-redirect", FRONT(false, 302, "[\"location\",\"http://www.example.jp/ja/\"]", ""));
	assert_string_equal(f.variant, "plain");
}

static void a_password_without_encryption_is_urgent(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("https-redirect", FRONT(false, 200, HTML, ",\"body\":\"<input TYPE=\\\"password\\\">\""));
	assert_string_equal(f.variant, "password");
	assert_int_equal(f.priority, PRIORITY_P2);
}

static void an_error_stays_open_and_https_itself_is_no_question(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("https-redirect", FRONT(false, 404, HTML, ""));
	assert_int_equal(f.verdict, VERDICT_UNTESTABLE);
	assert_int_equal(JUDGE_ALL("https-redirect", FRONT(true, 200, HTML, "")).count, 0);
}

int test_https_redirect(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_redirect_to_https_is_good),
		cmocka_unit_test(a_page_or_a_redirect_without_encryption_is_told),
		cmocka_unit_test(a_password_without_encryption_is_urgent),
		cmocka_unit_test(an_error_stays_open_and_https_itself_is_no_question),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
