/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/count.h"
#include "mail/bounce.h"
#include "test.h"

#define HEAD                                                                                                           \
	"From: MAILER-DAEMON@mx.example.jp\r\nTo: bounce+4711@tenken.example.jp\r\nSubject: failed\r\n"                \
	"MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\r\n\r\n"     \
	"--b\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n"                                                            \
	"--b\r\nContent-Type: message/delivery-status\r\n\r\n"                                                         \
	"Reporting-MTA: dns; mx.example.jp\r\n\r\nFinal-Recipient: rfc822; a@example.jp\r\n"
#define ORIGINAL                                                                                                       \
	"\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n"                                                              \
	"From: a@tenken.example.jp\r\nMessage-ID: <m.4711@tenken.example.jp>\r\n\r\nhello\r\n--b--\r\n"

static void a_notification_names_the_message_and_the_reason(void **state)
{
	struct bounce bounce;

	assert_true(bounce_parse(STR(HEAD "Action: failed\r\nStatus: 5.1.1 (unknown)\r\n" ORIGINAL), &bounce));
	assert_int_equal(bounce.id, 4711);
	assert_string_equal(bounce.message_id, "m.4711@tenken.example.jp");
	assert_string_equal(bounce.status, "5.1.1");
	assert_true(bounce.is_permanent);
}

static void a_delay_is_not_for_good(void **state)
{
	struct bounce bounce;

	assert_true(bounce_parse(STR(HEAD "Action: delayed\r\nStatus: 4.4.1\r\n" ORIGINAL), &bounce));
	assert_false(bounce.is_permanent);
	assert_true(bounce_parse(STR(HEAD "action:FAILED\r\nstatus:4.4.7\r\n" ORIGINAL), &bounce));
	assert_false(bounce.is_permanent);
}

static void the_headers_of_our_mail_are_enough(void **state)
{
	struct bounce bounce;
	static const char mail[] =
		"To: postmaster@tenken.example.jp\r\nContent-Type: multipart/report; boundary=b\r\n\r\n"
		"--b\r\nContent-Type: message/delivery-status\r\n\r\nAction: failed\r\nStatus: 5.2.2\r\n"
		"--b\r\nContent-Type: text/rfc822-headers\r\n\r\nSubject: "
		"x\r\nMessage-Id:\r\n\t<m.1@x.jp>\r\n--b--\r\n";

	assert_true(bounce_parse(str_from(mail), &bounce));
	assert_int_equal(bounce.id, 0);
	assert_string_equal(bounce.message_id, "m.1@x.jp");
	assert_true(bounce.is_permanent);
}

static void what_reports_no_failure_is_no_bounce(void **state)
{
	struct bounce bounce = {.id = 1};

	assert_false(bounce_parse(STR(""), &bounce));
	assert_false(bounce_parse(STR("To: bounce+4711@tenken.example.jp\r\n\r\nI am on holiday.\r\n"), &bounce));
	assert_false(bounce_parse(STR(HEAD "Action: delivered\r\nStatus: 2.0.0\r\n" ORIGINAL), &bounce));
	assert_false(bounce_parse(STR(HEAD "Action: failed\r\nStatus: 9.1.1\r\n" ORIGINAL), &bounce));
	assert_false(bounce_parse(STR(HEAD "Action: failed\r\n" ORIGINAL), &bounce));
	assert_int_equal(bounce.id, 1);
}

static void a_notification_of_somebody_elses_mail_is_none_of_ours(void **state)
{
	struct bounce bounce;
	static const char mail[] =
		"To: bounce+x@tenken.example.jp\r\nContent-Type: multipart/report; boundary=b\r\n\r\n"
		"--b\r\nContent-Type: message/delivery-status\r\n\r\n"
		"Action: failed\r\nStatus: 5.2.2\r\n--b--\r\n";

	assert_false(bounce_parse(str_from(mail), &bounce));
}

static void a_report_cut_anywhere_does_no_harm(void **state)
{
	static const char mail[] = HEAD "Action: failed\r\nStatus: 5.1.1\r\n" ORIGINAL;
	struct bounce bounce;

	for (size_t size = 0; size < sizeof(mail); size += 7)
		(void)bounce_parse(str_of(mail, size), &bounce);
	assert_true(bounce_parse(str_of(mail, sizeof(mail) - 1), &bounce));
}

static void parts_in_parts_without_end_do_no_harm(void **state)
{
	static char mail[BOUNCE_BYTES_MAX];
	static const char level[] = "Content-Type: multipart/report; boundary=b\n\n--b\n";
	struct bounce bounce;
	size_t used = 0;

	while (used + sizeof(level) < sizeof(mail)) {
		memcpy(mail + used, level, sizeof(level) - 1);
		used += sizeof(level) - 1;
	}
	assert_false(bounce_parse(str_of(mail, used), &bounce));
}

static void the_envelope_sender_carries_the_message_and_reads_back(void **state)
{
	char address[BOUNCE_ADDRESS_SIZE];
	int64_t id = 0;

	assert_true(bounce_address_format(INT64_MAX, "tenken.example.jp", address));
	assert_string_equal(address, "bounce+9223372036854775807@tenken.example.jp");
	assert_true(bounce_address_parse(str_from(address), &id));
	assert_true(id == INT64_MAX);
	assert_true(bounce_address_parse(STR("Bounce+12@x.jp"), &id));
	assert_true(id == 12);
	assert_false(bounce_address_parse(STR("bounce+@x.jp"), &id));
	assert_false(bounce_address_parse(STR("bounce+-1@x.jp"), &id));
	assert_false(bounce_address_parse(STR("bounce+0@x.jp"), &id));
	assert_false(bounce_address_parse(STR("bounce+12"), &id));
	assert_false(bounce_address_parse(STR("bounce-12@x.jp"), &id));
	assert_false(bounce_address_format(1, "x.jp\r\nDATA", address));
	assert_false(bounce_address_format(0, "x.jp", address));
}

#define REPORT(type, fields)                                                                                           \
	"Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"                              \
	"--b\r\nContent-Type: " type "\r\n\r\nReporting-MTA: dns; mx.example.jp\r\n\r\n" fields "\r\n--b--\r\n"

/* The one recipient of the fields, "address original action status", with ! when it is for good. */
static void assert_recipient(const char *type, const char *fields, const char *expected)
{
	struct bounce_recipient *one;
	struct bounce bounce;
	const char *mail;
	ARENA_SCOPED arena;

	arena_init(&arena);
	mail = arena_printf(&arena, REPORT("%s", "%s"), type, fields);
	assert_true(bounce_read(&arena, str_from(mail), &bounce));
	assert_int_equal(bounce.recipient_count, 1);
	one = bounce.recipients;
	assert_string_equal(arena_printf(&arena, "%s %s %s %s%s", one->address, one->original,
					 bounce_action_name(one->action), one->status, one->is_permanent ? "!" : ""),
			    expected);
}

static void a_status_is_read_however_a_server_writes_it(void **state)
{
	static const struct {
		const char *fields, *expected;
	} rows[] = {
		{"Action: failed\r\nStatus: 5.1.1(unknown)", "  failed 5.1.1!"},
		{"Action: failed\r\nStatus: 5.1.1\tunknown", "  failed 5.1.1!"},
		{"Action: failed\r\nStatus: 5.1.1; unknown", "  failed 5.1.1!"},
		{"Action: failed\r\nStatus:\r\n 5.1.10", "  failed 5.1.10!"},
		{"Action: failed\r\nStatus: (a (b) \\) c) 5.7.1", "  failed 5.7.1!"},
		{"Action: failed (unknown)\r\nStatus: 4.4.7", "  failed 4.4.7"},
		{"Action: failed\r\nDiagnostic-Code: smtp; 550 5.1.2 no host", "  failed 5.1.2!"},
		{"Action: failed\r\nDiagnostic-Code: smtp;\r\n 552-no room", "  failed 5.0.0!"},
		{"Action: delayed\r\nDiagnostic-Code: smtp; 451 later", "  delayed 4.0.0"},
		{"Action: failed\r\nDiagnostic-Code: x-unix; gone", "  failed "},
		{"Action: Relayed\r\nStatus: 2.1.9", "  relayed 2.1.9"},
		{"Action: expanded\r\nStatus: 2.0.0", "  expanded 2.0.0"},
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		assert_recipient("message/delivery-status", rows[i].fields, rows[i].expected);
}

static void an_address_is_where_it_went_beside_what_we_wrote(void **state)
{
	static const struct {
		const char *type, *fields, *expected;
	} rows[] = {
		{"message/delivery-status", "Original-Recipient: rfc822; a@x.jp\r\nFinal-Recipient: rfc822; b@y.jp",
		 "b@y.jp a@x.jp delayed 4.4.1"},
		{"message/delivery-status", "Original-Recipient: rfc822;a@x.jp\r\nFinal-Recipient: RFC822;<a@x.jp> (A)",
		 "a@x.jp  delayed 4.4.1"},
		{"message/delivery-status", "Original-Recipient: rfc822; a@x.jp", "a@x.jp  delayed 4.4.1"},
		{"message/delivery-status", "Final-Recipient: rfc822; \"a (b) c\"@x.jp",
		 "\"a (b) c\"@x.jp  delayed 4.4.1"},
		{"message/delivery-status", "Final-Recipient: utf-8; \\x{9AD8}\\x{6A4B}@x.jp",
		 "高橋@x.jp  delayed 4.4.1"},
		{"message/delivery-status", "Final-Recipient: utf-8; \\x{D800}\\x{}@x.jp",
		 "\\x{D800}\\x{}@x.jp  delayed 4.4.1"},
		{"message/global-delivery-status", "Final-Recipient: utf-8; 高橋@例え.jp",
		 "高橋@例え.jp  delayed 4.4.1"},
		{"message/delivery-status", "Final-Recipient: rfc822; a\x1b[1m@x.jp", "  delayed 4.4.1"},
	};
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_recipient(rows[i].type,
				 arena_printf(&arena, "%s\r\nAction: delayed\r\nStatus: 4.4.1", rows[i].fields),
				 rows[i].expected);
}

static void each_recipient_has_its_own_status(void **state)
{
	static const char mail[] =
		HEAD "Action: failed\r\nStatus: 5.1.1\r\n\r\n"
		     "Final-Recipient: rfc822; b@example.jp\r\nAction: delivered\r\nStatus: 2.0.0\r\n"
		     "Final-Recipient: rfc822; c@example.jp\r\nAction: delayed\r\nStatus: 4.2.2\r\n" ORIGINAL;
	struct bounce bounce;
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_true(bounce_read(&arena, str_from(mail), &bounce));
	assert_int_equal(bounce.recipient_count, 3);
	assert_string_equal(bounce.recipients[1].address, "b@example.jp");
	assert_string_equal(bounce.recipients[1].status, "2.0.0");
	assert_string_equal(bounce.recipients[2].status, "4.2.2");
	assert_true(bounce_parse(str_from(mail), &bounce));
	assert_string_equal(bounce.status, "5.1.1");
	assert_true(bounce.is_permanent);
}

static void recipients_without_end_are_cut(void **state)
{
	static char mail[BOUNCE_BYTES_MAX];
	struct bounce bounce;
	ARENA_SCOPED arena;

	arena_init(&arena);
	strcpy(mail, HEAD);
	while (strlen(mail) + 32 < sizeof(mail))
		strcat(mail, "Action:failed\n\n");
	assert_true(bounce_read(&arena, str_from(mail), &bounce));
	assert_int_equal(bounce.recipient_count, BOUNCE_RECIPIENTS_MAX);
}

static void a_report_inside_another_mail_or_to_a_delivered_address_is_found(void **state)
{
	static const char nested[] =
		"Delivered-To: bounce+12@x.jp\r\nContent-Type: multipart/mixed; boundary=o\r\n\r\n--o\r\n" REPORT(
			"message/delivery-status", "Action: failed\r\nStatus: 5.1.1") "\r\n--o--\r\n";
	struct bounce bounce;

	assert_true(bounce_parse(str_from(nested), &bounce));
	assert_int_equal(bounce.id, 12);
}

static void a_report_that_calls_itself_mixed_is_found(void **state)
{
	static const char mixed[] =
		"To: bounce+12@x.jp\r\nContent-Type: multipart/mixed; boundary=o\r\n\r\n--o\r\n"
		"Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; x\r\n\r\n"
		"Final-Recipient: rfc822; a@x.jp\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--o--\r\n";
	struct bounce bounce;

	assert_true(bounce_parse(str_from(mixed), &bounce));
	assert_string_equal(bounce.status, "5.1.1");
}

int test_bounce(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_notification_names_the_message_and_the_reason),
		cmocka_unit_test(a_delay_is_not_for_good),
		cmocka_unit_test(the_headers_of_our_mail_are_enough),
		cmocka_unit_test(what_reports_no_failure_is_no_bounce),
		cmocka_unit_test(a_notification_of_somebody_elses_mail_is_none_of_ours),
		cmocka_unit_test(a_report_cut_anywhere_does_no_harm),
		cmocka_unit_test(parts_in_parts_without_end_do_no_harm),
		cmocka_unit_test(a_status_is_read_however_a_server_writes_it),
		cmocka_unit_test(an_address_is_where_it_went_beside_what_we_wrote),
		cmocka_unit_test(each_recipient_has_its_own_status),
		cmocka_unit_test(recipients_without_end_are_cut),
		cmocka_unit_test(a_report_inside_another_mail_or_to_a_delivered_address_is_found),
		cmocka_unit_test(a_report_that_calls_itself_mixed_is_found),
		cmocka_unit_test(the_envelope_sender_carries_the_message_and_reads_back),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
