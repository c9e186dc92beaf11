/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "codec/text/mail_address.h"
#include "test.h"

static void addresses_of_people_can_be_sent_to(void **state)
{
	assert_true(mail_address_is_sendable(STR("hanako@example.co.jp")));
	assert_true(mail_address_is_sendable(STR("a+b/c_d'e@xn--wgv71a.jp")));
	assert_true(mail_address_is_sendable(STR("a@localhost")));
}

static void old_carrier_addresses_can_be_sent_to(void **state)
{
	assert_true(mail_address_is_sendable(STR("a..b@docomo.ne.jp")));
	assert_true(mail_address_is_sendable(STR("a.@ezweb.ne.jp")));
}

static void nothing_that_ends_a_command_or_an_address_passes(void **state)
{
	static const char *const bad[] = {
		"",
		"a",
		"@b.jp",
		"a@",
		"a@b@c.jp",
		"a b@c.jp",
		"a@b.jp\r\nRCPT TO:<c@d.jp>",
		"a\n@b.jp",
		"<a@b.jp>",
		"a@b.jp>",
		"a,b@c.jp",
		"\"a b\"@c.jp",
		"a@b..jp",
		"a@.jp",
		"a@b.jp.",
		"-a@b.jp",
		"a@-b.jp",
		"a@b-.jp",
		"a@#.jp",
		"a@[127.0.0.1]",
		"あ@b.jp",
		"a@例え.jp",
		"a@b.jp SIZE=1",
		"a\t@b.jp",
	};

	for (size_t i = 0; i < COUNT(bad); i++)
		assert_false(mail_address_is_sendable(str_from(bad[i])));
	assert_false(mail_address_is_sendable(STR("a\0b@c.jp")));
}

static void addresses_have_the_lengths_of_rfc_5321(void **state)
{
	char text[400];

	memset(text, 'a', sizeof(text));
	text[64] = '@';
	for (size_t i = 128; i < sizeof(text); i += 64) /* labels of 63 bytes */
		text[i] = '.';
	assert_true(mail_address_is_sendable(str_of(text, 254)));
	assert_false(mail_address_is_sendable(str_of(text, 255)));
	text[128] = 'a';
	assert_false(mail_address_is_sendable(str_of(text, 254)));
	text[64] = 'a';
	text[65] = '@';
	assert_false(mail_address_is_sendable(str_of(text, 100)));
}

static void a_refusal_says_which_part_is_at_fault(void **state)
{
	assert_int_equal(mail_address_judge(STR("taro@example.jp")), MAIL_ADDRESS_FINE);
	assert_int_equal(mail_address_judge(STR("taro")), MAIL_ADDRESS_NO_ADDRESS);
	assert_int_equal(mail_address_judge(STR("ta ro@example.jp")), MAIL_ADDRESS_NO_ADDRESS);
	assert_int_equal(mail_address_judge(STR("-taro@example.jp")), MAIL_ADDRESS_DASH_FIRST);
	assert_int_equal(mail_address_judge(STR("taro@exa_mple.jp")), MAIL_ADDRESS_DOMAIN);
	assert_int_equal(mail_address_judge(STR("taro@example-.jp")), MAIL_ADDRESS_DOMAIN);
	assert_int_equal(mail_address_judge(STR("taro@192.0.2.1")), MAIL_ADDRESS_DOMAIN);
	assert_int_equal(mail_address_judge(STR("taro@4.example.jp")), MAIL_ADDRESS_FINE);
}

static void the_domain_is_what_stands_behind_the_last_at(void **state)
{
	assert_true(str_is(mail_address_domain(STR("a@b.jp")), "b.jp"));
	assert_true(str_is(mail_address_domain(STR("a@b@c.jp")), "c.jp"));
	assert_int_equal(mail_address_domain(STR("a")).n, 0);
}

int test_mail_address(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(addresses_of_people_can_be_sent_to),
		cmocka_unit_test(old_carrier_addresses_can_be_sent_to),
		cmocka_unit_test(nothing_that_ends_a_command_or_an_address_passes),
		cmocka_unit_test(addresses_have_the_lengths_of_rfc_5321),
		cmocka_unit_test(a_refusal_says_which_part_is_at_fault),
		cmocka_unit_test(the_domain_is_what_stands_behind_the_last_at),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
