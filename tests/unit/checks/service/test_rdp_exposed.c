/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/service/rdp_exposed.h"
#include "test.h"

#include "unit/checks/judge.h"

#define SECURITY(accepted)                                                                                             \
	{                                                                                                              \
		3389, "rdp.security", "{\"accepted\":" accepted "}"                                                    \
	}
#define OPEN                                                                                                           \
	{                                                                                                              \
		3389, "port.open", "{\"transport\":\"tcp\"}"                                                           \
	}

static void a_desktop_that_shows_itself_before_it_asks_is_urgent(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("rdp-exposed", OPEN, SECURITY("[\"tls\",\"credssp\"]"));
	assert_int_equal(f.verdict, VERDICT_BAD);
	assert_int_equal(f.confidence, CONFIDENCE_CONFIRMED);
	assert_int_equal(f.priority, PRIORITY_P1);
	assert_string_equal(f.variant, "nla_off");
	assert_string_equal(f.remedy, "close:3389");
}

static void a_desktop_that_asks_first_is_urgent_too(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("rdp-exposed", SECURITY("[\"credssp\"]"));
	assert_int_equal(f.priority, PRIORITY_P1);
	assert_string_equal(f.variant, "nla");
}

static void of_two_addresses_the_one_that_asks_for_less_counts(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_string_equal(JUDGE("rdp-exposed", SECURITY("[\"credssp\"]"), SECURITY("[\"rdp\"]")).variant, "nla_off");
}

static void a_desktop_that_refused_all_ways_is_exposed_all_the_same(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_string_equal(JUDGE("rdp-exposed", SECURITY("[]")).variant, "exposed");
}

static void a_port_alone_is_possible(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("rdp-exposed", OPEN);
	assert_int_equal(f.confidence, CONFIDENCE_POSSIBLE);
	assert_int_equal(f.priority, PRIORITY_P2);
	assert_string_equal(f.variant, "port");
}

static void silence_after_a_question_is_untestable(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE("rdp-exposed", OPEN,
			       {3389, "service.answer",
				"{\"service\":\"rdp\",\"transport\":\"tcp\",\"answered\":false,\"reason\":\"closed\"}"})
				 .verdict,
			 VERDICT_UNTESTABLE);
}

static void another_service_at_the_port_is_no_desktop(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(
		JUDGE_ALL("rdp-exposed", OPEN, {3389, "service.banner", "{\"service\":\"ssh\",\"text\":\"\"}"}).count,
		0);
}

int test_rdp_exposed(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_desktop_that_shows_itself_before_it_asks_is_urgent),
		cmocka_unit_test(a_desktop_that_asks_first_is_urgent_too),
		cmocka_unit_test(of_two_addresses_the_one_that_asks_for_less_counts),
		cmocka_unit_test(a_desktop_that_refused_all_ways_is_exposed_all_the_same),
		cmocka_unit_test(a_port_alone_is_possible),
		cmocka_unit_test(silence_after_a_question_is_untestable),
		cmocka_unit_test(another_service_at_the_port_is_no_desktop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
