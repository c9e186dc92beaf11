/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/tls/tls_weak_dh.h"
#include "test.h"

#include "unit/checks/judge.h"

#define DHE(bits, more)                                                                                                \
	{                                                                                                              \
		443, "tls.key_exchange", "{\"method\":\"DHE\",\"bits\":" bits ",\"group\":\"\"" more "}"               \
	}
#define ECDHE(bits, group)                                                                                             \
	{                                                                                                              \
		443, "tls.key_exchange", "{\"method\":\"ECDHE\",\"bits\":" bits ",\"group\":\"" group "\"}"            \
	}

static void short_groups_are_bad_and_very_short_ones_urgent(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("tls-weak-dh", DHE("1024", ""));
	assert_string_equal(f.variant, "short");
	assert_int_equal(f.priority, PRIORITY_P3);
	assert_int_equal(value_get_int(f.details, "bits", 0), 1024);
	assert_int_equal(JUDGE("tls-weak-dh", DHE("512", "")).priority, PRIORITY_P2);
}

static void the_worst_group_of_a_port_counts(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("tls-weak-dh", ECDHE("255", "x25519"), DHE("512", ""), DHE("1024", ""));
	assert_int_equal(f.priority, PRIORITY_P2);
	assert_string_equal(f.evidence, "DHE, 512 bits, group ");
}

static void a_modulus_that_is_no_safe_prime_is_odd(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_string_equal(JUDGE("tls-weak-dh", DHE("2048", ",\"is_safe_prime\":false")).variant, "odd");
}

static void a_small_curve_is_bad(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_string_equal(JUDGE("tls-weak-dh", ECDHE("163", "sect163r2")).variant, "curve");
}

static void large_groups_are_good(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE("tls-weak-dh", ECDHE("255", "x25519"), DHE("2048", ",\"is_safe_prime\":true")).verdict,
			 VERDICT_GOOD);
}

static void no_answer_is_untestable_and_no_question_is_nothing(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE("tls-weak-dh", {443, "tls.key_exchange", "{\"answered\":false}"}).verdict,
			 VERDICT_UNTESTABLE);
	assert_int_equal(JUDGE_ALL("tls-weak-dh", {443, "port.open", "{}"}).count, 0);
}

int test_tls_weak_dh(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(short_groups_are_bad_and_very_short_ones_urgent),
		cmocka_unit_test(the_worst_group_of_a_port_counts),
		cmocka_unit_test(a_modulus_that_is_no_safe_prime_is_odd),
		cmocka_unit_test(a_small_curve_is_bad),
		cmocka_unit_test(large_groups_are_good),
		cmocka_unit_test(no_answer_is_untestable_and_no_question_is_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
