/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/dns/domain_lock.h"
#include "test.h"

#include "unit/checks/domain_seen.h"
#include "unit/checks/judge.h"

#define REGISTERED(statuses)                                                                                           \
	{                                                                                                              \
		0, "domain.registration", "{\"answered\":true,\"statuses\":[" statuses "]}"                            \
	}

static void a_locked_domain_is_good(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("domain-lock", ZONE, REGISTERED("\"active\",\"client transfer prohibited\""));
	assert_int_equal(f.verdict, VERDICT_GOOD);
}

static void an_open_one_is_told(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("domain-lock", ZONE, REGISTERED("\"active\""));
	assert_int_equal(f.verdict, VERDICT_BAD);
	assert_int_equal(f.priority, PRIORITY_P4);
}

static void no_statuses_and_no_answer_stay_open(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("domain-lock", ZONE, REGISTERED(""));
	assert_int_equal(f.verdict, VERDICT_UNTESTABLE);
	f = JUDGE("domain-lock", ZONE, {0, "domain.registration", "{\"answered\":false}"});
	assert_int_equal(f.verdict, VERDICT_UNTESTABLE);
}

int test_domain_lock(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_locked_domain_is_good),
		cmocka_unit_test(an_open_one_is_told),
		cmocka_unit_test(no_statuses_and_no_answer_stay_open),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
