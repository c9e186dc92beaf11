/* SPDX-License-Identifier: Apache-2.0 */
#include "findings/foreign_host.h"
#include "test.h"

static void a_host_is_found_in_every_form_of_a_place(void **state)
{
	static const struct {
		const char *place, *host;
		int port;
	} rows[] = {
		{"https://www.example.jp:8443/a", "www.example.jp", 8443},
		{"http://www.example.jp", "www.example.jp", 80},
		{"https://user:secret@www.example.jp:8443/x", "www.example.jp", 8443},
		{"https://user@evil@www.example.jp/@x", "www.example.jp", 443},
		{"https://www.example.jp?x=1", "www.example.jp", 443},
		{"HTTPS://WWW.Example.JP.", "www.example.jp", 443},
		{"www.example.jp:22", "www.example.jp", 22},
		{"www.example.jp:0", "www.example.jp", 0},
		{"[2001:0DB8:0:0::1]:443", "2001:db8::1", 443},
		{"2001:0DB8:0:0::1", "2001:db8::1", 0},
		{"192.0.2.1", "192.0.2.1", 0},
		{"例え.jp", "xn--r8jz45g.jp", 0},
		{"https:///x", "", 443},
		{"https://a b/", "", 443},
		{"https://a;b/", "", 443},
		{"-a.example.jp", "", 0},
		{"https://a..example.jp", "", 443},
		{"", "", 0},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		ARENA_SCOPED arena;
		struct foreign_host found;

		arena_init(&arena);
		found = foreign_host_read(&arena, str_from(rows[i].place));
		assert_string_equal(found.host, rows[i].host);
		assert_int_equal(found.port, rows[i].port);
	}
}

static void a_url_loses_user_and_password_alone(void **state)
{
	static const char *const urls[][2] = {
		{"https://u:p@a.jp:1/x?y@z", "https://a.jp:1/x?y@z"},
		{"https://a.jp/x@y", "https://a.jp/x@y"},
		{"u:p@a.jp", "a.jp"},
	};

	for (size_t i = 0; i < COUNT(urls); i++) {
		ARENA_SCOPED arena;

		arena_init(&arena);
		assert_true(str_is(foreign_host_without_user(&arena, str_from(urls[i][0])), urls[i][1]));
	}
}

int test_foreign_host(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_host_is_found_in_every_form_of_a_place),
		cmocka_unit_test(a_url_loses_user_and_password_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
