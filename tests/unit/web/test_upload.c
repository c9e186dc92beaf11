/* SPDX-License-Identifier: Apache-2.0 */
/* A form with files: who may send one, and who may hold one of the few places for large bodies. */
#include <string.h>
#include <unistd.h>

#include "test.h"
#include "unit/web/web_peer.h"
#include "web/http_head.h"

#define LARGE  (HTTP_BODY_MAX + 1000)
#define PLACES 4

static int start(void **state)
{
	static struct peer_server peer;

	peer_start(&peer, (struct server_options){.head_ms = 0});
	*state = &peer;
	return 0;
}

static int stop(void **state)
{
	peer_stop(*state);
	return 0;
}

static struct str head(struct arena *arena, const char *session, const char *type, size_t size)
{
	return str_from(arena_printf(arena,
				     "POST /files HTTP/1.1\r\nHost: t\r\nConnection: close\r\nCookie: session=%s\r\n"
				     "Content-Type: %s\r\nContent-Length: %zu\r\n\r\n",
				     session, type, size));
}

/* A form with this token and a file of this many bytes. */
static struct str form(struct arena *arena, const char *token, size_t size)
{
	char *file = arena_alloc(arena, size + 1);

	memset(file, 'a', size);
	return str_from(arena_printf(arena,
				     "--b\r\nContent-Disposition: form-data; name=\"form_token\"\r\n\r\n%s\r\n--b\r\n"
				     "Content-Disposition: form-data; name=\"file\"; filename=\"a.xml\"\r\n"
				     "Content-Type: text/xml\r\n\r\n%s\r\n--b--\r\n",
				     token, file));
}

static char *hand_over(void **state, struct arena *arena, const char *session, const char *token, size_t size)
{
	struct str body = form(arena, token, size),
		   start = head(arena, session, "multipart/form-data; boundary=b", body.n);

	return peer_talk(*state, arena, str_from(arena_printf(arena, "%s%s", start.p, body.p)));
}

static const char *token_of(void **state, struct arena *arena, const char *session)
{
	return peer_body(peer_talk_text(*state, arena,
					arena_printf(arena,
						     "GET /files HTTP/1.1\r\nHost: t\r\nConnection: close\r\n"
						     "Cookie: session=%s\r\n\r\n",
						     session)));
}

static void a_file_comes_with_the_token_of_its_form(void **state)
{
	static const size_t sizes[] = {1, 1000, LARGE, 3 * 1024 * 1024};
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (size_t i = 0; i < COUNT(sizes); i++) {
		char *reply = hand_over(state, &arena, "diagnosis", token_of(state, &arena, "diagnosis"), sizes[i]);
		assert_int_equal(peer_status(reply), 200);
		assert_string_equal(peer_body(reply),
				    arena_printf(&arena, "1 files, the first of %zu bytes", sizes[i]));
	}
	assert_int_equal(peer_status(hand_over(state, &arena, "diagnosis", "no-token", 10)), 403);
	assert_int_equal(peer_status(hand_over(state, &arena, "diagnosis", "no-token", LARGE)), 403);
}

static void what_is_too_large_or_no_form_is_refused(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(peer_status(peer_talk(
				 *state, &arena,
				 head(&arena, "diagnosis", "multipart/form-data; boundary=b", HTTP_UPLOAD_MAX + 1))),
			 413);
	assert_int_equal(peer_status(peer_talk(
				 *state, &arena,
				 str_from(arena_printf(&arena, "%s{}", head(&arena, "diagnosis", "text/xml", 2).p)))),
			 415);
}

/* They are refused by their head, before a byte of the file. */
static void who_may_hand_over_nothing_holds_no_place(void **state)
{
	static const char *const sessions[] = {"visitor", "company", "expert", "tokyo"};
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (size_t i = 0; i < 3 * COUNT(sessions); i++) {
		char *reply = peer_talk(
			*state, &arena,
			head(&arena, sessions[i % COUNT(sessions)], "multipart/form-data; boundary=b", LARGE));
		assert_int_equal(peer_status(reply), 403);
	}
	assert_int_equal(
		peer_status(peer_talk(*state, &arena,
				      head(&arena, "store-is-down", "multipart/form-data; boundary=b", LARGE))),
		503);
}

static void more_than_there_are_places_for_are_told_to_come_again(void **state)
{
	const char *token;
	int held[PLACES];
	ARENA_SCOPED arena;

	arena_init(&arena);
	token = token_of(state, &arena, "diagnosis");
	for (size_t i = 0; i < PLACES; i++) {
		struct str begun = str_from(arena_printf(
			&arena, "%s-",
			head(&arena, "diagnosis", "multipart/form-data; boundary=b\r\nExpect: 100-continue", LARGE).p));
		char answer[64];
		held[i] = peer_connect(*state);
		assert_true(peer_send(held[i], begun));
		assert_true(read(held[i], answer, sizeof(answer)) > 0); /* it was let in */
		assert_memory_equal(answer, "HTTP/1.1 100", 12);
	}
	assert_int_equal(peer_status(hand_over(state, &arena, "diagnosis", token, LARGE)), 503);
	assert_int_equal(peer_status(hand_over(state, &arena, "diagnosis", token, 1000)), 200); /* needs none */
	for (size_t i = 0; i < PLACES; i++)
		close(held[i]);
	for (int tries = 0; peer_status(hand_over(state, &arena, "diagnosis", token, LARGE)) != 200; tries++)
		assert_true(tries < 100 && !usleep(20000));
}

int test_upload(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_file_comes_with_the_token_of_its_form),
		cmocka_unit_test(what_is_too_large_or_no_form_is_refused),
		cmocka_unit_test(who_may_hand_over_nothing_holds_no_place),
		cmocka_unit_test(more_than_there_are_places_for_are_told_to_come_again),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
