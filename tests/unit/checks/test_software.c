/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "checks/check_memo.h"
#include "checks/endpoint.h"
#include "checks/software.h"
#include "codec/json.h"
#include "test.h"

#include "unit/checks/known.h"

#define NOW_MS   ((int64_t)1748826000000) /* 2025-06-02T10:00:00+09:00 */
#define SEEN_MAX 8

struct seen {
	int port;
	const char *kind;
	const char *data; /* JSON */
};

/* "port title version distribution release; ..." of all software seen. */
static const char *told(struct arena *arena, const struct seen *seen, size_t count)
{
	struct observation observations[SEEN_MAX];
	struct known *known = known_new(NULL, NULL);
	struct check_input input = {
		.observations = observations, .count = count, .now_ms = NOW_MS, .knowledge = known_of(known)};
	const char *all = "";

	for (size_t i = 0; i < count; i++) {
		struct value *data;
		assert_int_equal(json_decode(arena, str_from(seen[i].data), &data, NULL), ERR_OK);
		observations[i] = (struct observation){NOW_MS, seen[i].kind, "a.jp", "192.0.2.1", seen[i].port, data};
	}
	check_prepare(&input, arena);
	for (size_t i = 0; i < input.software_count; i++) {
		const struct software *one = &input.software[i];
		all = arena_printf(arena, "%s%s%d %s|%s|%s|%s", all, i ? "; " : "", one->endpoint->port, one->is->title,
				   one->is->version, distribution_name(one->package.distribution),
				   one->package.release);
	}
	known_free(known);
	return all;
}

#define TOLD(...) told(&arena, (const struct seen[]){__VA_ARGS__}, COUNT(((const struct seen[]){__VA_ARGS__})))
#define BANNER(port, service, text)                                                                                    \
	{                                                                                                              \
		port, "service.banner", "{\"service\":\"" service "\",\"text\":\"" text "\"}"                          \
	}
#define NMAP(port, method, product, version, cpe)                                                                      \
	{                                                                                                              \
		port, "nmap.service",                                                                                  \
			"{\"method\":\"" method "\",\"product\":\"" product "\",\"version\":\"" version                \
			"\",\"confidence\":10,\"cpe\":[\"" cpe "\"]}"                                                  \
	}
#define HTTP(headers)                                                                                                  \
	{                                                                                                              \
		80, "http.response", "{\"headers\":[" headers "],\"title\":\"\"}"                                      \
	}

static void greetings_name_their_servers(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_string_equal(TOLD(BANNER(22, "ssh", "SSH-2.0-OpenSSH_9.6p1\\r\\n")), "22 OpenSSH|9.6p1||");
	assert_string_equal(TOLD(BANNER(21, "ftp", "220 (vsFTPd 3.0.3)\\r\\n")), "21 vsftpd|3.0.3||");
	assert_string_equal(TOLD(BANNER(25, "smtp", "220 mx.a.jp ESMTP Postfix\\r\\n")), "25 Postfix|||");
	assert_string_equal(TOLD(BANNER(110, "pop3", "+OK Dovecot ready.\\r\\n")), "110 Dovecot|||");
	assert_string_equal(TOLD(BANNER(143, "imap", "* OK [CAPABILITY IMAP4rev1] Dovecot ready.\\r\\n")),
			    "143 Dovecot|||");
	assert_string_equal(TOLD(BANNER(3306, "mysql", "J\\u0000\\u0000\\u0000\\n8.0.36\\u0000\\u0008\\u0000")),
			    "3306 MySQL|8.0.36||");
}

static void http_headers_name_what_stands_behind_a_page(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_string_equal(TOLD(HTTP("[\"server\",\"nginx/1.14.0\"],[\"x-powered-by\",\"PHP/7.4.33\"]")),
			    "80 nginx|1.14.0||; 80 PHP|7.4.33||");
	assert_string_equal(TOLD(HTTP("[\"server\",\"Apache/2.4.57 (Unix) OpenSSL/1.1.1k PHP/8.1.2\"]")),
			    "80 Apache HTTP Server|2.4.57||; 80 OpenSSL|1.1.1k||; 80 PHP|8.1.2||");
}

static void answers_to_questions_name_software_too(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_string_equal(
		TOLD({6379, "service.answer", "{\"service\":\"redis\",\"answered\":true,\"version\":\"6.0.16\"}"}),
		"6379 Redis|6.0.16||");
	assert_string_equal(TOLD({53, "dns.version", "{\"answered\":true,\"text\":\"9.16.50-1~deb11u2-Debian\"}"}),
			    "53 BIND|9.16.50|Debian|11; 53 Debian|11|Debian|11");
	assert_string_equal(
		TOLD({443, "http.response", "{\"headers\":[],\"generators\":[\"WordPress 6.4.2\",\"Drupal 7\"]}"}),
		"443 WordPress|6.4.2||; 443 Drupal|7||");
}

static void a_distribution_is_shared_by_the_endpoint_and_becomes_its_system(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_string_equal(TOLD(BANNER(22, "ssh", "SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3")),
			    "22 OpenSSH|9.2p1|Debian|12; 22 Debian|12|Debian|12");
	assert_string_equal(TOLD(HTTP("[\"server\",\"Apache/2.4.52 (Ubuntu)\"],[\"x-powered-by\",\"PHP/8.1.2\"]")),
			    "80 Apache HTTP Server|2.4.52|Ubuntu|22.04; 80 PHP|8.1.2|Ubuntu|22.04; "
			    "80 Ubuntu|22.04|Ubuntu|22.04");
}

static void the_same_software_counts_once_and_the_fuller_text_wins(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_string_equal(TOLD(HTTP("[\"server\",\"nginx\"]"), HTTP("[\"server\",\"nginx/1.14.0\"]"),
				 HTTP("[\"server\",\"nginx/1.14.0\"]")),
			    "80 nginx|1.14.0||");
	assert_string_equal(TOLD(HTTP("[\"server\",\"nginx/1.14.0\"]"), HTTP("[\"server\",\"nginx/1.25.3\"]")),
			    "80 nginx|1.14.0||; 80 nginx|1.25.3||"); /* two addresses of one name */
}

static void what_nmap_asked_and_named_is_software_and_a_guess_by_port_is_not(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_string_equal(
		TOLD(NMAP(22, "probed", "OpenSSH", "8.9p1 Ubuntu 3ubuntu0.1", "cpe:/a:openbsd:openssh:8.9p1")),
		"22 OpenSSH|8.9p1|Ubuntu|22.04; 22 Ubuntu|22.04|Ubuntu|22.04");
	assert_string_equal(TOLD(NMAP(80, "probed", "Apache httpd", "2.4.49", "cpe:/a:apache:http_server:2.4.49")),
			    "80 Apache HTTP Server|2.4.49||");
	assert_string_equal(TOLD(NMAP(22, "table", "", "", "cpe:/a:openbsd:openssh")), "");
	assert_string_equal(TOLD(NMAP(22, "probed", "odd", "", "cpe:/x")), "");
}

static void what_names_nothing_is_no_software(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_string_equal(TOLD(BANNER(22, "ssh", "hello"), BANNER(23, "telnet", "login:"), HTTP(""),
				 {443, "tls.version", "{}"}, {80, "http.response", "{\"headers\":[7,[\"server\"]]}"}),
			    "");
}

static void a_memo_finds_what_it_was_given_until_it_is_too_large(void **state)
{
	struct check_memo *memo = check_memo_new();
	char *thing = arena_strdup(check_memo_arena(memo), "thing");

	assert_null(check_memo_find(memo, STR("key")));
	check_memo_add(memo, STR("key"), thing);
	assert_ptr_equal(check_memo_find(memo, STR("key")), thing);
	assert_null(check_memo_find(memo, STR("other")));
	check_memo_trim(memo);
	assert_ptr_equal(check_memo_find(memo, STR("key")), thing);
	arena_alloc(check_memo_arena(memo), CHECK_MEMO_BYTES);
	check_memo_trim(memo);
	assert_null(check_memo_find(memo, STR("key")));
	check_memo_free(memo);
}

int test_software(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(greetings_name_their_servers),
		cmocka_unit_test(http_headers_name_what_stands_behind_a_page),
		cmocka_unit_test(answers_to_questions_name_software_too),
		cmocka_unit_test(a_distribution_is_shared_by_the_endpoint_and_becomes_its_system),
		cmocka_unit_test(the_same_software_counts_once_and_the_fuller_text_wins),
		cmocka_unit_test(what_nmap_asked_and_named_is_software_and_a_guess_by_port_is_not),
		cmocka_unit_test(what_names_nothing_is_no_software),
		cmocka_unit_test(a_memo_finds_what_it_was_given_until_it_is_too_large),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
