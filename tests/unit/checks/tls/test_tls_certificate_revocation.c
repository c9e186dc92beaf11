/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/tls/tls_certificate_revocation.h"
#include "test.h"

#include "unit/checks/judge.h"

#define OCSP(data)                                                                                                     \
	{                                                                                                              \
		443, "tls.ocsp", data                                                                                  \
	}
#define MUST_STAPLE                                                                                                    \
	{                                                                                                              \
		443, "tls.certificate", "{\"position\":0,\"must_staple\":true}"                                        \
	}

static void a_lost_key_is_the_most_urgent(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("tls-certificate-revocation",
		  OCSP("{\"source\":\"responder\",\"answered\":true,\"status\":\"revoked\","
		       "\"reason\":\"keyCompromise\",\"revoked_ms\":1748739600000}"));
	assert_string_equal(f.variant, "key_compromise");
	assert_int_equal(f.priority, PRIORITY_P1);
	assert_int_equal(value_get_int(f.details, "revoked_ms", 0), 1748739600000);
	assert_string_equal(f.evidence, "status revoked, reason keyCompromise");
}

static void another_reason_turns_visitors_away(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("tls-certificate-revocation", OCSP("{\"source\":\"staple\",\"answered\":true,\"status\":\"good\"}"),
		  OCSP("{\"source\":\"responder\",\"answered\":true,\"status\":\"revoked\"}"));
	assert_string_equal(f.variant, "revoked");
	assert_int_equal(f.priority, PRIORITY_P2);
}

static void a_promise_that_is_not_kept_is_bad(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_string_equal(
		JUDGE("tls-certificate-revocation", MUST_STAPLE, OCSP("{\"source\":\"staple\",\"answered\":false}"))
			.variant,
		"no_staple");
	assert_int_equal(JUDGE("tls-certificate-revocation", MUST_STAPLE,
			       OCSP("{\"source\":\"responder\",\"answered\":true,\"status\":\"good\"}"))
				 .verdict,
			 VERDICT_GOOD);
}

static void a_good_status_is_good(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE("tls-certificate-revocation",
			       OCSP("{\"source\":\"staple\",\"answered\":true,\"status\":\"good\"}"))
				 .verdict,
			 VERDICT_GOOD);
}

static void no_status_is_untestable_and_no_question_is_nothing(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE("tls-certificate-revocation",
			       OCSP("{\"source\":\"responder\",\"answered\":true,\"status\":\"unknown\"}"))
				 .verdict,
			 VERDICT_UNTESTABLE);
	assert_int_equal(JUDGE("tls-certificate-revocation", OCSP("{\"source\":\"staple\",\"answered\":true}")).verdict,
			 VERDICT_UNTESTABLE);
	assert_int_equal(
		JUDGE_ALL("tls-certificate-revocation", OCSP("{\"source\":\"staple\",\"answered\":false}")).count, 0);
	assert_int_equal(JUDGE_ALL("tls-certificate-revocation", MUST_STAPLE).count, 0);
}

int test_tls_certificate_revocation(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_lost_key_is_the_most_urgent),
		cmocka_unit_test(another_reason_turns_visitors_away),
		cmocka_unit_test(a_promise_that_is_not_kept_is_bad),
		cmocka_unit_test(a_good_status_is_good),
		cmocka_unit_test(no_status_is_untestable_and_no_question_is_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
