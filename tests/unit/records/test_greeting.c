/* SPDX-License-Identifier: Apache-2.0 */
#include "records/greeting.h"
#include "test.h"

static void a_service_is_known_by_its_first_words(void **state)
{
	static const struct {
		struct str greeting;
		uint16_t port;
		const char *service;
	} rows[] = {
		{{"SSH-2.0-OpenSSH_9.2p1\r\n", 23}, 12222, "ssh"},
		{{"Staff only\r\nSSH-2.0-x\r\n", 23}, 22, "ssh"},
		{{"Staff only: SSH-2.0-x\r\n", 23}, 22, "unknown"},
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
		{{"\x4a\x00\x01\x00\x0a"
		  "8.0.36\x00",
		  12},
		 3306,
		 "unknown"},
		{{"\x45\x00\x00\x00\xff\x6a\x04Host 'a' is not allowed", 28}, 3306, "mysql"},
		{{"RFB 003.008\n", 12}, 5900, "vnc"},
		{{"\x00\x01\x02", 3}, 7777, "unknown"},
		{{"", 0}, 21, "unknown"},
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		assert_string_equal(greeting_service(rows[i].greeting, rows[i].port), rows[i].service);
}

static void assert_software(const char *service, struct str greeting, const char *expected)
{
	struct str software = greeting_software(service, greeting);

	if (!str_is(software, expected))
		fail_msg("%s: \"%.*s\", not \"%s\"", service, (int)software.n, software.p, expected);
}

static void the_software_stands_behind_the_protocols_own_words(void **state)
{
	assert_software("ssh", STR("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n"), "OpenSSH_9.2p1 Debian-2");
	assert_software("ftp", STR("220-(vsFTPd 3.0.3)"), "(vsFTPd 3.0.3)");
	assert_software("smtp", STR("220 mx ESMTP Postfix"), "mx ESMTP Postfix");
	assert_software("smtp", STR("2200 mx"), "");
	assert_software("pop3", STR("+OK Dovecot"), " Dovecot");
	assert_software("imap", STR("* OK Dovecot"), " Dovecot");
	assert_software("imap", STR("* BYE"), "");
	assert_software("vnc", STR("RFB 003.008\n"), "");
}

/* RFC 4253, 4.2: "The server MAY send other lines of data before sending the version string." */
static void lines_before_the_version_of_ssh_are_passed_over(void **state)
{
	struct str greeting = STR("No entry.\r\nNot SSH-1.5-x\r\nSSH-2.0-dropbear_2022.83\r\nSSH-1.5-later\r\n");

	assert_true(str_is(greeting_ssh(greeting), "SSH-2.0-dropbear_2022.83"));
	assert_software("ssh", greeting, "dropbear_2022.83");
	assert_int_equal(greeting_ssh(STR("No entry.\r\n")).n, 0);
	assert_int_equal(greeting_ssh(STR("")).n, 0);
}

static void bytes_and_the_text_that_keeps_them_are_read_alike(void **state)
{
	static const struct {
		const char *service;
		struct str bytes, text;
		const char *software;
	} rows[] = {
		{"mysql",
		 {"\xc8\x00\x00\x00\x0a"
		  "8.0.36\x00?",
		  13},
		 {"\xc3\x88\x00\x00\x00\x0a"
		  "8.0.36\x00?",
		  14},
		 "8.0.36"},
		{"telnet",
		 {"\xff\xfd\x18\xff\xfb\xf0login:", 12},
		 {"\xc3\xbf\xc3\xbd\x18\xc3\xbf\xc3\xbb\xc3\xb0login:", 17},
		 "login:"},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		assert_string_equal(greeting_service(rows[i].bytes, 9999), rows[i].service);
		assert_string_equal(greeting_service(rows[i].text, 9999), rows[i].service);
		assert_software(rows[i].service, rows[i].bytes, rows[i].software);
		assert_software(rows[i].service, rows[i].text, rows[i].software);
	}
}

static void a_packet_that_ends_early_is_no_greeting_of_mysql(void **state)
{
	const struct str whole = {"\x4a\x00\x00\x00\x0a"
				  "8",
				  6};

	assert_software("mysql", whole, "8");
	for (size_t n = 0; n < whole.n; n++)
		assert_software("mysql", str_head(whole, n), "");
}

int test_greeting(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_service_is_known_by_its_first_words),
		cmocka_unit_test(the_software_stands_behind_the_protocols_own_words),
		cmocka_unit_test(lines_before_the_version_of_ssh_are_passed_over),
		cmocka_unit_test(bytes_and_the_text_that_keeps_them_are_read_alike),
		cmocka_unit_test(a_packet_that_ends_early_is_no_greeting_of_mysql),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
