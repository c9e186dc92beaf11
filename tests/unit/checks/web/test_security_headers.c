/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/web/security_headers.h"
#include "test.h"

#include "unit/checks/judge.h"
#include "unit/checks/page_seen.h"

#define ALL                                                                                                            \
	HTML ",[\"content-security-policy\",\"default-src 'self'; frame-ancestors 'none'\"],"                          \
	     "[\"x-content-type-options\",\"nosniff\"],[\"referrer-policy\",\"same-origin\"]"

static void a_page_with_all_of_them_is_good(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("security-headers", FRONT(true, 200, ALL, ""));
	assert_int_equal(f.verdict, VERDICT_GOOD);
}

static void one_finding_names_all_that_is_missing(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("security-headers", FRONT(true, 200, HTML, ""));
	assert_int_equal(f.verdict, VERDICT_BAD);
	assert_int_equal(f.priority, PRIORITY_P4);
	assert_int_equal(value_count(value_get(f.details, "missing")), 4);
}

static void what_is_no_page_is_not_judged(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE_ALL("security-headers", FRONT(true, 302, "[\"location\",\"/ja/\"]", "")).count, 0);
}

int test_security_headers(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_page_with_all_of_them_is_good),
		cmocka_unit_test(one_finding_names_all_that_is_missing),
		cmocka_unit_test(what_is_no_page_is_not_judged),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
