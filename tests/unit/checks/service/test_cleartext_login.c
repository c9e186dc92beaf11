/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/service/cleartext_login.h"
#include "test.h"

#include "unit/checks/judge.h"

#define OPEN(port)                                                                                                     \
	{                                                                                                              \
		port, "port.open", "{\"transport\":\"tcp\"}"                                                           \
	}
#define BANNER(port, service)                                                                                          \
	{                                                                                                              \
		port, "service.banner", "{\"service\":\"" service "\",\"text\":\"220 ready\\r\\n\"}"                   \
	}
#define AUTH(port, service, tls)                                                                                       \
	{                                                                                                              \
		port, "service.auth", "{\"service\":\"" service "\",\"tls_offered\":" tls "}"                          \
	}
#define SUMMARY                                                                                                        \
	{                                                                                                              \
		0, "port.summary", "{\"tried\":40,\"open\":1,\"ports\":[[21,25],[110,110],[143,143]]}"                 \
	}

static void telnet_is_the_most_urgent(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("cleartext-login", OPEN(2323), BANNER(2323, "telnet"), SUMMARY);
	assert_int_equal(f.verdict, VERDICT_BAD);
	assert_int_equal(f.priority, PRIORITY_P1);
	assert_int_equal(f.confidence, CONFIDENCE_CONFIRMED);
	assert_string_equal(f.variant, "telnet");
	assert_string_equal(f.evidence, "greeting \"220 ready\"");
}

static void ftp_that_only_nmap_asked_is_not_silent(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("cleartext-login", OPEN(21),
		  {21, "nmap.service",
		   "{\"name\":\"ftp\",\"product\":\"ProFTPD\",\"version\":\"1.3.8\",\"method\":\"probed\",\"tls\":"
		   "false}"});
	assert_int_equal(f.verdict, VERDICT_UNTESTABLE);
	assert_string_equal(f.variant, "unasked");
	assert_string_equal(f.evidence, "Nmap \"ProFTPD 1.3.8\"");
}

static void ftp_without_encryption_is_bad(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("cleartext-login", OPEN(21), BANNER(21, "ftp"), AUTH(21, "ftp", "false"));
	assert_int_equal(f.priority, PRIORITY_P2);
	assert_string_equal(f.variant, "ftp");
	assert_string_equal(f.evidence, "greeting \"220 ready\"; TLS not offered");
}

static void ftp_that_offers_encryption_is_a_lead_only(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("cleartext-login", OPEN(21), BANNER(21, "ftp"), AUTH(21, "ftp", "true"));
	assert_int_equal(f.priority, PRIORITY_P4);
	assert_int_equal(f.confidence, CONFIDENCE_POSSIBLE);
	assert_string_equal(f.variant, "ftp_optional");
}

static void mail_is_good_when_it_offers_encryption(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE("cleartext-login", BANNER(143, "imap"), AUTH(143, "imap", "true")).verdict,
			 VERDICT_GOOD);
	assert_string_equal(JUDGE("cleartext-login", BANNER(110, "pop3"), AUTH(110, "pop3", "false")).variant, "pop3");
}

static void one_address_without_encryption_makes_the_port_bad(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE("cleartext-login", AUTH(143, "imap", "false"), AUTH(143, "imap", "true")).verdict,
			 VERDICT_BAD);
	assert_int_equal(JUDGE("cleartext-login", AUTH(143, "imap", "true"), AUTH(143, "imap", "false")).verdict,
			 VERDICT_BAD);
}

static void a_silent_or_unasked_port_is_untestable(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE("cleartext-login", OPEN(23), SUMMARY).verdict, VERDICT_UNTESTABLE);
	assert_string_equal(JUDGE("cleartext-login", OPEN(21), BANNER(21, "ftp")).variant, "unasked");
}

static void the_r_commands_are_possible_by_their_ports(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("cleartext-login", OPEN(513));
	assert_int_equal(f.confidence, CONFIDENCE_POSSIBLE);
	assert_string_equal(f.variant, "remote");
	assert_string_equal(value_get_text(f.details, "service"), "rlogin");
	assert_string_equal(value_get_text(JUDGE("cleartext-login", OPEN(512)).details, "service"), "rexec");
}

static void another_service_at_the_port_is_not_our_business(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("cleartext-login", OPEN(23), BANNER(23, "ssh"), SUMMARY);
	assert_int_equal(f.verdict, VERDICT_GOOD);
	assert_string_equal(f.variant, "none");
	assert_int_equal(value_get_int(f.details, "tried", 0), 40);
}

static void mail_within_tls_is_not_in_clear(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE_ALL("cleartext-login", OPEN(993), BANNER(993, "imap"),
				   {993, "tls.version", "{\"version\":\"TLSv1.2\",\"accepted\":true}"})
				 .count,
			 0);
}

static void a_target_that_was_not_scanned_to_the_end_is_not_called_good(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE_ALL("cleartext-login", {0, "target.resolved", "{}"}, OPEN(443)).count, 0);
}

static void ports_that_were_not_tried_are_not_called_good(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE_ALL("cleartext-login",
				   {0, "port.summary", "{\"tried\":1,\"open\":1,\"ports\":[[443,443]]}"}, OPEN(443))
				 .count,
			 0);
	assert_int_equal(
		JUDGE_ALL("cleartext-login", {0, "port.summary", "{\"tried\":40,\"open\":1}"}, OPEN(443)).count, 0);
}

static void mail_that_takes_a_password_without_tls_leaves_it_to_the_program(void **state)
{
	static const struct seen asked = {143, "service.auth",
					  "{\"service\":\"imap\",\"tls_offered\":true,\"password_offered\":true}"};
	static const struct seen greeting = {
		143, "service.banner",
		"{\"service\":\"imap\",\"text\":\"* OK [CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN]\"}"};
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("cleartext-login", OPEN(143), BANNER(143, "imap"), asked);
	assert_string_equal(f.variant, "optional");
	assert_int_equal(f.priority, PRIORITY_P3);
	f = JUDGE("cleartext-login", OPEN(143), greeting, AUTH(143, "imap", "true"));
	assert_string_equal(f.variant, "optional");
	f = JUDGE("cleartext-login", OPEN(143), greeting,
		  {143, "service.auth", "{\"service\":\"imap\",\"tls_offered\":true,\"password_offered\":false}"});
	assert_int_equal(f.verdict, VERDICT_GOOD);
	f = JUDGE("cleartext-login", OPEN(143), greeting, AUTH(143, "imap", "false"));
	assert_string_equal(f.variant, "imap");
	assert_int_equal(f.priority, PRIORITY_P2);
}

int test_cleartext_login(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(telnet_is_the_most_urgent),
		cmocka_unit_test(ftp_that_only_nmap_asked_is_not_silent),
		cmocka_unit_test(ftp_without_encryption_is_bad),
		cmocka_unit_test(ftp_that_offers_encryption_is_a_lead_only),
		cmocka_unit_test(mail_is_good_when_it_offers_encryption),
		cmocka_unit_test(one_address_without_encryption_makes_the_port_bad),
		cmocka_unit_test(a_silent_or_unasked_port_is_untestable),
		cmocka_unit_test(the_r_commands_are_possible_by_their_ports),
		cmocka_unit_test(another_service_at_the_port_is_not_our_business),
		cmocka_unit_test(mail_within_tls_is_not_in_clear),
		cmocka_unit_test(ports_that_were_not_tried_are_not_called_good),
		cmocka_unit_test(mail_that_takes_a_password_without_tls_leaves_it_to_the_program),
		cmocka_unit_test(a_target_that_was_not_scanned_to_the_end_is_not_called_good),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
