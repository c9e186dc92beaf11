/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "net/addr.h"
#include "test.h"

static struct addr parsed(const char *text)
{
	struct addr addr;

	if (!addr_parse(str_from(text), &addr))
		fail_msg("%s is refused", text);
	return addr;
}

static void an_address_is_written_in_one_way(void **state)
{
	static const char *const rows[][2] = {
		{"192.0.2.1", "192.0.2.1"},
		{"2001:DB8:0:0::1", "2001:db8::1"},
		{"::ffff:127.0.0.1", "127.0.0.1"},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct addr addr = parsed(rows[i][0]);
		char text[ADDR_TEXT_MAX];

		addr_format(&addr, text);
		assert_string_equal(text, rows[i][1]);
	}
}

static void what_is_no_literal_is_refused(void **state)
{
	static const char *const rows[] = {"",       "127.1",      "1.2.3",     "0x7f.0.0.1", "010.0.0.1", "[::1]",
					   "::1%lo", "1.2.3.4:80", "localhost", "1.2.3.4 ",   "1.2.3.4\n"};
	struct addr addr;

	for (size_t i = 0; i < COUNT(rows); i++)
		if (addr_parse(str_from(rows[i]), &addr))
			fail_msg("%s is taken", rows[i]);
	assert_false(addr_parse(str_of("1.2.3.4\0x", 9), &addr));
}

static void only_addresses_of_the_whole_internet_are_public(void **state)
{
	static const char *const inside[] = {
		"0.0.0.0",     "10.1.2.3",        "100.64.0.1", "100.127.255.255", "127.0.0.1",
		"127.255.0.1", "169.254.1.1",     "172.16.0.1", "172.31.255.255",  "192.0.0.8",
		"192.0.2.9",   "192.168.0.1",     "198.18.0.1", "198.19.9.9",      "198.51.100.1",
		"203.0.113.1", "224.0.0.1",       "239.1.1.1",  "255.255.255.255", "::",
		"::1",         "::ffff:10.0.0.1", "fe80::1",    "fc00::1",         "fd12::1",
		"ff02::1",     "2001:db8::1",     "2001::1",    "2002:7f00:1::1",  "64:ff9b::7f00:1",
	};
	static const char *const outside[] = {"1.1.1.1",        "8.8.8.8",     "100.63.255.255", "100.128.0.0",
					      "172.15.0.1",     "172.32.0.1",  "192.0.1.1",      "198.17.0.1",
					      "198.20.0.1",     "223.255.0.1", "2606:4700::1",   "2400:cb00::1",
					      "::ffff:8.8.8.8", "2001:4860::1"};

	for (size_t i = 0; i < COUNT(inside); i++) {
		struct addr addr = parsed(inside[i]);
		if (addr_is_public(&addr))
			fail_msg("%s passes for public", inside[i]);
	}
	for (size_t i = 0; i < COUNT(outside); i++) {
		struct addr addr = parsed(outside[i]);
		if (!addr_is_public(&addr))
			fail_msg("%s does not pass for public", outside[i]);
	}
}

static void an_address_survives_the_kernels_form(void **state)
{
	static const char *const rows[] = {"192.0.2.1", "2001:db8::1"};

	for (size_t i = 0; i < 2; i++) {
		struct addr addr = parsed(rows[i]), back;
		struct sockaddr_storage storage;

		assert_true(addr_to_sockaddr(&addr, 443, &storage) > 0);
		assert_true(addr_from_sockaddr((const struct sockaddr *)&storage, &back));
		assert_true(addr_eq(&addr, &back));
	}
}

int test_addr(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_address_is_written_in_one_way),
		cmocka_unit_test(what_is_no_literal_is_refused),
		cmocka_unit_test(only_addresses_of_the_whole_internet_are_public),
		cmocka_unit_test(an_address_survives_the_kernels_form),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
