/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/tls/tls_certificate_name.h"
#include "test.h"

#include "unit/checks/judge.h"

#define NAMES(port, names)                                                                                             \
	{                                                                                                              \
		port, "tls.certificate", "{\"position\":0,\"names\":[" names "]}"                                      \
	}

static void a_certificate_for_others_is_bad(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("tls-certificate-name", NAMES(443, "\"*.hosting.example\",\"hosting.example\""));
	assert_int_equal(f.verdict, VERDICT_BAD);
	assert_string_equal(f.variant, "other");
	assert_int_equal(f.priority, PRIORITY_P3);
	assert_string_equal(f.evidence, "names in the certificate: *.hosting.example and others");
	assert_int_equal(JUDGE("tls-certificate-name", NAMES(993, "\"mail.hosting.example\"")).priority, PRIORITY_P4);
}

static void a_certificate_without_names_is_bad(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_string_equal(JUDGE("tls-certificate-name", NAMES(443, "")).variant, "nameless");
}

static void a_certificate_for_the_name_is_good(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE("tls-certificate-name", NAMES(443, "\"example.jp\",\"WWW.example.jp\"")).verdict,
			 VERDICT_GOOD);
	assert_int_equal(JUDGE("tls-certificate-name", NAMES(443, "\"*.example.jp\"")).verdict, VERDICT_GOOD);
}

static void one_address_with_another_certificate_makes_the_port_bad(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(
		JUDGE("tls-certificate-name", NAMES(443, "\"www.example.jp\""), NAMES(443, "\"a.example\"")).verdict,
		VERDICT_BAD);
}

static void of_a_target_that_is_an_address_the_names_are_not_known(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE_AT("192.0.2.1", "tls-certificate-name", NAMES(443, "\"www.example.jp\""));
	assert_int_equal(f.verdict, VERDICT_UNTESTABLE);
	assert_string_equal(f.variant, "address");
	assert_int_equal(JUDGE_AT("192.0.2.1", "tls-certificate-name", NAMES(443, "\"192.0.2.1\"")).verdict,
			 VERDICT_GOOD);
}

static void names_that_were_not_all_recorded_leave_it_open(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("tls-certificate-name",
		  {443, "tls.certificate", "{\"position\":0,\"names\":[\"a.example\"],\"names_cut\":true}"});
	assert_int_equal(f.verdict, VERDICT_UNTESTABLE);
	assert_string_equal(f.variant, "cut");
	f = JUDGE("tls-certificate-name",
		  {443, "tls.certificate", "{\"position\":0,\"names\":[\"www.example.jp\"],\"names_cut\":true}"});
	assert_int_equal(f.verdict, VERDICT_GOOD);
}

static void without_names_to_read_and_between_mail_servers_nothing_is_said(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE_ALL("tls-certificate-name", {443, "tls.certificate", "{\"position\":0}"},
				   NAMES(25, "\"mx.example\""))
				 .count,
			 0);
}

int test_tls_certificate_name(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_certificate_for_others_is_bad),
		cmocka_unit_test(a_certificate_without_names_is_bad),
		cmocka_unit_test(a_certificate_for_the_name_is_good),
		cmocka_unit_test(one_address_with_another_certificate_makes_the_port_bad),
		cmocka_unit_test(of_a_target_that_is_an_address_the_names_are_not_known),
		cmocka_unit_test(names_that_were_not_all_recorded_leave_it_open),
		cmocka_unit_test(without_names_to_read_and_between_mail_servers_nothing_is_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
