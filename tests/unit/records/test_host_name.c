/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "records/host_name.h"

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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_host_is_a_name_or_an_address_and_nothing_between),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
