/* SPDX-License-Identifier: Apache-2.0 */
#include <arpa/inet.h>

#include "base/count.h"
#include "codec/text/host_name.h"
#include "test.h"

static void a_host_is_a_name_or_an_address_and_nothing_between(void **state)
{
	static const char *const good[] = {"example.jp",  "a",   "xn--wgv71a.jp", "_dmarc.example.jp", "192.0.2.1",
					   "2001:db8::1", "::1", "3com.com",      "::ffff:192.0.2.1"};
	static const char *const bad[] = {"",          "127.1",       "0x7f.0.0.1", "010.0.0.1", "2130706433",
					  "1.2.3.4.5", "256.1.1.1",   "a..b",       "a.",        ".a",
					  "-a.jp",     "a-.jp",       "a b",        "a/24",      "192.0.2.0/24",
					  "exa\nmple", "http://a.jp", "a.0x1",      "a:b",       "a@b.jp",
					  "例え.jp",   "fe80::1%eth0"};

	for (size_t i = 0; i < COUNT(good); i++)
		if (!host_name_is_valid(str_from(good[i])))
			fail_msg("%s is refused", good[i]);
	for (size_t i = 0; i < COUNT(bad); i++)
		if (host_name_is_valid(str_from(bad[i])))
			fail_msg("%s is taken", bad[i]);
}

/* RFC 1035, section 2.3.4, in the written form. */
static void a_label_has_63_bytes_and_a_name_253(void **state)
{
	char name[256];

	for (size_t i = 0; i < sizeof(name); i++)
		name[i] = i % 64 == 63 ? '.' : 'a';
	assert_true(host_name_is_valid(str_of(name, 63)));
	assert_true(host_name_is_valid(str_of(name, 253)));
	assert_false(host_name_is_valid(str_of(name, 254)));
	name[63] = 'a';
	assert_false(host_name_is_valid(str_of(name, 64)));
}

static void only_letters_digits_hyphens_and_underscores_are_in_a_label(void **state)
{
	for (int byte = 1; byte < 256; byte++) {
		const char name[] = {'a', (char)byte, 'b', '\0'};
		bool is_plain = (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
				(byte >= 'A' && byte <= 'Z') || byte == '-' || byte == '_' || byte == '.';
		if (host_name_is_valid(str_from(name)) != is_plain)
			fail_msg("a byte 0x%02x", byte);
	}
}

static void four_numbers_of_a_byte_each_are_an_ipv4_address(void **state)
{
	static const char *const good[] = {"0.0.0.0", "255.255.255.255", "10.0.200.9"};
	static const char *const bad[] = {"255.255.255.256", "1.2.3", "1.2.3.4.", "1..3.4", "1.2.3.00", "1.2.3.0001"};

	for (size_t i = 0; i < COUNT(good); i++)
		assert_true(host_name_is_valid(str_from(good[i])));
	for (size_t i = 0; i < COUNT(bad); i++)
		assert_false(host_name_is_valid(str_from(bad[i])));
}

static void a_last_label_that_reads_as_a_number_is_refused(void **state)
{
	assert_false(host_name_is_valid(STR("host.0")));
	assert_false(host_name_is_valid(STR("host.9")));
	assert_false(host_name_is_valid(STR("host.0X7F")));
	assert_true(host_name_is_valid(STR("host.0a")));
	assert_true(host_name_is_valid(STR("0x7f.host")));
}

static void an_ipv6_address_is_what_the_system_reads_as_one(void **state)
{
	static const char *const texts[] = {
		"::",
		"::1",
		"1::",
		"1:2:3:4:5:6:7:8",
		"1:2:3:4:5:6:7::",
		"::2:3:4:5:6:7:8",
		"1::8",
		"::ffff:192.0.2.1",
		"FFFF:ffff:0123:4567:89ab:cdef:255.255.255.255",
		"1:2:3:4:5:6:7",
		"1:2:3:4:5:6:7:8:9",
		"1::2::3",
		":::",
		"::1:",
		":1::",
		"1:2",
		":",
		"",
		"1:2:3:4:5:6:7:8::",
		"::1:2:3:4:5:6:7:8",
		"12345::",
		"::g",
		"::1.2.3",
		"::1.2.3.4.5",
		"::1.2.3.04",
		"1.2.3.4::",
		"::1.2.3.4:5",
		"1:2:3:4:5:6:7:1.2.3.4",
		"::ffff:256.0.0.1",
		"0:0:0:0:0:0:0:0001",
		"fe80::1%eth0",
		"[::1]",
		"2001:db8",
		"2001:db8::g",
		"::ffff:127.1",
		"00001::",
		"::-1",
		"::+1",
	};

	for (size_t i = 0; i < COUNT(texts); i++) {
		unsigned char bytes[16];

		if (host_name_is_valid(str_from(texts[i])) != (inet_pton(AF_INET6, texts[i], bytes) == 1))
			fail_msg("\"%s\" is read in two ways", texts[i]);
	}
}

static void loopback_is_this_machine_in_each_of_its_forms(void **state)
{
	static const char *const own[] = {"127.0.0.1", "127.255.255.255",  "::1",           "0:0:0:0:0:0:0:1", "::0001",
					  "0::1",      "::ffff:127.0.0.1", "::FFFF:7f00:1", "::ffff:127.9.9.9"};
	static const char *const others[] = {"126.255.255.255",
					     "128.0.0.1",
					     "0.0.0.0",
					     "::",
					     "::2",
					     "1::1",
					     "::127.0.0.1",
					     "10.0.0.1",
					     "localhost",
					     "127.0.0.1.example.jp",
					     "127.1",
					     "0x7f.0.0.1",
					     "",
					     "::ffff:0:1",
					     "fe80::1",
					     "2130706433",
					     "127.0.0.01",
					     "::1%lo"};

	for (size_t i = 0; i < COUNT(own); i++)
		if (!host_name_is_loopback(str_from(own[i])))
			fail_msg("%s is this machine", own[i]);
	for (size_t i = 0; i < COUNT(others); i++)
		if (host_name_is_loopback(str_from(others[i])))
			fail_msg("%s is not this machine", others[i]);
}

static void an_ipv6_address_has_one_short_form(void **state)
{
	static const char *const forms[][2] = {
		{"2001:0DB8:0:0:0:0:0:1", "2001:db8::1"},
		{"2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"},
		{"2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"},
		{"::", "::"},
		{"0:0:0:0:0:0:0:1", "::1"},
		{"1:0:0:0:0:0:0:0", "1::"},
		{"fe80:0:0:1::", "fe80:0:0:1::"},
		{"::ffff:c000:0201", "192.0.2.1"},
		{"ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"},
	};
	char text[HOST_NAME_ADDRESS_MAX];

	for (size_t i = 0; i < COUNT(forms); i++) {
		assert_true(host_name_short_ipv6(str_from(forms[i][0]), text));
		assert_string_equal(text, forms[i][1]);
	}
	assert_false(host_name_short_ipv6(STR("192.0.2.1"), text));
	assert_false(host_name_short_ipv6(STR("2001:db8::1::2"), text));
}

int test_host_name(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_host_is_a_name_or_an_address_and_nothing_between),
		cmocka_unit_test(a_label_has_63_bytes_and_a_name_253),
		cmocka_unit_test(only_letters_digits_hyphens_and_underscores_are_in_a_label),
		cmocka_unit_test(four_numbers_of_a_byte_each_are_an_ipv4_address),
		cmocka_unit_test(a_last_label_that_reads_as_a_number_is_refused),
		cmocka_unit_test(an_ipv6_address_is_what_the_system_reads_as_one),
		cmocka_unit_test(an_ipv6_address_has_one_short_form),
		cmocka_unit_test(loopback_is_this_machine_in_each_of_its_forms),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
