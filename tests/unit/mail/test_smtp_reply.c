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

int test_smtp_reply(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_last_reply_is_remembered_with_all_its_lines),
		cmocka_unit_test(goodbye_is_not_remembered),
		cmocka_unit_test(hostile_text_is_made_harmless_and_cut),
		cmocka_unit_test(what_is_no_reply_is_passed_over),
		cmocka_unit_test(a_server_that_talks_without_end_is_stopped),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
