/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/tls/tls_certificate_chain.h"
#include "test.h"

#include "unit/checks/judge.h"

#define LEAF(port, self)                                                                                               \
	{                                                                                                              \
		port, "tls.certificate", "{\"position\":0,\"issuer\":\"CN=a\",\"self_signed\":" self "}"               \
	}
#define CHAIN(port, trusted, reason)                                                                                   \
	{                                                                                                              \
		port, "tls.chain", "{\"trusted\":" trusted ",\"reason\":\"" reason "\"}"                               \
	}

static void what_browsers_warn_of_is_bad(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("tls-certificate-chain", LEAF(443, "true"), CHAIN(443, "false", "self_signed"));
	assert_int_equal(f.verdict, VERDICT_BAD);
	assert_string_equal(f.variant, "self_signed");
	assert_int_equal(f.priority, PRIORITY_P3);
	assert_string_equal(f.evidence, "chain self_signed, issuer CN=a");
	assert_string_equal(JUDGE("tls-certificate-chain", CHAIN(443, "false", "incomplete")).variant, "incomplete");
	assert_string_equal(JUDGE("tls-certificate-chain", CHAIN(443, "false", "unknown_root")).variant, "untrusted");
}

static void a_device_at_a_port_of_its_own_can_wait(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE("tls-certificate-chain", CHAIN(10443, "false", "self_signed")).priority, PRIORITY_P4);
}

static void an_older_diagnosis_knows_who_signed_itself(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_string_equal(JUDGE("tls-certificate-chain", LEAF(443, "true")).variant, "self_signed");
	assert_int_equal(JUDGE_ALL("tls-certificate-chain", LEAF(443, "false")).count, 0);
}

static void one_address_with_a_bad_chain_makes_the_port_bad(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(
		JUDGE("tls-certificate-chain", CHAIN(443, "false", "incomplete"), CHAIN(443, "true", "")).verdict,
		VERDICT_BAD);
}

static void a_trusted_chain_is_good(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE("tls-certificate-chain", LEAF(443, "false"), CHAIN(443, "true", "")).verdict,
			 VERDICT_GOOD);
}

static void a_reason_that_nobody_knows_is_untestable(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE("tls-certificate-chain", CHAIN(443, "false", "expired")).verdict, VERDICT_UNTESTABLE);
	assert_int_equal(JUDGE("tls-certificate-chain", {443, "tls.chain", "{}"}).verdict, VERDICT_UNTESTABLE);
}

static void mail_servers_take_any_certificate_of_each_other(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE_ALL("tls-certificate-chain", LEAF(25, "true"), CHAIN(25, "false", "self_signed")).count,
			 0);
}

int test_tls_certificate_chain(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_browsers_warn_of_is_bad),
		cmocka_unit_test(a_device_at_a_port_of_its_own_can_wait),
		cmocka_unit_test(an_older_diagnosis_knows_who_signed_itself),
		cmocka_unit_test(one_address_with_a_bad_chain_makes_the_port_bad),
		cmocka_unit_test(a_trusted_chain_is_good),
		cmocka_unit_test(a_reason_that_nobody_knows_is_untestable),
		cmocka_unit_test(mail_servers_take_any_certificate_of_each_other),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
