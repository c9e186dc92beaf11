/* SPDX-License-Identifier: Apache-2.0 */
#include <arpa/inet.h>
#include <netinet/in.h>

#include "base/count.h"
#include "test.h"
#include "web/client_address_priv.h"

static struct client_address parse(const char *text)
{
	struct sockaddr_in6 six = {.sin6_family = AF_INET6};
	struct sockaddr_in four = {.sin_family = AF_INET};

	if (inet_pton(AF_INET, text, &four.sin_addr) == 1)
		return client_address_of((const struct sockaddr *)&four);
	assert_int_equal(inet_pton(AF_INET6, text, &six.sin6_addr), 1);
	return client_address_of((const struct sockaddr *)&six);
}

static void the_edges_of_what_is_near_are_right(void **state)
{
	static const char *const near[] = {"127.0.0.1",  "127.255.255.255", "10.0.0.0",    "10.255.255.255",
					   "172.16.0.0", "172.31.255.255",  "192.168.0.0", "169.254.9.9",
					   "::1",        "::ffff:10.1.1.1", "fc00::",      "fdff::1",
					   "fe80::1",    "febf::1"};
	static const char *const far[] = {"126.255.255.255",
					  "128.0.0.1",
					  "9.255.255.255",
					  "11.0.0.0",
					  "172.15.255.255",
					  "172.32.0.0",
					  "192.167.1.1",
					  "192.169.0.0",
					  "169.253.0.1",
					  "0.0.0.0",
					  "::",
					  "::2",
					  "fbff::1",
					  "fe00::1",
					  "fec0::1",
					  "2001:db8::1",
					  "::ffff:192.0.2.1"};

	for (size_t i = 0; i < COUNT(near); i++) {
		struct client_address address = parse(near[i]);

		if (!client_address_is_near(&address))
			fail_msg("%s is near", near[i]);
	}
	for (size_t i = 0; i < COUNT(far); i++) {
		struct client_address address = parse(far[i]);

		if (client_address_is_near(&address))
			fail_msg("%s is not near", far[i]);
	}
}

static void one_address_is_one_in_both_families(void **state)
{
	struct client_address a = parse("192.0.2.1"), b = parse("::ffff:192.0.2.1"), c = parse("192.0.2.2");

	assert_true(client_address_eq(&a, &b));
	assert_false(client_address_eq(&a, &c));
}

int test_client_address(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_edges_of_what_is_near_are_right),
		cmocka_unit_test(one_address_is_one_in_both_families),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
