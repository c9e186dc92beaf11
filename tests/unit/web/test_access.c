/* SPDX-License-Identifier: Apache-2.0 */
/* Who may open what, and which POST counts. */
#include <stdio.h>
#include <string.h>

#include "test.h"
#include "unit/web/web_peer.h"

#define CLOSE "Host: t\r\nConnection: close\r\n"

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

static const enum role roles[] = {ROLE_VISITOR, ROLE_COMPANY,   ROLE_SECRETARIAT,  ROLE_TOKYO,
				  ROLE_EXPERT,  ROLE_DIAGNOSIS, ROLE_ADMINISTRATOR};

static void every_role_opens_exactly_its_routes(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (size_t i = 0; i < peer_route_count; i++)
		for (size_t j = 0; j < COUNT(roles); j++) {
			const struct route *route = &peer_routes[i];
			int expected = route->roles & roles[j] ? 200 : roles[j] == ROLE_VISITOR ? 303 : 403;
			char *reply = NULL;

			if (route->method != METHOD_GET || strcmp(route->pattern, "/moved") == 0)
				continue;
			reply = peer_talk_text(*state, &arena,
					       arena_printf(&arena,
							    "GET %s HTTP/1.1\r\n" CLOSE "Cookie: session=%s\r\n\r\n",
							    route->pattern, role_name(roles[j])));
			if (peer_status(reply) != expected)
				fail_msg("%s as %s gave %d", route->pattern, role_name(roles[j]), peer_status(reply));
		}
}

static void what_machines_of_the_house_ask_is_not_there_through_a_front(void **state)
{
	static const char *const marks[] = {"Forwarded: for=192.0.2.1",    "Via: 1.1 front",
					    "X-Real-IP: 192.0.2.1",        "x-forwarded-for: 192.0.2.1",
					    "X-Forwarded-Host: a.example", "X-Forwarded-Proto: https"};
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(peer_status(peer_talk_text(*state, &arena, "GET /metrics HTTP/1.1\r\n" CLOSE "\r\n")), 200);
	for (size_t i = 0; i < COUNT(marks); i++) {
		char *asked = arena_printf(&arena, "GET /metrics HTTP/1.1\r\n" CLOSE "%s\r\n\r\n", marks[i]);

		if (peer_status(peer_talk_text(*state, &arena, asked)) != 404)
			fail_msg("/metrics is there with \"%s\"", marks[i]);
	}
}

static void a_page_knows_who_asks_through_a_front(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_string_equal(peer_body(peer_talk_text(*state, &arena, "GET /client HTTP/1.1\r\n" CLOSE "\r\n")), "");
	assert_string_equal(peer_body(peer_talk_text(*state, &arena,
						     "GET /client HTTP/1.1\r\n" CLOSE
						     "X-Forwarded-For: 192.0.2.1, 2001:db8::7\r\n\r\n")),
			    "2001:db8::/64");
}

/* A page of ours must hold no link that a browser takes for another host. */
static void a_path_that_leads_away_is_refused(void **state)
{
	static const char *const paths[] = {"//evil.example/x",
					    "/en//evil.example/x",
					    "/%5Cevil.example",
					    "/en/%5Cevil.example",
					    "/en/%5c/evil.example",
					    "///",
					    "/a%5Cb"};
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (size_t i = 0; i < COUNT(paths); i++) {
		char *reply = peer_talk_text(*state, &arena,
					     arena_printf(&arena, "GET %s HTTP/1.1\r\n" CLOSE "\r\n", paths[i]));

		if (peer_status(reply) != 400 || strstr(reply, "evil"))
			fail_msg("%s gave %d", paths[i], peer_status(reply));
	}
}

static void a_visitor_is_led_to_the_door_and_back(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_non_null(strstr(peer_talk_text(*state, &arena, "GET /en/desk?page=2&x=%2F HTTP/1.1\r\n" CLOSE "\r\n"),
			       "\r\nLocation: /en/sign-in?next=/desk%3Fpage%3D2%26x%3D%252F\r\n"));
}

static void an_unknown_session_is_a_visitor(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(peer_status(peer_talk_text(*state, &arena,
						    "GET /desk HTTP/1.1\r\n" CLOSE "Cookie: session=stolen\r\n\r\n")),
			 303);
}

static void a_store_that_is_away_is_said_so(void **state)
{
	ARENA_SCOPED arena;
	char *reply = NULL;

	arena_init(&arena);
	reply = peer_talk_text(*state, &arena, "GET /desk HTTP/1.1\r\n" CLOSE "Cookie: session=store-is-down\r\n\r\n");
	assert_int_equal(peer_status(reply), 503);
	assert_non_null(strstr(reply, "\r\nRetry-After: "));
	assert_null(strstr(reply, "the store is down"));
}

/* The body of GET /form is a token; *ret_cookie becomes what to send back. */
static char *fetch_token(void **state, struct arena *arena, const char *cookie, const char **ret_cookie)
{
	char *reply = peer_talk_text(*state, arena,
				     arena_printf(arena, "GET /form HTTP/1.1\r\n" CLOSE "Cookie: %s\r\n\r\n", cookie));
	char *set = strstr(reply, "\r\nSet-Cookie: visitor=");

	assert_int_equal(peer_status(reply), 200);
	if (set) {
		*ret_cookie = arena_printf(arena, "%.*s", (int)strcspn(set + 14, ";"), set + 14);
		assert_non_null(strstr(set, "; Path=/; Max-Age=86400; HttpOnly; SameSite=Lax\r\n"));
	}
	return arena_strdup(arena, peer_body(reply));
}

static char *post_token(void **state, struct arena *arena, const char *cookie, const char *token)
{
	return peer_post(*state, arena, "/form", cookie,
			 str_from(arena_printf(arena, "form_token=%s&name=%%E7%%82%%B9+a", token)));
}

static void a_form_of_ours_is_accepted_and_named(void **state)
{
	ARENA_SCOPED arena;
	const char *cookie = "", *token = NULL;
	char *first = NULL, *again = NULL;

	arena_init(&arena);
	token = fetch_token(state, &arena, "", &cookie);
	first = post_token(state, &arena, cookie, token);
	assert_int_equal(peer_status(first), 200);
	assert_non_null(strstr(first, "name=点 a fields=2"));
	assert_non_null(strstr(first, arena_printf(&arena, "nonce=%.22s ", token)));
	/* A replay is the same form again and has the same name: the use case knows it by that. */
	again = post_token(state, &arena, cookie, token);
	assert_string_equal(peer_body(again), peer_body(first));
}

static void a_missing_forged_or_foreign_token_is_refused(void **state)
{
	ARENA_SCOPED arena;
	const char *cookie = "", *other = "";
	char *token = NULL, *page = NULL;

	arena_init(&arena);
	token = fetch_token(state, &arena, "", &cookie);
	fetch_token(state, &arena, "", &other);
	assert_string_not_equal(cookie, other);
	page = peer_post(*state, &arena, "/form", cookie, STR("name=a"));
	assert_int_equal(peer_status(page), 403);
	assert_non_null(strstr(page, "href=\"/form\""));
	assert_int_equal(peer_status(post_token(state, &arena, other, token)), 403);
	assert_int_equal(peer_status(post_token(state, &arena, "", token)), 403);
	assert_int_equal(peer_status(post_token(state, &arena, "session=tokyo", token)), 403);
	token[40] = token[40] == 'A' ? 'B' : 'A';
	assert_int_equal(peer_status(post_token(state, &arena, cookie, token)), 403);
	assert_int_equal(peer_status(post_token(state, &arena, cookie, "AAAA")), 403);
}

static void a_session_binds_its_forms(void **state)
{
	ARENA_SCOPED arena;
	const char *none = NULL;
	char *token = NULL;

	arena_init(&arena);
	token = fetch_token(state, &arena, "session=tokyo", &none);
	assert_null(none);
	assert_int_equal(peer_status(post_token(state, &arena, "session=tokyo", token)), 200);
	assert_int_equal(peer_status(post_token(state, &arena, "session=expert", token)), 403);
}

static int post_from(void **state, struct arena *arena, const char *cookie, const char *token, const char *headers)
{
	const char *body = arena_printf(arena, "form_token=%s", token);

	return peer_status(
		peer_talk_text(*state, arena,
			       arena_printf(arena,
					    "POST /form HTTP/1.1\r\n" CLOSE
					    "Cookie: %s\r\n%sContent-Type: application/x-www-form-urlencoded; "
					    "charset=UTF-8\r\nContent-Length: %zu\r\n\r\n%s",
					    cookie, headers, strlen(body), body)));
}

static void a_form_on_a_foreign_page_is_refused(void **state)
{
	ARENA_SCOPED arena;
	const char *cookie = "", *token = NULL;

	arena_init(&arena);
	token = fetch_token(state, &arena, "", &cookie);
	assert_int_equal(post_from(state, &arena, cookie, token, "Origin: http://t\r\nSec-Fetch-Site: same-origin\r\n"),
			 200);
	assert_int_equal(post_from(state, &arena, cookie, token, "Origin: https://tenken.example\r\n"), 200);
	assert_int_equal(post_from(state, &arena, cookie, token, "Origin: https://evil.example\r\n"), 403);
	assert_int_equal(post_from(state, &arena, cookie, token, "Origin: null\r\n"), 403);
	assert_int_equal(post_from(state, &arena, cookie, token, "Sec-Fetch-Site: cross-site\r\n"), 403);
	assert_int_equal(post_from(state, &arena, cookie, token, "Sec-Fetch-Site: same-site\r\n"), 403);
}

static void bad_fields_are_refused(void **state)
{
	static const char *const bodies[] = {"a=%", "a=%f", "a=%00", "a=%ff", "%c0%80=1", "a=\xe3\x81"};
	ARENA_SCOPED arena;
	char *many = NULL;

	arena_init(&arena);
	for (size_t i = 0; i < COUNT(bodies); i++)
		assert_int_equal(peer_status(peer_post(*state, &arena, "/form", "", str_from(bodies[i]))), 400);
	assert_int_equal(peer_status(peer_post(*state, &arena, "/form", "", STR("a=\0b"))), 400);
	many = arena_alloc(&arena, 40001);
	for (size_t i = 0; i < 10000; i++)
		memcpy(many + 4 * i, "a=b&", 4);
	assert_int_equal(peer_status(peer_post(*state, &arena, "/form", "", str_of(many, 40000))), 413);
}

static void behind_tls_cookies_are_bound_to_it(void **state)
{
	ARENA_SCOPED arena;
	struct peer_server peer;
	char *reply = NULL;

	arena_init(&arena);
	peer_start(&peer, (struct server_options){.tls_front = true});
	reply = peer_talk_text(&peer, &arena, "GET /form HTTP/1.1\r\n" CLOSE "\r\n");
	assert_non_null(strstr(reply, "\r\nStrict-Transport-Security: max-age="));
	assert_non_null(strstr(reply, "\r\nSet-Cookie: __Host-visitor="));
	assert_non_null(strstr(reply, "; HttpOnly; SameSite=Lax; Secure\r\n"));
	reply = peer_talk_text(&peer, &arena, "GET /approve HTTP/1.1\r\n" CLOSE "Cookie: __Host-session=tokyo\r\n\r\n");
	assert_int_equal(peer_status(reply), 200);
	/* A neighbouring host could have planted this one. */
	reply = peer_talk_text(&peer, &arena, "GET /approve HTTP/1.1\r\n" CLOSE "Cookie: session=tokyo\r\n\r\n");
	assert_int_equal(peer_status(reply), 303);
	peer_stop(&peer);
}

int test_access(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_role_opens_exactly_its_routes),
		cmocka_unit_test(what_machines_of_the_house_ask_is_not_there_through_a_front),
		cmocka_unit_test(a_page_knows_who_asks_through_a_front),
		cmocka_unit_test(a_path_that_leads_away_is_refused),
		cmocka_unit_test(a_visitor_is_led_to_the_door_and_back),
		cmocka_unit_test(an_unknown_session_is_a_visitor),
		cmocka_unit_test(a_store_that_is_away_is_said_so),
		cmocka_unit_test(a_form_of_ours_is_accepted_and_named),
		cmocka_unit_test(a_missing_forged_or_foreign_token_is_refused),
		cmocka_unit_test(a_session_binds_its_forms),
		cmocka_unit_test(a_form_on_a_foreign_page_is_refused),
		cmocka_unit_test(bad_fields_are_refused),
		cmocka_unit_test(behind_tls_cookies_are_bound_to_it),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
