/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/web/hsts.h"
#include "test.h"

#include "unit/checks/judge.h"
#include "unit/checks/page_seen.h"

static void half_a_year_is_good(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("hsts",
		  FRONT(true, 200, "[\"strict-transport-security\",\"max-age=31536000; includeSubDomains\"]", ""));
	assert_int_equal(f.verdict, VERDICT_GOOD);
	assert_int_equal(value_get_int(f.details, "days", 0), 365);
}

static void none_too_short_and_unreadable_are_told(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("hsts", FRONT(true, 200, HTML, ""));
	assert_string_equal(f.variant, "missing");
	assert_int_equal(f.priority, PRIORITY_P4);
	f = JUDGE("hsts", FRONT(true, 200, "[\"strict-transport-security\",\"max-age=\\\"86400\\\"\"]", ""));
	assert_string_equal(f.variant, "short");
	f = JUDGE("hsts", FRONT(true, 200, "[\"strict-transport-security\",\"includeSubDomains\"]", ""));
	assert_string_equal(f.variant, "broken");
}

static void a_failing_server_stays_open_and_http_is_no_question(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("hsts", FRONT(true, 503, "", ""));
	assert_int_equal(f.verdict, VERDICT_UNTESTABLE);
	assert_int_equal(JUDGE_ALL("hsts", FRONT(false, 200, "", "")).count, 0);
}

int test_hsts(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(half_a_year_is_good),
		cmocka_unit_test(none_too_short_and_unreadable_are_told),
		cmocka_unit_test(a_failing_server_stays_open_and_http_is_no_question),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
