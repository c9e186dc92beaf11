/* SPDX-License-Identifier: Apache-2.0 */
/* Too much, too slow, and the end. */
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "test.h"
#include "unit/web/web_peer.h"

#define SLOW "GET /slow HTTP/1.1\r\nHost: t\r\n\r\n"

static void one_connection_too_many_is_turned_away(void **state)
{
	ARENA_SCOPED arena;
	struct peer_server peer;
	int first = -1, second = -1;

	arena_init(&arena);
	peer_start(&peer, (struct server_options){.connections_max = 1});
	first = peer_connect(&peer);
	peer_send(first, STR("GET"));
	second = peer_connect(&peer);
	assert_int_equal(peer_status(peer_read_all(&arena, second)), 503);
	close(second);
	peer_send(first, STR(" / HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n"));
	assert_int_equal(peer_status(peer_read_all(&arena, first)), 200);
	close(first);
	peer_stop(&peer);
}

static bool is_served(struct arena *arena, const struct peer_server *peer, int fd)
{
	peer_send(fd, STR("GET / HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n"));
	return peer_status(peer_read_all(arena, fd)) == 200;
}

static void the_oldest_idle_connection_gives_way(void **state)
{
	ARENA_SCOPED arena;
	struct peer_server peer;
	int fds[5];

	arena_init(&arena);
	peer_start(&peer, (struct server_options){.connections_max = 4, .connections_of_one = 4, .first_ms = 60000});
	for (size_t i = 0; i < COUNT(fds); i++)
		fds[i] = peer_connect(&peer);
	assert_true(is_served(&arena, &peer, fds[4]));
	assert_string_equal(peer_read_all(&arena, fds[0]), "");
	for (size_t i = 1; i < 4; i++)
		assert_true(is_served(&arena, &peer, fds[i]));
	for (size_t i = 0; i < COUNT(fds); i++)
		close(fds[i]);
	peer_stop(&peer);
}

static void one_address_cannot_hold_all_connections(void **state)
{
	ARENA_SCOPED arena;
	struct peer_server peer;
	int fds[3];

	arena_init(&arena);
	peer_start(&peer, (struct server_options){.connections_max = 100, .connections_of_one = 2});
	for (size_t i = 0; i < 2; i++) {
		fds[i] = peer_connect(&peer);
		peer_send(fds[i], STR("GET")); /* it has begun to ask: it does not give way */
	}
	fds[2] = peer_connect(&peer);
	assert_int_equal(peer_status(peer_read_all(&arena, fds[2])), 503);
	for (size_t i = 0; i < COUNT(fds); i++)
		close(fds[i]);
	peer_stop(&peer);
}

static void a_front_on_this_machine_may_hold_more(void **state)
{
	ARENA_SCOPED arena;
	struct peer_server peer;
	int fds[3];

	arena_init(&arena);
	peer_start(&peer, (struct server_options){.connections_max = 100, .connections_of_one = 2, .tls_front = true});
	for (size_t i = 0; i < COUNT(fds); i++) {
		fds[i] = peer_connect(&peer);
		peer_send(fds[i], STR("GET"));
	}
	peer_send(fds[2], STR(" / HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n"));
	assert_int_equal(peer_status(peer_read_all(&arena, fds[2])), 200);
	for (size_t i = 0; i < COUNT(fds); i++)
		close(fds[i]);
	peer_stop(&peer);
}

static void one_who_says_nothing_at_first_is_let_go(void **state)
{
	ARENA_SCOPED arena;
	struct peer_server peer;
	int silent, known;

	arena_init(&arena);
	peer_start(&peer, (struct server_options){.first_ms = 200, .idle_ms = 60000});
	known = peer_connect(&peer);
	peer_send(known, STR("HEAD / HTTP/1.1\r\nHost: t\r\n\r\n"));
	assert_true(recv(known, (char[4096]){0}, 4096, 0) > 0);
	silent = peer_connect(&peer);
	assert_string_equal(peer_read_all(&arena, silent), "");
	assert_true(is_served(&arena, &peer, known));
	close(silent);
	close(known);
	peer_stop(&peer);
}

static void a_full_queue_is_said_so(void **state)
{
	enum { CLIENTS = 6 };
	ARENA_SCOPED arena;
	struct peer_server peer;
	int fds[CLIENTS], shed = 0, served = 0;

	arena_init(&arena);
	peer_start(&peer, (struct server_options){.worker_threads = 1, .queue_max = 1});
	for (int i = 0; i < CLIENTS; i++) {
		fds[i] = peer_connect(&peer);
		peer_send(fds[i], STR("GET /slow HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n"));
	}
	for (int i = 0; i < CLIENTS; i++) {
		char *reply = peer_read_all(&arena, fds[i]);

		shed += peer_status(reply) == 503 && strstr(reply, "\r\nRetry-After: 5\r\n");
		served += peer_status(reply) == 200;
		close(fds[i]);
	}
	assert_int_equal(shed + served, CLIENTS);
	assert_true(shed > 0);
	assert_true(served > 0);
	peer_stop(&peer);
}

#define APART "GET /apart HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n"
#define FIRST "GET /apart?first=1 HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n"

static int ask(const struct peer_server *peer, const char *request)
{
	int fd = peer_connect(peer);

	peer_send(fd, str_from(request));
	usleep(20000); /* so that one is taken after the other */
	return fd;
}

static bool is_answered(int fd)
{
	char byte;

	return recv(fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) > 0;
}

static int turn_of(struct arena *arena, int fd)
{
	char *reply = peer_read_all(arena, fd);
	int turn = 0;

	close(fd);
	assert_int_equal(peer_status(reply), 200);
	assert_int_equal(sscanf(peer_body(reply), "turn %d", &turn), 1);
	return turn;
}

static void work_that_is_done_apart_holds_up_no_page(void **state)
{
	ARENA_SCOPED arena;
	struct peer_server peer;
	int fds[5];
	int before = 0;

	arena_init(&arena);
	peer_start(&peer, (struct server_options){.worker_threads = 1, .apart_threads = 1, .apart_queue_max = 8});
	for (size_t i = 0; i < COUNT(fds); i++)
		fds[i] = ask(&peer, APART);
	assert_int_equal(
		peer_status(peer_talk_text(&peer, &arena, "GET / HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n")),
		200);
	assert_false(is_answered(fds[4]));
	for (size_t i = 0; i < COUNT(fds); i++) {
		int turn = turn_of(&arena, fds[i]);

		assert_true(turn > before);
		before = turn;
	}
	peer_stop(&peer);
}

static void when_too_many_wait_apart_strangers_are_told_so_at_once(void **state)
{
	ARENA_SCOPED arena;
	struct peer_server peer;
	int running, waiting, stranger, known;
	char *reply;

	arena_init(&arena);
	peer_start(&peer, (struct server_options){.apart_threads = 1, .apart_queue_max = 1});
	running = ask(&peer, APART);
	waiting = ask(&peer, APART);
	stranger = ask(&peer, APART);
	known = ask(&peer, FIRST);
	reply = peer_read_all(&arena, stranger);
	assert_int_equal(peer_status(reply), 503);
	assert_non_null(strstr(reply, "\r\nRetry-After: 5\r\n"));
	assert_false(is_answered(waiting));
	close(stranger);
	assert_true(turn_of(&arena, known) < turn_of(&arena, waiting));
	turn_of(&arena, running);
	peer_stop(&peer);
}

static void what_is_done_apart_is_answered_after_the_stop(void **state)
{
	ARENA_SCOPED arena;
	struct peer_server peer;
	int running, waiting;

	arena_init(&arena);
	peer_start(&peer, (struct server_options){.apart_threads = 1});
	running = ask(&peer, APART);
	waiting = ask(&peer, APART);
	server_stop(peer.server);
	assert_true(turn_of(&arena, running) < turn_of(&arena, waiting));
	peer_stop(&peer);
}

static void what_was_asked_before_the_stop_is_answered(void **state)
{
	ARENA_SCOPED arena;
	struct peer_server peer;
	int working = -1, idle = -1;
	char *reply = NULL;

	arena_init(&arena);
	peer_start(&peer, (struct server_options){.head_ms = 0});
	idle = peer_connect(&peer);
	/* The first answer shows that the server has taken the connection and holds it idle. */
	peer_send(idle, STR("HEAD / HTTP/1.1\r\nHost: t\r\n\r\n"));
	assert_true(recv(idle, (char[4096]){0}, 4096, 0) > 0);
	working = peer_connect(&peer);
	peer_send(working, STR(SLOW));
	usleep(50000);
	server_stop(peer.server);
	server_stop(peer.server);
	reply = peer_read_all(&arena, working);
	assert_int_equal(peer_status(reply), 200);
	assert_non_null(strstr(reply, "\r\nConnection: close\r\n"));
	assert_string_equal(peer_body(reply), "at last");
	assert_string_equal(peer_read_all(&arena, idle), "");
	close(working);
	close(idle);
	peer_stop(&peer);
}

static void the_grace_ends(void **state)
{
	struct peer_server peer;
	int fd = -1;

	peer_start(&peer, (struct server_options){.grace_ms = 50});
	fd = peer_connect(&peer);
	peer_send(fd, STR("POST /form HTTP/1.1\r\nHost: t\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n"));
	assert_true(recv(fd, (char[64]){0}, 25, 0) > 0);
	peer_stop(&peer);
	close(fd);
}

static void a_reader_that_never_reads_is_let_go(void **state)
{
	ARENA_SCOPED arena;
	struct peer_server peer;
	int fd = -1, small = 1024;

	arena_init(&arena);
	peer_start(&peer, (struct server_options){.write_ms = 200});
	fd = peer_connect(&peer);
	setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &small, sizeof(small));
	for (int i = 0; i < 20000; i++)
		if (send(fd, "GET /metrics HTTP/1.1\r\nHost: t\r\n\r\n", 34, MSG_NOSIGNAL | MSG_DONTWAIT) <= 0)
			break;
	for (int i = 0; i < 200; i++) {
		char *reply =
			peer_talk_text(&peer, &arena, "GET /metrics HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n");

		if (strstr(reply, "\ntenken_web_deadlines_missed_total 1\n"))
			break;
		assert_true(i < 199);
		usleep(50000);
	}
	close(fd);
	peer_stop(&peer);
}

static void unusable_options_are_refused_with_the_reason(void **state)
{
	static const char *const bad[] = {"localhost:80", "127.0.0.1", ":80", "[::1]", "127.0.0.1:99999", "[::1]:http"};
	static const struct route twice[] = {{METHOD_GET, "/", ROLE_ANY, NULL}};
	struct office office = {.base_url = ""};
	struct server *server = NULL;
	struct fault why = {.text = ""};

	for (size_t i = 0; i < COUNT(bad); i++) {
		struct server_options options = {.office = &office, .addresses = &bad[i], .address_count = 1};

		assert_int_equal(server_new(&options, &server, &why), ERR_INVALID);
		assert_non_null(strstr(why.text, bad[i]));
	}
	assert_int_equal(server_new(&(struct server_options){.office = &office, .fronts = "nginx"}, &server, &why),
			 ERR_INVALID);
	assert_non_null(strstr(why.text, "nginx"));
	assert_int_equal(server_new(&(struct server_options){.office = &office, .routes = twice, .route_count = 1},
				    &server, &why),
			 ERR_INVALID);
	assert_null(server);
}

int test_overload(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_connection_too_many_is_turned_away),
		cmocka_unit_test(the_oldest_idle_connection_gives_way),
		cmocka_unit_test(one_address_cannot_hold_all_connections),
		cmocka_unit_test(a_front_on_this_machine_may_hold_more),
		cmocka_unit_test(one_who_says_nothing_at_first_is_let_go),
		cmocka_unit_test(a_full_queue_is_said_so),
		cmocka_unit_test(work_that_is_done_apart_holds_up_no_page),
		cmocka_unit_test(when_too_many_wait_apart_strangers_are_told_so_at_once),
		cmocka_unit_test(what_is_done_apart_is_answered_after_the_stop),
		cmocka_unit_test(what_was_asked_before_the_stop_is_answered),
		cmocka_unit_test(the_grace_ends),
		cmocka_unit_test(a_reader_that_never_reads_is_let_go),
		cmocka_unit_test(unusable_options_are_refused_with_the_reason),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
