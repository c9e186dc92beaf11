/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "net/http_wire.h"
#include "test.h"

static struct http_response parsed(struct arena *arena, const char *text)
{
	struct http_response response;

	if (!http_wire_parse(arena, str_from(text), &response))
		fail_msg("\"%s\" is no response", text);
	return response;
}

static void assert_str(struct str s, const char *text)
{
	if (!str_is(s, text))
		fail_msg("\"%.*s\" is not \"%s\"", (int)s.n, s.p ? s.p : "", text);
}

static void status_fields_and_body_are_read(void **state)
{
	ARENA_SCOPED arena;
	struct http_response r;

	arena_init(&arena);
	r = parsed(&arena, "HTTP/1.1 200 OK\r\nServer: nginx/1.22.1\r\nContent-Length: 5\r\n\r\nhello, more");
	assert_int_equal(r.status, 200);
	assert_int_equal(r.field_count, 2);
	assert_str(http_wire_field(&r, "server"), "nginx/1.22.1");
	assert_true(r.has_head);
	assert_true(r.is_whole);
	assert_str(r.body, "hello");
	assert_null(http_wire_field(&r, "date").p);
}

static void half_a_response_keeps_what_is_there(void **state)
{
	ARENA_SCOPED arena;
	struct http_response r;

	arena_init(&arena);
	r = parsed(&arena, "HTTP/1.0 301 Moved\nLocation: https://a/\nX-Half: is cut of");
	assert_int_equal(r.status, 301);
	assert_int_equal(r.field_count, 1);
	assert_false(r.has_head);
	assert_false(r.is_whole);
	assert_int_equal(r.body.n, 0);
	r = parsed(&arena, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
	assert_false(r.is_whole);
	assert_str(r.body, "abc");
}

static void chunks_are_joined(void **state)
{
	ARENA_SCOPED arena;
	struct http_response r;

	arena_init(&arena);
	r = parsed(
		&arena,
		"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n<tit\r\nA;x=y\r\nle>a</titl\r\n0\r\n\r\n");
	assert_true(r.is_whole);
	assert_str(r.body, "<title>a</titl");
	r = parsed(&arena, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nabcd\r\n9\r\nef");
	assert_false(r.is_whole);
	assert_str(r.body, "abcdef");
	r = parsed(&arena, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffffff\r\nabc");
	assert_false(r.is_whole);
	assert_int_equal(r.body.n, 0);
}

static void odd_fields_are_left_out(void **state)
{
	ARENA_SCOPED arena;
	BUF_SCOPED many;
	struct http_response r;

	arena_init(&arena);
	r = parsed(&arena, "HTTP/1.1 200 OK\r\nno colon\r\n: no name\r\n folded: x\r\nA:\r\n\r\n");
	assert_int_equal(r.field_count, 1);
	assert_str(http_wire_field(&r, "a"), "");
	buf_init(&many, 65536);
	buf_add_text(&many, "HTTP/1.1 200 OK\r\n");
	for (int i = 0; i < 1000; i++)
		buf_printf(&many, "X-%d: y\r\n", i);
	r = parsed(&arena, buf_text(&many));
	assert_int_equal(r.field_count, HTTP_WIRE_FIELDS_MAX);
}

static void what_is_no_response_is_refused(void **state)
{
	static const char *const rows[] = {"",
					   "HTTP/1.1 200 OK",
					   "HTTP/1.1 2x0 OK\r\n",
					   "HTTP/1.1 20\r\n",
					   "220 ftp\r\n",
					   "HTTP 200 OK\r\n",
					   "http/1.1 200 OK\r\n",
					   "HTTP/1.1 020 a\r\n"};
	struct http_response response;
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_false(http_wire_parse(&arena, str_from(rows[i]), &response));
}

static void a_title_is_found_in_any_case_and_trimmed(void **state)
{
	assert_str(http_wire_title(STR("<html><TITLE lang=ja>\n 点検 </Title>")), "点検");
	assert_null(http_wire_title(STR("<title>never closed")).p);
	assert_null(http_wire_title(STR("<title")).p);
	assert_null(http_wire_title(STR("")).p);
}

static void a_question_names_host_and_port(void **state)
{
	BUF_SCOPED out;

	buf_init(&out, 4096);
	http_wire_get(&(struct http_question){"2001:db8::1", 8443, true, "/", NULL}, &out);
	assert_true(str_starts(buf_str(&out), "GET / HTTP/1.1\r\nHost: [2001:db8::1]:8443\r\n"));
	assert_true(str_ends(buf_str(&out), "\r\n\r\n"));
	assert_true(str_find(buf_str(&out), "(authorised security check-up)\r\n") < out.size);
	buf_clear(&out);
	http_wire_get(&(struct http_question){"www.example.jp", 443, true, "/", "https://check.example.jp/"}, &out);
	assert_true(str_find(buf_str(&out), "Host: www.example.jp\r\n") < out.size);
	assert_true(str_find(buf_str(&out), "(authorised security check-up; +https://check.example.jp/)\r\n") <
		    out.size);
}

int test_http_wire(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(status_fields_and_body_are_read),
		cmocka_unit_test(half_a_response_keeps_what_is_there),
		cmocka_unit_test(chunks_are_joined),
		cmocka_unit_test(odd_fields_are_left_out),
		cmocka_unit_test(what_is_no_response_is_refused),
		cmocka_unit_test(a_title_is_found_in_any_case_and_trimmed),
		cmocka_unit_test(a_question_names_host_and_port),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
