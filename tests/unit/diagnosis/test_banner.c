/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/banner.h"
#include "diagnosis/sink.h"
#include "test.h"

static void a_banner_without_its_line_end_is_waited_for(void **state)
{
	assert_false(banner_is_whole(STR("")));
	assert_false(banner_is_whole(STR("SSH-2.0-Open")));
	assert_true(banner_is_whole(STR("SSH-2.0-OpenSSH_9.2p1\r\n")));
	assert_true(banner_is_whole(STR("\xff\xfd\x18")));
	assert_true(banner_is_whole(STR("Welcome\r\nlogin: ")));
}

/* Whoever speaks before the last line is taken for a sender of spam. */
static void a_reply_of_several_lines_is_waited_for(void **state)
{
	static const char *const begun[] = {
		"220-mx.example.jp\r\n", "220-mx.example.jp\r\n220-ESMTP\r\n",  "220-mx.example.jp\r\n220-ESM",
		"220-mx.example.jp\n",   "220-Welcome\r\n  to our server:\r\n", "120 Service ready in 2 minutes\r\n",
	};
	static const char *const ended[] = {
		"220 mx.example.jp ESMTP\r\n",
		"220-mx.example.jp\r\n220 ESMTP\r\n",
		"120 Service ready in 2 minutes\r\n220 Ready\r\n",
		"220\r\n",
		"+OK ready\r\n",
		"* OK ready\r\n",
	};

	for (size_t i = 0; i < COUNT(begun); i++)
		if (banner_is_whole(str_from(begun[i])))
			fail_msg("%s", begun[i]);
	for (size_t i = 0; i < COUNT(ended); i++)
		if (!banner_is_whole(str_from(ended[i])))
			fail_msg("%s", ended[i]);
}

/* Each spares a third of a second of waiting for nothing. */
static void a_greeting_that_is_over_by_its_protocol_ends_at_once(void **state)
{
	static const char *const over[] = {
		"SSH-2.0-OpenSSH_9.2p1\r\n",
		"Welcome to us\r\nSSH-2.0-OpenSSH_9.2p1\r\n",
		"220 mx.example.jp ESMTP\r\n",
		"220-mx.example.jp\r\n220 ESMTP\r\n",
		"120 Service ready in 2 minutes\r\n220 Ready\r\n",
		"+OK ready\r\n",
		"* OK [CAPABILITY IMAP4rev1] ready\r\n",
		"@RSYNCD: 31.0\n",
		"RFB 003.008\n",
	};
	static const char *const open[] = {
		"",
		"SSH-2.0-OpenSSH_9.2p1",
		"220-mx.example.jp\r\n",
		"220 mx.example.jp ESM",
		"120 Service ready in 2 minutes\r\n",
		"login: ",
		"Welcome to us\r\n",
		"\xff\xfd\x18",
		"220\r\n",
	};

	for (size_t i = 0; i < COUNT(over); i++)
		if (!banner_is_final(str_from(over[i])))
			fail_msg("%s", over[i]);
	for (size_t i = 0; i < COUNT(open); i++)
		if (banner_is_final(str_from(open[i])))
			fail_msg("%s", open[i]);
}

static void the_offer_of_tls_is_read_from_the_answer(void **state)
{
	static const struct {
		const char *service, *answer;
		enum tls_offer offer;
	} rows[] = {
		{"ftp", "211-Features:\r\n AUTH TLS\r\n211 End\r\n", TLS_OFFER_YES},
		{"ftp", "211-Features:\r\n UTF8\r\n211 End\r\n", TLS_OFFER_NO},
		{"ftp", "500 unknown command\r\n", TLS_OFFER_NO},
		{"ftp", "530 log in first\r\n", TLS_OFFER_UNKNOWN},
		{"ftp", "211-Features:\r\n AUTH TLS\r\n", TLS_OFFER_UNKNOWN},
		{"ftp", "", TLS_OFFER_UNKNOWN},
		{"smtp", "250-mx\r\n250-STARTTLS\r\n250 SIZE 1\r\n", TLS_OFFER_YES},
		{"smtp", "250-mx\r\n250 SIZE 1\r\n", TLS_OFFER_NO},
		{"smtp", "450 later\r\n", TLS_OFFER_UNKNOWN},
		{"pop3", "+OK\r\nUSER\r\nSTLS\r\n.\r\n", TLS_OFFER_YES},
		{"pop3", "+OK\r\nUSER\r\n.\r\n", TLS_OFFER_NO},
		{"imap", "* CAPABILITY IMAP4rev1 STARTTLS\r\nt1 OK done\r\n", TLS_OFFER_YES},
		{"imap", "* CAPABILITY IMAP4rev1\r\nt1 OK done\r\n", TLS_OFFER_NO},
		{"telnet", "\xff\xfd\x2e", TLS_OFFER_YES},
		{"telnet", "login:", TLS_OFFER_NO},
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		if (banner_offers_tls(rows[i].service, str_from(rows[i].answer)) != rows[i].offer)
			fail_msg("%s: %s", rows[i].service, rows[i].answer);
}

static void assert_question(const char *service, const char *about_url, const char *question)
{
	BUF_SCOPED out;

	buf_init(&out, 512);
	banner_question(service, about_url, &out);
	assert_string_equal(buf_text(&out), question);
}

static void only_questions_that_change_nothing_are_asked(void **state)
{
	assert_question("ftp", NULL, "FEAT\r\n");
	assert_question("pop3", NULL, "CAPA\r\n");
	assert_question("imap", NULL, "t1 CAPABILITY\r\n");
	assert_question("ssh", NULL, "");
	assert_question("telnet", NULL, "");
	assert_question("mysql", NULL, "");
	assert_question("unknown", NULL, "");
}

static void a_mail_server_is_told_who_asks(void **state)
{
	assert_question("smtp", "https://check.example.jp/who", "EHLO check.example.jp\r\n");
	assert_question("smtp", "http://check.example.jp:8080", "EHLO check.example.jp\r\n");
	assert_question("smtp", "http://127.0.0.1:8080/", "EHLO [127.0.0.1]\r\n");
	assert_question("smtp", NULL, "EHLO tenken-probe.invalid\r\n");
}

static void foreign_bytes_become_text(void **state)
{
	ARENA_SCOPED arena;
	const struct value *value;

	arena_init(&arena);
	value = sink_text(&arena, STR("点\xff\x80z\xe7\x82"), 100);
	assert_true(str_is(value->text, "点\xc3\xbf\xc2\x80z\xc3\xa7\xc2\x82"));
	value = sink_text(&arena, STR("abcdef"), 3);
	assert_true(str_is(value->text, "abc"));
}

int test_banner(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_banner_without_its_line_end_is_waited_for),
		cmocka_unit_test(a_reply_of_several_lines_is_waited_for),
		cmocka_unit_test(a_greeting_that_is_over_by_its_protocol_ends_at_once),
		cmocka_unit_test(the_offer_of_tls_is_read_from_the_answer),
		cmocka_unit_test(only_questions_that_change_nothing_are_asked),
		cmocka_unit_test(a_mail_server_is_told_who_asks),
		cmocka_unit_test(foreign_bytes_become_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
