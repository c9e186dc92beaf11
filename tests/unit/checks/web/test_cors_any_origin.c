/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/web/cors_any_origin.h"
#include "test.h"

#include "unit/checks/judge.h"
#include "unit/checks/page_seen.h"

static void a_site_that_trusts_anybody_with_credentials_is_told(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("cors-any-origin", FRONT(true, 200,
					   "[\"access-control-allow-origin\",\"https://"
					   "check.example\"],[\"access-control-allow-credentials\",\"true\"]",
					   ",\"origin\":\"https://check.example\""));
	assert_int_equal(f.verdict, VERDICT_BAD);
	assert_int_equal(f.priority, PRIORITY_P3);
}

static void no_trust_and_a_star_that_browsers_refuse_are_good(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("cors-any-origin", FRONT(true, 200, HTML, ",\"origin\":\"https://check.example\""));
	assert_int_equal(f.verdict, VERDICT_GOOD);
	f = JUDGE("cors-any-origin",
		  FRONT(true, 200,
			"[\"access-control-allow-origin\",\"*\"],[\"access-control-allow-credentials\",\"true\"]",
			",\"origin\":\"https://check.example\""));
	assert_int_equal(f.verdict, VERDICT_GOOD);
}

static void without_an_origin_nothing_was_asked(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(
		JUDGE_ALL("cors-any-origin", FRONT(true, 200,
						   "[\"access-control-allow-origin\",\"https://"
						   "check.example\"],[\"access-control-allow-credentials\",\"true\"]",
						   ""))
			.count,
		0);
}

int test_cors_any_origin(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_site_that_trusts_anybody_with_credentials_is_told),
		cmocka_unit_test(no_trust_and_a_star_that_browsers_refuse_are_good),
		cmocka_unit_test(without_an_origin_nothing_was_asked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
