/* SPDX-License-Identifier: Apache-2.0 */
#include "records/sign_in_offer.h"
#include "test.h"

static void a_server_says_whether_it_takes_a_password(void **state)
{
	static const struct {
		const char *service, *answer;
		bool is_told, takes;
	} rows[] = {
		{"imap", "* CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN\r\nt1 OK\r\n", true, true},
		{"imap", "* CAPABILITY IMAP4rev1 STARTTLS\r\nt1 OK\r\n", true, true}, /* LOGIN needs no AUTH= */
		{"imap", "* capability imap4rev1 starttls logindisabled\r\nt1 OK\r\n", true, false},
		{"imap", "* OK [CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED] Dovecot ready.\r\n", true, false},
		{"imap", "* OK [CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN] ready\r\n", true, true},
		{"imap", "* OK ready\r\n", false, false},
		{"imap", "t1 BAD what\r\n", false, false},
		{"pop3", "+OK\r\nCAPA\r\nSTLS\r\nUSER\r\n.\r\n", true, true},
		{"pop3", "+OK\r\nSTLS\r\nSASL CRAM-MD5 plain\r\n.\r\n", true, true},
		{"pop3", "+OK\r\nSTLS\r\nSASL\r\nEXPIRE USER\r\n.\r\n", true, false},
		{"pop3", "+OK\r\nSTLS\r\nUSER\r\n", false, false}, /* cut */
		{"pop3", "-ERR\r\n", false, false},
		{"smtp", "250-mx\r\n250 AUTH PLAIN\r\n", false, false},
		{"imap", "", false, false},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_int_equal(sign_in_offer_is_told(rows[i].service, str_from(rows[i].answer)), rows[i].is_told);
		assert_int_equal(sign_in_offer_takes_password(rows[i].service, str_from(rows[i].answer)),
				 rows[i].takes);
	}
}

int test_sign_in_offer(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(a_server_says_whether_it_takes_a_password)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
