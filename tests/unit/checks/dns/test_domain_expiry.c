/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/dns/domain_expiry.h"
#include "test.h"

#include "unit/checks/domain_seen.h"
#include "unit/checks/judge.h"

#define REGISTERED(rest)                                                                                               \
	{                                                                                                              \
		0, "domain.registration", "{\"answered\":true" rest "}"                                                \
	}

static void a_year_is_good(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("domain-expiry", ZONE, REGISTERED(",\"expires_ms\":1774746000000"));
	assert_int_equal(f.verdict, VERDICT_GOOD);
}

static void a_domain_that_has_run_out_comes_first(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("domain-expiry", ZONE, REGISTERED(",\"expires_ms\":1748566800000"));
	assert_string_equal(f.variant, "expired");
	assert_int_equal(f.priority, PRIORITY_P1);
}

static void the_last_days_and_weeks_are_told(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("domain-expiry", ZONE, REGISTERED(",\"expires_ms\":1749690000000"));
	assert_string_equal(f.variant, "soon");
	assert_int_equal(f.priority, PRIORITY_P2);
	assert_int_equal(f.confidence, CONFIDENCE_LIKELY);
	assert_int_equal(value_get_int(f.details, "days", 0), 10);
	f = JUDGE("domain-expiry", ZONE, REGISTERED(",\"expires_ms\":1752282000000"));
	assert_string_equal(f.variant, "later");
	assert_int_equal(f.priority, PRIORITY_P3);
	f = JUDGE("domain-expiry", ZONE, REGISTERED(",\"expires_ms\":1750986000000"));
	assert_string_equal(f.variant, "later");
	assert_int_equal(f.priority, PRIORITY_P2); /* 25 days left */
}

static void a_registry_that_does_not_tell_leaves_it_open(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("domain-expiry", ZONE,
		  {0, "domain.registration", "{\"answered\":false,\"reason\":\"no RDAP for jp\"}"});
	assert_int_equal(f.verdict, VERDICT_UNTESTABLE);
	f = JUDGE("domain-expiry", ZONE, REGISTERED(""));
	assert_int_equal(f.verdict, VERDICT_UNTESTABLE);
}

int test_domain_expiry(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_year_is_good),
		cmocka_unit_test(a_domain_that_has_run_out_comes_first),
		cmocka_unit_test(the_last_days_and_weeks_are_told),
		cmocka_unit_test(a_registry_that_does_not_tell_leaves_it_open),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
