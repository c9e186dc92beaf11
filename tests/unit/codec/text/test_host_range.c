/* SPDX-License-Identifier: Apache-2.0 */
#include "base/count.h"
#include "codec/text/host_range.h"
#include "test.h"

static void a_range_is_a_network_or_two_ends(void **state)
{
	static const struct {
		const char *text, *first, *last;
		size_t count;
	} rows[] = {
		{"192.0.2.0/24", "192.0.2.0", "192.0.2.255", 256},
		{"192.0.2.8/29", "192.0.2.8", "192.0.2.15", 8},
		{"192.0.2.8/32", "192.0.2.8", "192.0.2.8", 1},
		{"192.0.2.250-192.0.3.4", "192.0.2.250", "192.0.3.4", 11},
		{"192.0.2.1-192.0.2.1", "192.0.2.1", "192.0.2.1", 1},
		{"0.0.0.0-0.0.0.255", "0.0.0.0", "0.0.0.255", 256},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct host_range range;
		char text[HOST_RANGE_TEXT_MAX];

		assert_true(host_range_parse(str_from(rows[i].text), &range));
		assert_int_equal(host_range_count(&range), rows[i].count);
		host_range_address(&range, 0, text);
		assert_string_equal(text, rows[i].first);
		host_range_address(&range, rows[i].count - 1, text);
		assert_string_equal(text, rows[i].last);
	}
}

static void what_is_larger_or_unclear_is_no_range(void **state)
{
	static const char *const bad[] = {"",
					  "192.0.2.1",
					  "192.0.2.0/23",
					  "192.0.2.0/33",
					  "192.0.2.1/24",
					  "192.0.2.0/",
					  "192.0.2.0/024",
					  "192.0.2.0/2 ",
					  "192.0.2/24",
					  "192.0.2.9-192.0.2.8",
					  "192.0.2.0-192.0.3.0",
					  "192.0.2.0-",
					  "-192.0.2.0",
					  "192.0.2.0-9",
					  "2001:db8::/120",
					  "www.example.jp/24",
					  "a-b"};
	struct host_range range;

	for (size_t i = 0; i < COUNT(bad); i++)
		if (host_range_parse(str_from(bad[i]), &range))
			fail_msg("%s is taken", bad[i]);
}

static void the_internet_is_not_private(void **state)
{
	static const char *const private[] = {"10.0.0.0",        "10.255.255.255", "127.0.0.1",      "172.16.0.0/24",
					      "172.31.255.0/24", "192.168.1.1",    "198.19.255.255", "::1",
					      "fd00::7",         "::ffff:10.0.0.1"};
	static const char *const public[] = {
		"9.255.255.255",   "11.0.0.0",      "172.15.255.255", "172.32.0.0",
		"192.167.255.255", "192.169.0.0",   "198.20.0.0",     "10.255.255.200-11.0.0.1",
		"www.example.jp",  "fd.example.jp", "2001:db8::1",    "::ffff:8.8.8.8",
		"fe80::1"};

	for (size_t i = 0; i < COUNT(private); i++)
		if (!host_range_is_private(str_from(private[i])))
			fail_msg("%s", private[i]);
	for (size_t i = 0; i < COUNT(public); i++)
		if (host_range_is_private(str_from(public[i])))
			fail_msg("%s", public[i]);
}

int test_host_range(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_range_is_a_network_or_two_ends),
		cmocka_unit_test(what_is_larger_or_unclear_is_no_range),
		cmocka_unit_test(the_internet_is_not_private),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
