/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/dns/dns_version_disclosure.h"
#include "test.h"

#include "unit/checks/domain_seen.h"
#include "unit/checks/judge.h"

#define TOLD(rest)                                                                                                     \
	{                                                                                                              \
		53, "dns.version", "{" rest "}"                                                                        \
	}

static void a_server_that_says_nothing_is_good(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("dns-version-disclosure", TOLD("\"answered\":true,\"text\":\"none\""));
	assert_int_equal(f.verdict, VERDICT_GOOD);
}

static void a_number_is_a_version(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("dns-version-disclosure", TOLD("\"answered\":true,\"text\":\"9.18.24-1-Debian\""));
	assert_int_equal(f.verdict, VERDICT_BAD);
	assert_int_equal(f.priority, PRIORITY_P4);
}

static void silence_stays_open(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("dns-version-disclosure", TOLD("\"answered\":false"));
	assert_int_equal(f.verdict, VERDICT_UNTESTABLE);
}

int test_dns_version_disclosure(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_server_that_says_nothing_is_good),
		cmocka_unit_test(a_number_is_a_version),
		cmocka_unit_test(silence_stays_open),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
