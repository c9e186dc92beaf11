/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "checks/tls/outdated_tls.h"
#include "test.h"
#include "unit/checks/judge.h"

#define YES(version)                                                                                                   \
	{                                                                                                              \
		443, "tls.version", "{\"version\":\"" version "\",\"accepted\":true}"                                  \
	}
#define NO(version)                                                                                                    \
	{                                                                                                              \
		443, "tls.version", "{\"version\":\"" version "\",\"accepted\":false}"                                 \
	}
#define ASKED(version)                                                                                                 \
	{                                                                                                              \
		443, "tls.version", "{\"version\":\"" version "\"}"                                                    \
	}

static void old_versions_beside_a_modern_one_are_listed(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("outdated-tls", YES("TLSv1.1"), YES("TLSv1.0"), YES("TLSv1.2"), NO("TLSv1.3"), NO("SSLv3"));
	assert_int_equal(f.verdict, VERDICT_BAD);
	assert_int_equal(f.priority, PRIORITY_P3);
	assert_string_equal(f.variant, "old");
	assert_int_equal(value_count(value_get(f.details, "versions")), 2);
	assert_true(str_is(value_at(value_get(f.details, "versions"), 1)->text, "TLS 1.1"));
	assert_string_equal(f.evidence, "accepted: TLS 1.0, TLS 1.1, TLS 1.2; refused: SSL 3.0, TLS 1.3");
}

static void ssl_is_worse_than_old_tls(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("outdated-tls", YES("SSLv3"), YES("TLSv1.2"));
	assert_int_equal(f.priority, PRIORITY_P2);
	assert_string_equal(f.variant, "ssl");
}

static void nothing_modern_is_worse_than_something_old(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_string_equal(JUDGE("outdated-tls", YES("TLSv1"), NO("TLSv1.2"), NO("TLSv1.3")).variant, "only_old");
	assert_string_equal(JUDGE("outdated-tls", YES("TLSv1")).variant, "old"); /* modern ones were not tried */
}

static void modern_versions_alone_are_good(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE("outdated-tls", NO("TLS1.0"), NO("TLS 1.1"), YES("TLS 1.2")).verdict, VERDICT_GOOD);
}

static void what_was_not_tried_is_not_called_good(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE("outdated-tls", YES("TLSv1.3"), ASKED("TLSv1.0")).verdict, VERDICT_UNTESTABLE);
	assert_int_equal(JUDGE("outdated-tls", YES("Klingon 7")).verdict, VERDICT_UNTESTABLE);
	assert_int_equal(JUDGE("outdated-tls", {25, "tls.certificate", "{\"position\":0}"}).verdict,
			 VERDICT_UNTESTABLE);
	assert_int_equal(JUDGE("outdated-tls", NO("TLSv1.0"), NO("TLSv1.2")).verdict, VERDICT_UNTESTABLE);
}

static void a_port_that_speaks_no_tls_is_passed_over(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE_ALL("outdated-tls", {22, "port.open", "{}"},
				   {22, "tls.version", "{\"version\":\"TLSv1.2\",\"accepted\":false}"})
				 .count,
			 0);
}

int test_outdated_tls(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(old_versions_beside_a_modern_one_are_listed),
		cmocka_unit_test(ssl_is_worse_than_old_tls),
		cmocka_unit_test(nothing_modern_is_worse_than_something_old),
		cmocka_unit_test(modern_versions_alone_are_good),
		cmocka_unit_test(what_was_not_tried_is_not_called_good),
		cmocka_unit_test(a_port_that_speaks_no_tls_is_passed_over),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
