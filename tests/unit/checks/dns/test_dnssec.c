/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/dns/dnssec.h"
#include "test.h"

#include "unit/checks/domain_seen.h"
#include "unit/checks/judge.h"

#define CHAIN(state, rest)                                                                                             \
	{                                                                                                              \
		0, "dnssec.chain", "{\"state\":\"" state "\"" rest "}"                                                 \
	}
#define IN_A_DAY   ",\"expires_ms\":1748912400000"
#define IN_A_MONTH ",\"expires_ms\":1751418000000"

static void signatures_that_hold_are_good(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("dnssec", ZONE, CHAIN("secure", ",\"algorithms\":[13]" IN_A_MONTH));
	assert_int_equal(f.verdict, VERDICT_GOOD);
}

static void a_broken_chain_is_urgent(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("dnssec", ZONE, CHAIN("bogus", ",\"reason\":\"signature expired\""));
	assert_string_equal(f.variant, "broken");
	assert_int_equal(f.priority, PRIORITY_P2);
	assert_string_equal(value_get_text(f.details, "reason"), "signature expired");
}

static void signatures_that_nobody_renews_are_told(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("dnssec", ZONE, CHAIN("secure", ",\"algorithms\":[13]" IN_A_DAY));
	assert_string_equal(f.variant, "expiring");
	assert_int_equal(f.priority, PRIORITY_P2);
}

static void old_methods_and_no_signatures_are_small_things(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("dnssec", ZONE, CHAIN("secure", ",\"algorithms\":[8,7]" IN_A_MONTH));
	assert_string_equal(f.variant, "weak");
	assert_int_equal(f.priority, PRIORITY_P4);
	assert_string_equal(value_at(value_get(f.details, "algorithms"), 0)->text.p, "RSASHA1");
	f = JUDGE("dnssec", ZONE, CHAIN("insecure", ""));
	assert_string_equal(f.variant, "unsigned");
	assert_int_equal(f.priority, PRIORITY_P4);
}

static void what_could_not_be_concluded_stays_open(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("dnssec", ZONE, CHAIN("unknown", ",\"reason\":\"timeout\""));
	assert_int_equal(f.verdict, VERDICT_UNTESTABLE);
}

int test_dnssec(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(signatures_that_hold_are_good),
		cmocka_unit_test(a_broken_chain_is_urgent),
		cmocka_unit_test(signatures_that_nobody_renews_are_told),
		cmocka_unit_test(old_methods_and_no_signatures_are_small_things),
		cmocka_unit_test(what_could_not_be_concluded_stays_open),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
