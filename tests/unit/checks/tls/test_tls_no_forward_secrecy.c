/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/tls/tls_no_forward_secrecy.h"
#include "test.h"

#include "unit/checks/judge.h"

#define CHOSE(suite)                                                                                                   \
	{                                                                                                              \
		443, "tls.version", "{\"version\":\"TLSv1.2\",\"accepted\":true,\"cipher\":\"" suite "\"}"             \
	}

static void only_suites_without_it_are_bad(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("tls-no-forward-secrecy", CHOSE("TLS_RSA_WITH_AES_128_GCM_SHA256"));
	assert_int_equal(f.verdict, VERDICT_BAD);
	assert_int_equal(f.priority, PRIORITY_P4);
	assert_string_equal(value_get_text(f.details, "suite"), "TLS_RSA_WITH_AES_128_GCM_SHA256");
}

static void one_suite_with_it_is_good(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(
		JUDGE("tls-no-forward-secrecy", CHOSE("TLS_RSA_WITH_AES_128_GCM_SHA256"),
		      {443, "tls.cipher", "{\"suite\":\"TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256\",\"accepted\":true}"})
			.verdict,
		VERDICT_GOOD);
	assert_int_equal(JUDGE("tls-no-forward-secrecy", CHOSE("TLS_AES_128_GCM_SHA256")).verdict, VERDICT_GOOD);
}

static void a_suite_that_nobody_knows_may_have_it(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(
		JUDGE("tls-no-forward-secrecy", CHOSE("0xff85"), CHOSE("TLS_RSA_WITH_AES_128_CBC_SHA")).verdict,
		VERDICT_UNTESTABLE);
}

static void one_of_the_suites_that_were_chosen_is_enough(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE("tls-no-forward-secrecy",
			       {443, "tls.choice",
				"{\"suites\":[\"TLS_RSA_WITH_AES_128_CBC_SHA\",\"TLS_DHE_RSA_WITH_AES_128_CBC_SHA\"]}"})
				 .verdict,
			 VERDICT_GOOD);
	assert_int_equal(
		JUDGE("tls-no-forward-secrecy", {443, "tls.choice", "{\"suites\":[\"TLS_RSA_WITH_AES_128_CBC_SHA\"]}"})
			.verdict,
		VERDICT_BAD);
}

static void what_was_refused_says_nothing(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(
		JUDGE_ALL("tls-no-forward-secrecy",
			  {443, "tls.cipher", "{\"suite\":\"TLS_RSA_WITH_AES_128_CBC_SHA\",\"accepted\":false}"})
			.count,
		0);
}

int test_tls_no_forward_secrecy(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_suites_without_it_are_bad),
		cmocka_unit_test(one_suite_with_it_is_good),
		cmocka_unit_test(a_suite_that_nobody_knows_may_have_it),
		cmocka_unit_test(one_of_the_suites_that_were_chosen_is_enough),
		cmocka_unit_test(what_was_refused_says_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
