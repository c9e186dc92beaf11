/* SPDX-License-Identifier: Apache-2.0 */
/* Who asks, when servers in front of us say so, and when somebody only pretends. */

#include <string.h>

#include "base/buf.h"
#include "test.h"
#include "web/front_priv.h"

#define REQUEST "GET / HTTP/1.1\r\nHost: t\r\n"

/* The client as it is counted, for a peer and the header lines that it sent. */
static const char *client_of(struct arena *arena, const char *fronts, const char *peer, const char *lines)
{
	char *bytes = arena_printf(arena, REQUEST "%s\r\n", lines);
	struct client_address from, client;
	struct http_head head;
	struct fronts list;

	assert_int_equal(front_read_list(fronts, &list, NULL), ERR_OK);
	assert_true(client_address_read(str_from(peer), &from));
	assert_int_equal(http_head_parse(str_from(bytes), &head), 0);
	client = front_client(&list, &from, &head);
	return client_address_counted(arena, &client);
}

struct row {
	const char *fronts, *peer, *lines, *client;
};

static void hold(const struct row *rows, size_t count)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (size_t i = 0; i < count; i++) {
		const char *client = client_of(&arena, rows[i].fronts, rows[i].peer, rows[i].lines);

		if (strcmp(client, rows[i].client) != 0)
			fail_msg("%s from %s with \"%s\" is \"%s\", not \"%s\"", rows[i].fronts, rows[i].peer,
				 rows[i].lines, client, rows[i].client);
	}
}

#define XFF "X-Forwarded-For: "

static void who_comes_without_a_front_is_the_peer(void **state)
{
	static const struct row rows[] = {
		{"", "192.0.2.1", "", "192.0.2.1"},
		{"", "192.0.2.1", XFF "198.51.100.7\r\n", "192.0.2.1"},
		{"", "10.0.0.1", XFF "198.51.100.7\r\n", "10.0.0.1"},
		{"192.0.2.0/24", "192.0.3.1", XFF "198.51.100.7\r\n", "192.0.3.1"},
		{"", "2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::/64"},
		{"", "::ffff:192.0.2.1", "", "192.0.2.1"},
		{"", "127.0.0.1", "", ""},
		{"", "::1", "", ""},
	};

	hold(rows, COUNT(rows));
}

static void a_trusted_front_says_who_comes(void **state)
{
	static const struct row rows[] = {
		{"", "127.0.0.1", XFF "198.51.100.7\r\n", "198.51.100.7"},
		{"", "::1", "x-forwarded-for: 198.51.100.7\r\n", "198.51.100.7"},
		{"", "127.0.0.1", XFF "198.51.100.7:4711\r\n", "198.51.100.7"},
		{"", "127.0.0.1", XFF "2001:db8::9\r\n", "2001:db8::/64"},
		{"", "127.0.0.1", XFF "[2001:db8::9]\r\n", "2001:db8::/64"},
		{"", "127.0.0.1", XFF "[2001:DB8:0:0::9]:443\r\n", "2001:db8::/64"},
		{"192.0.2.10", "192.0.2.10", XFF "198.51.100.7\r\n", "198.51.100.7"},
		{"192.0.2.10,2001:db8:f::/48", "2001:db8:f:1::1", XFF "198.51.100.7\r\n", "198.51.100.7"},
		{"192.0.2.10", "127.0.0.1", XFF "198.51.100.7, 192.0.2.10\r\n", "198.51.100.7"},
		{"192.0.2.10", "127.0.0.1", XFF "198.51.100.7\r\n" XFF "192.0.2.10\r\n", "198.51.100.7"},
	};

	hold(rows, COUNT(rows));
}

static void what_a_client_writes_itself_is_not_read(void **state)
{
	static const struct row rows[] = {
		{"", "127.0.0.1", XFF "127.0.0.1, 198.51.100.7\r\n", "198.51.100.7"},
		{"", "127.0.0.1", XFF "203.0.113.1\r\n" XFF "198.51.100.7\r\n", "198.51.100.7"},
		{"", "127.0.0.1", XFF "a,,\"b\", 198.51.100.7\r\n", "198.51.100.7"},
		{"", "127.0.0.1", "X-Real-IP: 203.0.113.1\r\nForwarded: for=203.0.113.1\r\n", ""},
		{"192.0.2.10", "127.0.0.1", XFF "203.0.113.1, 198.51.100.7, 192.0.2.10\r\n", "198.51.100.7"},
	};

	hold(rows, COUNT(rows));
}

static void what_is_no_address_leaves_the_last_that_was_one(void **state)
{
	static const char *const items[] = {"unknown",
					    "_hidden",
					    "198.51.100",
					    "198.51.100.007",
					    "198.51.100.7.",
					    "198.51.100.7:",
					    "198.51.100.7:65536",
					    "198.51.100.7:-1",
					    "198.51.100.7 x",
					    "198.51.100.0/24",
					    "0x7f.1",
					    "[198.51.100.7]",
					    "[2001:db8::9",
					    "2001:db8::9]",
					    "[2001:db8::9]x",
					    "[2001:db8::9]:",
					    "[]",
					    "[",
					    "fe80::1%eth0",
					    "2001:db8:::9",
					    "\"198.51.100.7\"",
					    "",
					    "198.51.100.7,"};
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (size_t i = 0; i < COUNT(items); i++) {
		const char *lines = arena_printf(&arena, XFF "203.0.113.1, %s\r\n", items[i]);
		const char *client = client_of(&arena, "192.0.2.10", "192.0.2.10", lines);

		if (strcmp(client, "192.0.2.10") != 0)
			fail_msg("\"%s\" is %s", items[i], client);
	}
}

static void a_loop_of_fronts_ends(void **state)
{
	ARENA_SCOPED arena;
	BUF_SCOPED lines;

	arena_init(&arena);
	buf_init(&lines, 4096);
	buf_add_text(&lines, XFF "203.0.113.1");
	for (int i = 0; i < 17; i++)
		buf_add_text(&lines, ", 192.0.2.10");
	buf_add_text(&lines, "\r\n");
	assert_string_equal(client_of(&arena, "192.0.2.10", "127.0.0.1", buf_text(&lines)), "192.0.2.10");
}

static void a_list_of_fronts_is_read_strictly(void **state)
{
	static const char *const bad[] = {"nginx",       "192.0.2.10/33",  "192.0.2.10/", "2001:db8::/129",
					  "192.0.2.10;", ",192.0.2.10",    "[::1]",       "1.2.3.4/+1",
					  "192.0.2",     "192.0.2.10:8080"};
	struct client_address inside, outside;
	struct fronts fronts;
	struct fault why;

	for (size_t i = 0; i < COUNT(bad); i++)
		if (front_read_list(bad[i], &fronts, &why) != ERR_INVALID)
			fail_msg("\"%s\" was taken", bad[i]);
	assert_int_equal(front_read_list(NULL, &fronts, &why), ERR_OK);
	assert_int_equal(fronts.count, 0);
	assert_int_equal(front_read_list("192.0.2.128/25, 2001:db8::/33", &fronts, &why), ERR_OK);
	assert_true(client_address_read(STR("192.0.2.128"), &inside));
	assert_true(client_address_read(STR("192.0.2.127"), &outside));
	assert_true(front_is_trusted(&fronts, &inside));
	assert_false(front_is_trusted(&fronts, &outside));
	assert_true(client_address_read(STR("2001:db8:7fff::"), &inside));
	assert_true(client_address_read(STR("2001:db8:8000::"), &outside));
	assert_true(front_is_trusted(&fronts, &inside));
	assert_false(front_is_trusted(&fronts, &outside));
}

int test_front(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_comes_without_a_front_is_the_peer),
		cmocka_unit_test(a_trusted_front_says_who_comes),
		cmocka_unit_test(what_a_client_writes_itself_is_not_read),
		cmocka_unit_test(what_is_no_address_leaves_the_last_that_was_one),
		cmocka_unit_test(a_loop_of_fronts_ends),
		cmocka_unit_test(a_list_of_fronts_is_read_strictly),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
