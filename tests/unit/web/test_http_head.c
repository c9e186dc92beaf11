/* SPDX-License-Identifier: Apache-2.0 */
#include "test.h"
#include "web/http_head.h"

static int refusal_of(const char *text)
{
	struct http_head head;

	return http_head_parse(str_from(text), &head);
}

static void a_head_is_cut_into_its_parts(void **state)
{
	struct http_head head;

	assert_int_equal(
		http_head_parse(STR("POST /a?b=c HTTP/1.1\r\nHost: t:80\r\nContent-Length: 12 \r\nX: \t\r\n\r\n"),
				&head),
		0);
	assert_true(str_is(head.method, "POST"));
	assert_true(str_is(head.target, "/a?b=c"));
	assert_int_equal(head.body_size, 12);
	assert_true(str_is(http_head_value(&head, "HOST"), "t:80"));
	assert_int_equal(http_head_value(&head, "x").n, 0);
	assert_non_null(http_head_value(&head, "x").p);
	assert_null(http_head_value(&head, "y").p);
	assert_false(head.wants_close);
}

static void a_request_line_has_one_form(void **state)
{
	assert_int_equal(refusal_of("GET / HTTP/1.1\r\nHost: t\r\n\r\n"), 0);
	assert_int_equal(refusal_of("GET  / HTTP/1.1\r\nHost: t\r\n\r\n"), 400);
	assert_int_equal(refusal_of("GET / HTTP/1.1 \r\nHost: t\r\n\r\n"), 400);
	assert_int_equal(refusal_of("GET /\r\nHost: t\r\n\r\n"), 400);
	assert_int_equal(refusal_of("GET /\xe3\x81\x82 HTTP/1.1\r\nHost: t\r\n\r\n"), 400);
	assert_int_equal(refusal_of("GET /a#b HTTP/1.1\r\nHost: t\r\n\r\n"), 400);
	assert_int_equal(refusal_of("GET http://t/ HTTP/1.1\r\nHost: t\r\n\r\n"), 400);
	assert_int_equal(refusal_of("GET * HTTP/1.1\r\nHost: t\r\n\r\n"), 400);
	assert_int_equal(refusal_of("OPTIONS * HTTP/1.1\r\nHost: t\r\n\r\n"), 0);
	assert_int_equal(refusal_of("G(T / HTTP/1.1\r\nHost: t\r\n\r\n"), 400);
	assert_int_equal(refusal_of("GET / HTTP/2.0\r\nHost: t\r\n\r\n"), 505);
}

static void a_host_is_named_exactly_once(void **state)
{
	assert_int_equal(refusal_of("GET / HTTP/1.1\r\n\r\n"), 400);
	assert_int_equal(refusal_of("GET / HTTP/1.1\r\nHost: t\r\nHOST: t\r\n\r\n"), 400);
	assert_int_equal(refusal_of("GET / HTTP/1.1\r\nHost: a b\r\n\r\n"), 400);
	assert_int_equal(refusal_of("GET / HTTP/1.1\r\nHost:\r\n\r\n"), 400);
	assert_int_equal(refusal_of("GET / HTTP/1.1\r\nHost: t/\"><script>\r\n\r\n"), 400);
}

static void a_length_leaves_no_room_for_two_opinions(void **state)
{
#define POST "POST / HTTP/1.1\r\nHost: t\r\n"
	assert_int_equal(refusal_of(POST "\r\n"), 411);
	assert_int_equal(refusal_of(POST "Content-Length: 5\r\nContent-Length: 5\r\n\r\n"), 400);
	assert_int_equal(refusal_of(POST "Content-Length: 5, 5\r\n\r\n"), 400);
	assert_int_equal(refusal_of(POST "Content-Length: +5\r\n\r\n"), 400);
	assert_int_equal(refusal_of(POST "Content-Length: -5\r\n\r\n"), 400);
	assert_int_equal(refusal_of(POST "Content-Length: 0x5\r\n\r\n"), 400);
	assert_int_equal(refusal_of(POST "Content-Length:\r\n\r\n"), 400);
	assert_int_equal(refusal_of(POST "Content-Length: \v5\r\n\r\n"), 400);
	assert_int_equal(refusal_of(POST "Content-Length: 262144\r\n\r\n"), 0);
	assert_int_equal(refusal_of(POST "Content-Length: 262145\r\n\r\n"), 413);
	assert_int_equal(refusal_of(POST "Content-Length: 99999999999999999999999\r\n\r\n"), 413);
	assert_int_equal(refusal_of(POST "Transfer-Encoding: chunked\r\n\r\n"), 411);
	assert_int_equal(refusal_of(POST "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n"), 400);
	assert_int_equal(refusal_of("GET / HTTP/1.1\r\nHost: t\r\nContent-Length: 5\r\n\r\n"), 400);
#undef POST
}

static void a_header_line_has_one_form(void **state)
{
#define GET "GET / HTTP/1.1\r\nHost: t\r\n"
	assert_int_equal(refusal_of(GET "X : 1\r\n\r\n"), 400);
	assert_int_equal(refusal_of(GET "X\r\n\r\n"), 400);
	assert_int_equal(refusal_of(GET ": 1\r\n\r\n"), 400);
	assert_int_equal(refusal_of(GET "X: 1\r\n folded\r\n\r\n"), 400);
	assert_int_equal(refusal_of(GET "X: 1\n\r\n"), 400);
	assert_int_equal(refusal_of(GET "X: a\rb\r\n\r\n"), 400);
	assert_int_equal(refusal_of(GET "X: a\x01\r\n\r\n"), 400);
	assert_int_equal(http_head_parse(STR(GET "X: a\0b\r\n\r\n"), &(struct http_head){0}), 400);
	assert_int_equal(refusal_of(GET "Expect: miracles\r\n\r\n"), 417);
#undef GET
}

static void too_many_headers_are_refused(void **state)
{
	ARENA_SCOPED arena;
	char *text = NULL;

	arena_init(&arena);
	text = arena_strdup(&arena, "GET / HTTP/1.1\r\nHost: t\r\n");
	for (int i = 0; i < HTTP_HEADERS_MAX - 1; i++)
		text = arena_printf(&arena, "%sX: 1\r\n", text);
	assert_int_equal(refusal_of(arena_printf(&arena, "%s\r\n", text)), 0);
	assert_int_equal(refusal_of(arena_printf(&arena, "%sX: 1\r\n\r\n", text)), 431);
}

static void connections_close_when_asked_or_old(void **state)
{
	struct http_head head;

	assert_int_equal(http_head_parse(STR("GET / HTTP/1.0\r\nHost: t\r\n\r\n"), &head), 0);
	assert_true(head.wants_close);
	assert_int_equal(http_head_parse(STR("GET / HTTP/1.1\r\nHost: t\r\nConnection: x, Close\r\n\r\n"), &head), 0);
	assert_true(head.wants_close);
}

/* Byte by byte the end is found at the same place, and looked for from where the last look ended. */
static void the_end_is_found_however_the_bytes_come(void **state)
{
	static const char text[] = "\r\nGET / HTTP/1.1\r\nHost: t\r\n\r\nGET";
	size_t scanned = 0;
	int refusal = 7;

	for (size_t n = 0; n < sizeof(text) - 4; n++) {
		assert_int_equal(http_head_end(str_of(text, n), &scanned, &refusal), 0);
		assert_int_equal(refusal, 0);
		assert_true(scanned >= n || n < 2);
	}
	assert_int_equal(http_head_end(str_of(text, sizeof(text) - 4), &scanned, &refusal), sizeof(text) - 4);
	assert_int_equal(scanned, 0);
}

static void what_is_no_head_is_refused_early(void **state)
{
	ARENA_SCOPED arena;
	char *long_line = NULL;
	size_t scanned = 0;
	int refusal = 0;

	arena_init(&arena);
	assert_int_equal(http_head_end(STR("\x16\x03\x01"), &scanned, &refusal), 0);
	assert_int_equal(refusal, 400);
	scanned = 0;
	assert_int_equal(http_head_end(STR("GET / HTTP/1.1\n"), &scanned, &refusal), 0);
	assert_int_equal(refusal, 400);
	scanned = 0;
	long_line = arena_alloc(&arena, HTTP_LINE_MAX + 3);
	for (size_t i = 0; i < HTTP_LINE_MAX + 2; i++)
		long_line[i] = 'A';
	assert_int_equal(http_head_end(str_of(long_line, HTTP_LINE_MAX), &scanned, &refusal), 0);
	assert_int_equal(refusal, 0);
	assert_int_equal(http_head_end(str_of(long_line, HTTP_LINE_MAX + 2), &scanned, &refusal), 0);
	assert_int_equal(refusal, 414);
}

int test_http_head(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_head_is_cut_into_its_parts),
		cmocka_unit_test(a_request_line_has_one_form),
		cmocka_unit_test(a_host_is_named_exactly_once),
		cmocka_unit_test(a_length_leaves_no_room_for_two_opinions),
		cmocka_unit_test(a_header_line_has_one_form),
		cmocka_unit_test(too_many_headers_are_refused),
		cmocka_unit_test(connections_close_when_asked_or_old),
		cmocka_unit_test(the_end_is_found_however_the_bytes_come),
		cmocka_unit_test(what_is_no_head_is_refused_early),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
