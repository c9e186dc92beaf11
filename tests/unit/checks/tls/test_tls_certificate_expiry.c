/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/tls/tls_certificate_expiry.h"
#include "test.h"

#include "unit/checks/judge.h"

/* From 2025-01-01; ends 2025-06-01, 2025-06-12, 2026-01-01 (all 10:00 in Japan). */
#define ENDED     "{\"position\":0,\"not_before_ms\":1735693200000,\"not_after_ms\":1748739600000,\"subject\":\"CN=a\"}"
#define ENDING    "{\"position\":0,\"not_before_ms\":1735693200000,\"not_after_ms\":1749690000000,\"subject\":\"CN=a\"}"
#define GOOD      "{\"position\":0,\"not_before_ms\":1735693200000,\"not_after_ms\":1767229200000,\"subject\":\"CN=a\"}"
#define CHAIN     "{\"position\":1,\"not_before_ms\":1,\"not_after_ms\":2}"
#define NOT_BEGUN "{\"position\":0,\"not_before_ms\":1748829600000,\"not_after_ms\":1767229200000}"
#define FOREVER   "{\"position\":0,\"not_before_ms\":0,\"not_after_ms\":253402300799000}"
#define DAMAGED   "{\"position\":0,\"not_before_ms\":0,\"not_after_ms\":-9223372036854775807}"

static void an_expired_certificate_is_bad(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("tls-certificate-expiry", {443, "tls.certificate", ENDED});
	assert_int_equal(f.verdict, VERDICT_BAD);
	assert_int_equal(f.priority, PRIORITY_P2);
	assert_string_equal(f.variant, "expired");
	assert_int_equal(value_get_int(f.details, "days", -1), 1);
	assert_string_equal(f.evidence,
			    "notBefore 2025-01-01T10:00:00+09:00, notAfter 2025-06-01T10:00:00+09:00, subject CN=a");
}

#define OWN                                                                                                            \
	"{\"position\":0,\"not_before_ms\":1735693200000,\"not_after_ms\":1748739600000,\"self_signed\":true,"         \
	"\"subject\":\"CN=a\"}"

/* Browsers warn of it anyway: its dates lead no page. */
static void the_end_of_a_self_signed_certificate_is_not_urgent(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("tls-certificate-expiry", {443, "tls.certificate", OWN});
	assert_int_equal(f.priority, PRIORITY_P3);
	assert_string_equal(f.variant, "expired");
}

static void a_certificate_that_ends_within_thirty_days_has_a_date(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("tls-certificate-expiry", {443, "tls.certificate", ENDING});
	assert_int_equal(f.priority, PRIORITY_P2);
	assert_string_equal(f.variant, "expiring");
	assert_int_equal(value_get_int(f.details, "days", -1), 10);
}

static void a_certificate_of_the_future_is_bad(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("tls-certificate-expiry", {443, "tls.certificate", NOT_BEGUN});
	assert_int_equal(f.verdict, VERDICT_BAD);
	assert_string_equal(f.variant, "not_yet");
}

static void a_certificate_with_time_left_is_good(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE("tls-certificate-expiry", {443, "tls.certificate", GOOD}).verdict, VERDICT_GOOD);
	assert_int_equal(JUDGE("tls-certificate-expiry", {443, "tls.certificate", FOREVER}).verdict, VERDICT_GOOD);
}

static void the_certificates_of_the_chain_are_not_judged(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(
		JUDGE("tls-certificate-expiry", {443, "tls.certificate", CHAIN}, {443, "tls.certificate", GOOD})
			.verdict,
		VERDICT_GOOD);
}

static void tls_without_a_readable_certificate_is_untestable(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(
		JUDGE("tls-certificate-expiry", {443, "tls.version", "{\"version\":\"TLSv1.2\",\"accepted\":true}"})
			.verdict,
		VERDICT_UNTESTABLE);
	assert_int_equal(JUDGE("tls-certificate-expiry", {443, "tls.certificate", DAMAGED}).verdict,
			 VERDICT_UNTESTABLE);
	assert_int_equal(JUDGE("tls-certificate-expiry", {443, "tls.certificate", CHAIN}).verdict, VERDICT_UNTESTABLE);
}

static void a_port_without_tls_is_passed_over(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE_ALL("tls-certificate-expiry", {80, "port.open", "{}"},
				   {80, "http.response", "{\"tls\":false}"},
				   {22, "tls.version", "{\"version\":\"TLSv1.2\",\"accepted\":false}"})
				 .count,
			 0);
}

static void one_port_is_one_finding_by_the_certificate_that_ends_first(void **state)
{
	ARENA_SCOPED arena;
	struct finding_list list;

	arena_init(&arena);
	list = JUDGE_ALL("tls-certificate-expiry", {443, "tls.certificate", GOOD}, {8443, "tls.certificate", GOOD},
			 {443, "tls.certificate", ENDED}, {443, "tls.certificate", ENDING});
	assert_int_equal(list.count, 2);
	assert_string_equal(list.items[0].variant, "expired");
	assert_int_equal(list.items[1].port, 8443);
}

int test_tls_certificate_expiry(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_expired_certificate_is_bad),
		cmocka_unit_test(the_end_of_a_self_signed_certificate_is_not_urgent),
		cmocka_unit_test(a_certificate_that_ends_within_thirty_days_has_a_date),
		cmocka_unit_test(a_certificate_of_the_future_is_bad),
		cmocka_unit_test(a_certificate_with_time_left_is_good),
		cmocka_unit_test(the_certificates_of_the_chain_are_not_judged),
		cmocka_unit_test(tls_without_a_readable_certificate_is_untestable),
		cmocka_unit_test(a_port_without_tls_is_passed_over),
		cmocka_unit_test(one_port_is_one_finding_by_the_certificate_that_ends_first),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
