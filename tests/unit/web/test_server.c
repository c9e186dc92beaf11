/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "test.h"
#include "unit/web/web_peer.h"

#define CLOSE "Host: t\r\nConnection: close\r\n"

static struct peer_server *server_of(void **state)
{
	return *state;
}

static int start(void **state)
{
	static struct peer_server peer;

	peer_start(&peer, (struct server_options){.head_ms = 0});
	*state = &peer;
	return 0;
}

/* A server of its own, with little patience. */
static int start_hasty(void **state)
{
	static struct peer_server peer;

	peer_start(&peer, (struct server_options){.head_ms = 300, .body_ms = 300, .idle_ms = 300});
	*state = &peer;
	return 0;
}

static int stop(void **state)
{
	peer_stop(*state);
	return 0;
}

static void expect_status(void **state, struct str bytes, int status)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(peer_status(peer_talk(server_of(state), &arena, bytes)), status);
}

static void a_page_is_served_with_every_security_header(void **state)
{
	ARENA_SCOPED arena;
	char *reply = NULL;

	arena_init(&arena);
	reply = peer_talk_text(server_of(state), &arena, "GET / HTTP/1.1\r\n" CLOSE "\r\n");
	assert_int_equal(peer_status(reply), 200);
	assert_string_equal(peer_body(reply), "こんにちは");
	assert_non_null(strstr(reply, "\r\nContent-Length: 15\r\n"));
	assert_non_null(strstr(reply, "\r\nCache-Control: no-store\r\n"));
	assert_non_null(strstr(reply, "\r\nContent-Security-Policy: default-src 'none'; style-src 'self'"));
	assert_non_null(strstr(reply, "frame-ancestors 'none'"));
	assert_non_null(strstr(reply, "\r\nX-Content-Type-Options: nosniff\r\n"));
	assert_non_null(strstr(reply, "\r\nReferrer-Policy: same-origin\r\n"));
	assert_non_null(strstr(reply, "\r\nPermissions-Policy: "));
	assert_non_null(strstr(reply, "\r\nCross-Origin-Opener-Policy: same-origin\r\n"));
	assert_null(strstr(reply, "Strict-Transport-Security"));
	assert_null(strstr(reply, "Set-Cookie"));
}

static void head_is_get_without_its_body(void **state)
{
	ARENA_SCOPED arena;
	char *reply = NULL;

	arena_init(&arena);
	reply = peer_talk_text(server_of(state), &arena, "HEAD / HTTP/1.1\r\n" CLOSE "\r\n");
	assert_int_equal(peer_status(reply), 200);
	assert_non_null(strstr(reply, "\r\nContent-Length: 15\r\n"));
	assert_string_equal(peer_body(reply), "");
}

static void english_stands_before_the_path(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_string_equal(peer_body(peer_talk_text(server_of(state), &arena, "GET /en HTTP/1.1\r\n" CLOSE "\r\n")),
			    "hello");
	assert_string_equal(peer_body(peer_talk_text(server_of(state), &arena, "GET /en/ HTTP/1.1\r\n" CLOSE "\r\n")),
			    "hello");
	expect_status(state, STR("GET /english HTTP/1.1\r\n" CLOSE "\r\n"), 404);
	assert_non_null(strstr(peer_talk_text(server_of(state), &arena, "GET /en/nowhere HTTP/1.1\r\n" CLOSE "\r\n"),
			       "We cannot find this page"));
	assert_non_null(strstr(peer_talk_text(server_of(state), &arena, "GET /nowhere HTTP/1.1\r\n" CLOSE "\r\n"),
			       "ページが見つかりません"));
}

static void a_parameter_is_one_decoded_segment(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_string_equal(peer_body(peer_talk_text(server_of(state), &arena,
						     "GET /cases/%E7%82%B9%20b?x=1 HTTP/1.1\r\n" CLOSE "\r\n")),
			    "点 b");
	expect_status(state, STR("GET /cases/ HTTP/1.1\r\n" CLOSE "\r\n"), 404);
	expect_status(state, STR("GET /cases/1/2 HTTP/1.1\r\n" CLOSE "\r\n"), 404);
}

static void bad_paths_and_queries_are_refused(void **state)
{
	static const char *const paths[] = {"/%",   "/%4",          "/%zz",  "/%00",    "/%FF",
					    "/%0a", "/cases/a%2Fb", "/?a=%", "/?%ff=1", "/?a=%00"};
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (size_t i = 0; i < COUNT(paths); i++)
		expect_status(state, str_from(arena_printf(&arena, "GET %s HTTP/1.1\r\n" CLOSE "\r\n", paths[i])), 400);
}

static void an_unknown_method_is_told_which_are_known(void **state)
{
	ARENA_SCOPED arena;
	char *reply = NULL;

	arena_init(&arena);
	reply = peer_talk_text(server_of(state), &arena, "DELETE /form HTTP/1.1\r\n" CLOSE "\r\n");
	assert_int_equal(peer_status(reply), 405);
	assert_non_null(strstr(reply, "\r\nAllow: GET, HEAD, POST\r\n"));
	reply = peer_talk_text(server_of(state), &arena, "OPTIONS / HTTP/1.1\r\n" CLOSE "\r\n");
	assert_int_equal(peer_status(reply), 405);
	assert_non_null(strstr(reply, "\r\nAllow: GET, HEAD\r\n"));
	reply = peer_post(server_of(state), &arena, "/", "a=b", STR("a=b"));
	assert_int_equal(peer_status(reply), 405);
	expect_status(state, STR("DELETE /nowhere HTTP/1.1\r\n" CLOSE "\r\n"), 404);
}

static void ambiguous_heads_are_refused(void **state)
{
	expect_status(state, STR("GET / HTTP/1.1\r\n\r\n"), 400);
	expect_status(state, STR("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"), 400);
	expect_status(state,
		      STR("POST /form HTTP/1.1\r\nHost: t\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd"), 400);
	expect_status(state,
		      STR("POST /form HTTP/1.1\r\nHost: t\r\nContent-Length: 3\r\nTransfer-Encoding: "
			  "chunked\r\n\r\n0\r\n\r\n"),
		      400);
	expect_status(state, STR("POST /form HTTP/1.1\r\nHost: t\r\nContent-Length: 3x\r\n\r\nabc"), 400);
	expect_status(state, STR("\0\0\0\0"), 400);
	expect_status(state, STR("GET / HTTP/1.1\r\nHost: t\r\nX: a\0b\r\n\r\n"), 400);
}

static void what_is_too_large_is_refused(void **state)
{
	ARENA_SCOPED arena;
	char *filler = NULL;

	arena_init(&arena);
	filler = arena_alloc(&arena, 20001);
	memset(filler, 'a', 20000);
	expect_status(state, str_from(arena_printf(&arena, "GET /%.5000s HTTP/1.1\r\n" CLOSE "\r\n", filler)), 414);
	expect_status(state, str_from(arena_printf(&arena, "GET /%s", filler)), 414);
	expect_status(state, str_from(arena_printf(&arena, "GET / HTTP/1.1\r\n" CLOSE "X: %s\r\n\r\n", filler)), 431);
	expect_status(state, STR("POST /form HTTP/1.1\r\nHost: t\r\nContent-Length: 300000\r\n\r\n"), 413);
}

static void only_forms_are_posted(void **state)
{
	expect_status(
		state,
		STR("POST /form HTTP/1.1\r\n" CLOSE "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"),
		415);
	expect_status(state, STR("POST /form HTTP/1.1\r\n" CLOSE "Content-Length: 0\r\n\r\n"), 415);
	expect_status(state, STR("POST /form HTTP/1.1\r\n" CLOSE "\r\n"), 411);
}

static void pipelined_requests_are_answered_in_order(void **state)
{
	ARENA_SCOPED arena;
	char *reply = NULL, *second = NULL, *third = NULL;

	arena_init(&arena);
	reply = peer_talk_text(server_of(state), &arena,
			       "GET /cases/one HTTP/1.1\r\nHost: t\r\n\r\nGET /slow HTTP/1.1\r\nHost: t\r\n\r\n"
			       "GET /cases/three HTTP/1.1\r\n" CLOSE "\r\n");
	assert_non_null(strstr(reply, "\r\n\r\noneHTTP/1.1 200"));
	second = strstr(reply, "at lastHTTP/1.1 200");
	assert_non_null(second);
	third = strstr(second, "\r\n\r\nthree");
	assert_non_null(third);
}

static void a_slow_head_or_body_is_cut_off(void **state)
{
	ARENA_SCOPED arena;
	int fd = peer_connect(server_of(state));

	arena_init(&arena);
	/* A byte now and then does not help: the deadline is for the whole head. */
	for (int i = 0; i < 100 && peer_send(fd, STR("A")); i++) {
		char byte = 0;

		if (recv(fd, &byte, 1, MSG_DONTWAIT | MSG_PEEK) >= 0)
			break;
		usleep(20000);
	}
	assert_int_equal(peer_status(peer_read_all(&arena, fd)), 408);
	close(fd);
	expect_status(state, STR("POST /form HTTP/1.1\r\nHost: t\r\nContent-Length: 5\r\n\r\nab"), 408);
}

static void an_idle_connection_is_closed_without_a_word(void **state)
{
	ARENA_SCOPED arena;
	int fd = peer_connect(server_of(state));

	arena_init(&arena);
	assert_string_equal(peer_read_all(&arena, fd), "");
	close(fd);
}

static void half_a_request_and_the_end_is_a_bad_request(void **state)
{
	ARENA_SCOPED arena;
	int fd = peer_connect(server_of(state));

	arena_init(&arena);
	peer_send(fd, STR("POST /form HTTP/1.1\r\nHost: t\r\nContent-Length: 50\r\n\r\nab"));
	shutdown(fd, SHUT_WR);
	assert_int_equal(peer_status(peer_read_all(&arena, fd)), 400);
	close(fd);
}

static void a_client_that_leaves_early_harms_nobody(void **state)
{
	int fd = peer_connect(server_of(state));

	peer_send(fd, STR("GET /slow HTTP/1.1\r\nHost: t\r\n\r\n"));
	close(fd);
	expect_status(state, STR("GET /slow HTTP/1.1\r\n" CLOSE "\r\n"), 200);
}

static void a_body_is_awaited_with_100_when_asked(void **state)
{
	ARENA_SCOPED arena;
	int fd = peer_connect(server_of(state));
	char word[26] = "";

	arena_init(&arena);
	peer_send(fd, STR("POST /form HTTP/1.1\r\n" CLOSE "Expect: 100-continue\r\nContent-Length: 2\r\n"
			  "Content-Type: application/x-www-form-urlencoded\r\n\r\n"));
	assert_int_equal(recv(fd, word, 25, MSG_WAITALL), 25);
	assert_string_equal(word, "HTTP/1.1 100 Continue\r\n\r\n");
	peer_send(fd, STR("ab"));
	assert_int_equal(peer_status(peer_read_all(&arena, fd)), 403);
	close(fd);
}

static void the_server_counts_what_it_does(void **state)
{
	ARENA_SCOPED arena;
	char *reply = NULL;

	arena_init(&arena);
	reply = peer_talk_text(server_of(state), &arena, "GET /metrics HTTP/1.1\r\n" CLOSE "\r\n");
	assert_non_null(strstr(reply, "tenken_web_replies_total{class=\"4xx\"} "));
	assert_non_null(strstr(reply, "tenken_web_request_seconds_bucket{le=\"+Inf\"} "));
	assert_non_null(strstr(reply, "\ntenken_web_connections_open "));
}

static void redirects_stay_at_home(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_non_null(strstr(peer_talk_text(server_of(state), &arena, "GET /moved?to=/my HTTP/1.1\r\n" CLOSE "\r\n"),
			       "\r\nLocation: /my\r\n"));
	assert_non_null(
		strstr(peer_talk_text(server_of(state), &arena, "GET /en/moved?to=/my HTTP/1.1\r\n" CLOSE "\r\n"),
		       "\r\nLocation: /en/my\r\n"));
	assert_non_null(strstr(
		peer_talk_text(server_of(state), &arena, "GET /moved?to=//evil.example HTTP/1.1\r\n" CLOSE "\r\n"),
		"\r\nLocation: /\r\n"));
	assert_non_null(strstr(peer_talk_text(server_of(state), &arena,
					      "GET /moved?to=/a%0d%0aSet-Cookie:x HTTP/1.1\r\n" CLOSE "\r\n"),
			       "\r\nLocation: /\r\n"));
}

int test_server(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_page_is_served_with_every_security_header),
		cmocka_unit_test(head_is_get_without_its_body),
		cmocka_unit_test(english_stands_before_the_path),
		cmocka_unit_test(a_parameter_is_one_decoded_segment),
		cmocka_unit_test(bad_paths_and_queries_are_refused),
		cmocka_unit_test(an_unknown_method_is_told_which_are_known),
		cmocka_unit_test(ambiguous_heads_are_refused),
		cmocka_unit_test(what_is_too_large_is_refused),
		cmocka_unit_test(only_forms_are_posted),
		cmocka_unit_test(pipelined_requests_are_answered_in_order),
		cmocka_unit_test_setup_teardown(a_slow_head_or_body_is_cut_off, start_hasty, stop),
		cmocka_unit_test_setup_teardown(an_idle_connection_is_closed_without_a_word, start_hasty, stop),
		cmocka_unit_test(half_a_request_and_the_end_is_a_bad_request),
		cmocka_unit_test(a_client_that_leaves_early_harms_nobody),
		cmocka_unit_test(a_body_is_awaited_with_100_when_asked),
		cmocka_unit_test(the_server_counts_what_it_does),
		cmocka_unit_test(redirects_stay_at_home),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
