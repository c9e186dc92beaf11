/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/dns/open_resolver.h"
#include "test.h"

#include "unit/checks/domain_seen.h"
#include "unit/checks/judge.h"

#define RECURSION(rest)                                                                                                \
	{                                                                                                              \
		53, "dns.recursion", "{" rest "}"                                                                      \
	}

static void a_refusal_is_good(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("open-resolver", RECURSION("\"answered\":true,\"rcode\":\"REFUSED\",\"resolved\":false"));
	assert_int_equal(f.verdict, VERDICT_GOOD);
}

static void a_server_that_looks_up_for_strangers_is_told(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("open-resolver", RECURSION("\"answered\":true,\"rcode\":\"NOERROR\",\"resolved\":true"));
	assert_int_equal(f.verdict, VERDICT_BAD);
	assert_int_equal(f.priority, PRIORITY_P2);
}

static void silence_stays_open(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("open-resolver", RECURSION("\"answered\":false,\"reason\":\"timeout\""));
	assert_int_equal(f.verdict, VERDICT_UNTESTABLE);
}

int test_open_resolver(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_refusal_is_good),
		cmocka_unit_test(a_server_that_looks_up_for_strangers_is_told),
		cmocka_unit_test(silence_stays_open),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
