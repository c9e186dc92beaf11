/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "diagnosis/banner.h"
#include "diagnosis/sink.h"

static void a_service_is_known_by_its_first_words(void **state)
{
	static const struct {
		struct str banner;
		uint16_t port;
		const char *service;
	} rows[] = {
		{{"SSH-2.0-OpenSSH_9.2p1\r\n", 23}, 12222, "ssh"},
		{{"220 (vsFTPd 3.0.3)\r\n", 20}, 12121, "ftp"},
		{{"220 ready\r\n", 11}, 21, "ftp"},
		{{"220 ready\r\n", 11}, 25, "smtp"},
		{{"220 ready\r\n", 11}, 2000, "unknown"},
		{{"220 mx ESMTP Postfix\r\n", 22}, 2525, "smtp"},
		{{"+OK ready\r\n", 11}, 110, "pop3"},
		{{"* OK [CAPABILITY IMAP4rev1] ready\r\n", 35}, 143, "imap"},
		{{"\xff\xfd\x18\xff\xfd\x20", 6}, 2323, "telnet"},
		{{"router login:", 13}, 23, "telnet"},
		{{"HTTP/1.1 400 Bad Request\r\n", 26}, 9, "http"},
		{{"\x4a\x00\x00\x00\x0a"
		  "8.0.36\x00",
		  12},
		 3306,
		 "mysql"},
		{{"RFB 003.008\n", 12}, 5900, "vnc"},
		{{"\x00\x01\x02", 3}, 7777, "unknown"},
		{{"", 0}, 21, "unknown"},
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		assert_string_equal(banner_service(rows[i].banner, rows[i].port), rows[i].service);
}

static void a_banner_without_its_line_end_is_waited_for(void **state)
{
	assert_false(banner_is_whole(STR("")));
	assert_false(banner_is_whole(STR("SSH-2.0-Open")));
	assert_true(banner_is_whole(STR("SSH-2.0-OpenSSH_9.2p1\r\n")));
	assert_true(banner_is_whole(STR("\xff\xfd\x18")));
	assert_true(banner_is_whole(STR("Welcome\r\nlogin: ")));
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

static void only_questions_that_change_nothing_are_asked(void **state)
{
	assert_string_equal(banner_question("ftp"), "FEAT\r\n");
	assert_string_equal(banner_question("pop3"), "CAPA\r\n");
	assert_string_equal(banner_question("imap"), "t1 CAPABILITY\r\n");
	assert_null(banner_question("ssh"));
	assert_null(banner_question("telnet"));
	assert_null(banner_question("mysql"));
	assert_null(banner_question("unknown"));
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_service_is_known_by_its_first_words),
		cmocka_unit_test(a_banner_without_its_line_end_is_waited_for),
		cmocka_unit_test(the_offer_of_tls_is_read_from_the_answer),
		cmocka_unit_test(only_questions_that_change_nothing_are_asked),
		cmocka_unit_test(foreign_bytes_become_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
