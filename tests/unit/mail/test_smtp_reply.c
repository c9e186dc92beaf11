/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "mail/smtp_reply_priv.h"
#include "test.h"

static void the_last_reply_is_remembered_with_all_its_lines(void **state)
{
	struct smtp_reply reply = {0};

	assert_true(smtp_reply_add(&reply, STR("220 mx.example.jp ESMTP\r\n")));
	assert_int_equal(reply.count, 1);
	assert_true(smtp_reply_add(&reply, STR("550-5.1.1 no such\r\n")));
	assert_int_equal(reply.count, 1);
	assert_true(smtp_reply_add(&reply, STR("550 5.1.1 user\r\n")));
	assert_int_equal(reply.count, 2);
	assert_int_equal(reply.code, 550);
	assert_string_equal(reply.text, "550-5.1.1 no such 5.1.1 user");
}

static void goodbye_is_not_remembered(void **state)
{
	struct smtp_reply reply = {0};

	assert_true(smtp_reply_add(&reply, STR("550 no\r\n")));
	assert_true(smtp_reply_add(&reply, STR("221 bye\r\n")));
	assert_int_equal(reply.code, 550);
	assert_string_equal(reply.text, "550 no");
}

static void hostile_text_is_made_harmless_and_cut(void **state)
{
	struct smtp_reply reply = {0};
	char line[600];

	assert_true(smtp_reply_add(&reply, STR("451 a\x1b[2J\0\xe3\x81\x82<b>\r\n")));
	assert_string_equal(reply.text, "451 a?[2J???"
					"?<b>");
	memset(line, 'x', sizeof(line));
	memcpy(line, "452 ", 4);
	assert_true(smtp_reply_add(&reply, str_of(line, sizeof(line))));
	assert_int_equal(strlen(reply.text), sizeof(reply.text) - 1);
}

static void what_is_no_reply_is_passed_over(void **state)
{
	struct smtp_reply reply = {0};

	assert_true(smtp_reply_add(&reply, STR("")));
	assert_true(smtp_reply_add(&reply, STR("hello\r\n")));
	assert_true(smtp_reply_add(&reply, STR("2500 x\r\n")));
	assert_true(smtp_reply_add(&reply, STR("199 x\r\n")));
	assert_true(smtp_reply_add(&reply, STR("600 x\r\n")));
	assert_int_equal(reply.code, 0);
	assert_true(smtp_reply_add(&reply, STR("250")));
	assert_int_equal(reply.code, 250);
}

static void a_server_that_talks_without_end_is_stopped(void **state)
{
	struct smtp_reply reply = {0};
	size_t lines = 0;

	while (smtp_reply_add(&reply, STR("250-and another thing\r\n")) && lines < 100000)
		lines++;
	assert_true(lines < 100000);
	assert_true(reply.is_open);
}

static void assert_on_mail(const char *line, bool expected)
{
	struct smtp_reply reply = {0};

	assert_true(smtp_reply_add(&reply, str_from(line)));
	if (smtp_reply_is_on_mail(&reply) != expected)
		fail_msg("\"%s\"", line);
}

static void a_refusal_speaks_of_the_recipient_or_the_mail(void **state)
{
	assert_on_mail("550 5.1.1 <a@b>: user unknown", true);
	assert_on_mail("550-5.1.1 The email account that you tried to reach does not exist.", true);
	assert_on_mail("556 5.1.10 the domain takes no mail", true);
	assert_on_mail("550 5.2.1 mailbox disabled", true);
	assert_on_mail("552 5.3.4 message too big", true);
	assert_on_mail("554 5.6.0 malformed", true);
	assert_on_mail("550 no such user here", true);
	assert_on_mail("550 Access denied - Invalid HELO name", false);
	assert_on_mail("550 Sender verify failed", false);
	assert_on_mail("550 SPF check failed", false);
	assert_on_mail("550 5.0.0 user unknown, access denied", true);
	assert_on_mail("553 mailbox name not allowed", true);
}

static void a_refusal_that_speaks_of_us_or_of_what_passes_says_nothing_of_the_mail(void **state)
{
	assert_on_mail("554 5.7.1 <a@b>: Relay access denied", false);
	assert_on_mail("550 5.7.1 rate limit exceeded", false);
	assert_on_mail("550 5.7.26 this mail is not authenticated", false);
	assert_on_mail("552 5.2.2 mailbox full", false);
	assert_on_mail("550 5.1.8 sender's domain not found", false);
	assert_on_mail("553 5.1.7 sender's address", false);
	assert_on_mail("554 5.3.2 not now", false);
	assert_on_mail("550 5.4.4 no route", false);
	assert_on_mail("503 5.5.1 bad sequence", false);
	assert_on_mail("550 relay not permitted", false);
	assert_on_mail("553 sorry, that domain isn't in my list of allowed rcpthosts", false);
	assert_on_mail("550 blocked by a black list", false);
	assert_on_mail("550 5.0.0 relaying denied", false);
	assert_on_mail("552 exceeded storage allocation", false);
	assert_on_mail("554 transaction failed", false);
	assert_on_mail("500", false);
}

/* As large providers and common servers word it. */
static void an_address_that_is_not_there_is_known_by_many_words(void **state)
{
	assert_on_mail("550 5.4.1 Recipient address rejected: Access denied. [AM4EUR03FT023]", true);
	assert_on_mail("550 5.5.0 Requested action not taken: mailbox unavailable (S2017062302).", true);
	assert_on_mail("550 Requested action not taken: mailbox unavailable", true);
	assert_on_mail("550 5.1.1 <a@b>: Recipient address rejected: User unknown in virtual mailbox table", true);
	assert_on_mail("550 5.1.0 Address rejected.", true);
	assert_on_mail("511 sorry, no mailbox here by that name (#5.1.1 - chkuser)", true);
	assert_on_mail("550 sorry, no mailbox here by that name. (#5.7.17)", false);
	assert_on_mail("554 delivery error: dd This user doesn't have a yahoo.com account (a@b) [0]", true);
	assert_on_mail("550 Unrouteable address", true);
	assert_on_mail("550 Unknown user a@docomo.ne.jp", true);
	assert_on_mail("550 Invalid recipient: <a@b>", true);
	assert_on_mail("501 5.1.3 Bad recipient address syntax", true);
	assert_on_mail("550 <unlimited@full.example>: mailbox disabled", true);
	assert_on_mail("550 account is inactive", true);
}

static void what_is_said_of_us_gives_no_mail_up(void **state)
{
	assert_on_mail("550 Ip frequency limited", false);
	assert_on_mail("550 Domain frequency limited", false);
	assert_on_mail("550 Suspected bounce attacks", false);
	assert_on_mail("550 too many recipients", false);
	assert_on_mail("550 Greylisted, please come back", false);
	assert_on_mail("550 mailbox temporarily unavailable", false);
	assert_on_mail("550 Try again later", false);
	assert_on_mail("550 Administrative prohibition", false);
	assert_on_mail("550 JunkMail rejected", false);
	assert_on_mail("550 your address is listed in an RBL", false);
	assert_on_mail("550 poor reputation of the sending network", false);
	assert_on_mail("550 DMARC check failed", false);
	assert_on_mail("550 Unknown host, no PTR record", false);
	assert_on_mail("550 TLS is required", false);
	assert_on_mail("550 Internal error", false);
	assert_on_mail("550 Verification failed for <us@tokyo.example>", false);
	assert_on_mail(
		"550 SC-001 (COL004) Unfortunately, messages from 192.0.2.1 weren't sent. Part of its network is on "
		"our block list",
		false);
	assert_on_mail("550 5.1.0 <us@tokyo.example> sender rejected", false);
	assert_on_mail("550 5.4.1 All recipient addresses rejected: access denied by policy", false);
	assert_on_mail("553 5.7.1 <us@b>: Sender address rejected: not owned by user", false);
	assert_on_mail("554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org", false);
	assert_on_mail("550 sorry, your mail looks like junk (#5.7.1)", false);
	assert_on_mail("554 Transaction failed: unknown error", false);
}

int test_smtp_reply(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_last_reply_is_remembered_with_all_its_lines),
		cmocka_unit_test(goodbye_is_not_remembered),
		cmocka_unit_test(hostile_text_is_made_harmless_and_cut),
		cmocka_unit_test(what_is_no_reply_is_passed_over),
		cmocka_unit_test(a_server_that_talks_without_end_is_stopped),
		cmocka_unit_test(a_refusal_speaks_of_the_recipient_or_the_mail),
		cmocka_unit_test(an_address_that_is_not_there_is_known_by_many_words),
		cmocka_unit_test(what_is_said_of_us_gives_no_mail_up),
		cmocka_unit_test(a_refusal_that_speaks_of_us_or_of_what_passes_says_nothing_of_the_mail),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
