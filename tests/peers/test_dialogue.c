/* SPDX-License-Identifier: Apache-2.0 */
/* Rude servers where a service with a dialogue of its own is expected: each costs its own time and no more, and nothing
 * is told of it that it did not say. */
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "diagnosis/service/dialogue_table.h"
#include "peer.h"
#include "probing.h"
#include "test.h"

#define PORTS_MAX 40
#define FIRST     1024 /* below, a port needs root */

/* ---- ways to be rude ---- */

static void peer_says_garbage(struct peer *peer, int fd)
{
	unsigned char bytes[1500];

	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (unsigned char)(200 + i * 167 + i / 7);
	if (peer_listen(peer, fd, 500) && peer_say(peer, fd, bytes, sizeof(bytes)))
		peer_is_silent(peer, fd);
}

/* The first bytes of an answer of each of several protocols, and lengths of four gigabytes. */
static void peer_lies(struct peer *peer, int fd)
{
	static const char lies[] = "+PONG\r\n$4294967295\r\n\x30\x84\xff\xff\xff\xff\xff\xff\xff\x7f\x04\x01\xff\xff";
	static const size_t starts[] = {0, 7, 20, 26, 30};
	size_t start = starts[(size_t)peer->connections % COUNT(starts)];

	if (peer_listen(peer, fd, 500) && peer_say(peer, fd, lies + start, sizeof(lies) - 1 - start))
		peer_is_silent(peer, fd);
}

static void peer_sends_a_gigabyte(struct peer *peer, int fd)
{
	static const char piece[65536];
	bool is_here = peer_listen(peer, fd, 500);

	for (int i = 0; is_here && i < 16384; i++)
		is_here = peer_say(peer, fd, piece, sizeof(piece));
}

/* Greets as the service of its port does, then claims lengths that never come. */
static void peer_greets_and_lies(struct peer *peer, int fd)
{
	const char *greeting = peer->ports[0] == 2222 ? "SSH-2.0-rude\r\n" : "RFB 003.008\n";

	if (peer_say(peer, fd, greeting, strlen(greeting)) && peer_listen(peer, fd, 2000) &&
	    peer_say(peer, fd, "\xff\xff\xff\xff\xff\xff", 6))
		peer_is_silent(peer, fd);
}

/* ---- all dialogues at once ---- */

struct scene {
	struct peer peers[PORTS_MAX];
	struct probing probing;
	uint16_t ports[PORTS_MAX];
};

/* Those who keep a session to its end get a second, so that all ends in a minute (probing.h); others time to spare. */
static struct scene *probe_all(void (*serve)(struct peer *, int), int session_ms)
{
	struct scene *scene = calloc(1, sizeof(*scene));

	assert_non_null(scene);
	for (const struct dialogue *const *row = dialogue_table; *row; row++)
		for (const uint16_t *port = (*row)->ports; *port; port++)
			if ((*row)->manner == DIALOGUE_ASKED && *port >= FIRST &&
			    scene->probing.port_count < PORTS_MAX &&
			    peer_start_on(&scene->peers[scene->probing.port_count], "127.0.0.1", *port, serve))
				scene->ports[scene->probing.port_count++] = *port;
	scene->probing.ports = scene->ports;
	scene->probing.session_ms = session_ms;
	probing_run(&scene->probing);
	assert_int_equal(scene->probing.exit_status, 0);
	assert_string_equal(probing_text(&scene->probing, "probe.end", 0, "reason"), "done");
	return scene;
}

static void release(struct scene *scene)
{
	for (size_t i = 0; i < scene->probing.port_count; i++)
		peer_stop(&scene->peers[i]);
	probing_release(&scene->probing);
	free(scene);
}

static void assert_nobody_answered(const struct scene *scene, const char *reason)
{
	const struct observation *seen;
	size_t n = 0;

	assert_true(scene->probing.port_count > 5);
	for (; (seen = probing_find(&scene->probing, "service.answer", 0, n)); n++) {
		assert_false(value_get_bool(seen->data, "answered"));
		if (reason)
			assert_string_equal(value_get_text(seen->data, "reason"), reason);
	}
	assert_true(n > 5); /* some ports are spoken to in another way, or are too many */
}

static void silence_is_no_answer(void **state)
{
	struct scene *scene = probe_all(peer_is_silent, 1000);

	assert_nobody_answered(scene, "timeout");
	release(scene);
}

static void one_who_hangs_up_has_not_answered(void **state)
{
	struct scene *scene = probe_all(peer_hangs_up, 5000);

	assert_nobody_answered(scene, "closed");
	release(scene);
}

static void a_byte_now_and_then_is_no_answer(void **state)
{
	struct scene *scene = probe_all(peer_drips, 1000);

	assert_nobody_answered(scene, NULL);
	release(scene);
}

static void garbage_is_no_answer(void **state)
{
	struct scene *scene = probe_all(peer_says_garbage, 5000);

	assert_nobody_answered(scene, "other");
	release(scene);
}

/* A Redis that lies about the length of its version has answered, since it served a stranger. */
static void lengths_that_lie_cost_no_more_than_silence(void **state)
{
	struct scene *scene = probe_all(peer_lies, 1000);
	const struct observation *seen;
	size_t n = 0;

	for (; (seen = probing_find(&scene->probing, "service.answer", 0, n)); n++)
		assert_true(!value_get_bool(seen->data, "answered") ||
			    !strcmp(value_get_text(seen->data, "service"), "redis"));
	assert_true(n > 5); /* some ports are spoken to in another way, or are too many */
	release(scene);
}

static void a_gigabyte_is_not_read(void **state)
{
	struct scene *scene = probe_all(peer_sends_a_gigabyte, 1000);

	assert_nobody_answered(scene, NULL);
	release(scene);
}

static void a_greeting_before_lies_is_all_that_is_told(void **state)
{
	static const uint16_t ports[] = {2222, 5902};
	struct scene *scene = calloc(1, sizeof(*scene));

	assert_non_null(scene);
	for (size_t i = 0; i < COUNT(ports); i++)
		if (peer_start_on(&scene->peers[scene->probing.port_count], "127.0.0.1", ports[i],
				  peer_greets_and_lies))
			scene->ports[scene->probing.port_count++] = ports[i];
	scene->probing.ports = scene->ports;
	scene->probing.session_ms = 5000;
	probing_run(&scene->probing);
	assert_int_equal(scene->probing.exit_status, 0);
	assert_int_equal(probing_count(&scene->probing, "service.banner"), scene->probing.port_count);
	assert_int_equal(probing_count(&scene->probing, "ssh.algorithms"), 0);
	assert_int_equal(probing_count(&scene->probing, "service.answer"), 0);
	release(scene);
}

/* Answers as Redis does from far away, and keeps the first bytes that it was told. */
static void peer_is_redis(struct peer *peer, int fd)
{
	char *heard = peer->context;
	char line[200] = "";

	while (!peer->is_over && recv(fd, line, sizeof(line) - 1, 0) > 0) {
		strncat(heard, line, 900 - strlen(heard));
		poll(NULL, 0, 600);
		if (!peer_say(peer, fd, "+PONG\r\n", 7))
			return;
		memset(line, 0, sizeof(line));
	}
}

static void redis_on_any_port_is_not_spoken_to_in_another_protocol(void **state)
{
	char heard[1000] = "";
	struct scene *scene = calloc(1, sizeof(*scene));

	assert_non_null(scene);
	scene->peers[0].context = heard;
	peer_start(&scene->peers[0], "127.0.0.1", 1, peer_is_redis);
	scene->ports[0] = scene->peers[0].ports[0];
	scene->probing.ports = scene->ports;
	scene->probing.port_count = 1;
	scene->probing.session_ms = 5000;
	probing_run(&scene->probing);
	assert_string_equal(probing_text(&scene->probing, "service.answer", scene->ports[0], "service"), "redis");
	assert_string_equal(probing_text(&scene->probing, "service.answer", scene->ports[0], "authentication"), "none");
	release(scene);
	assert_non_null(strstr(heard, "PING"));
	assert_null(strstr(heard, "Host:"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(silence_is_no_answer),
		cmocka_unit_test(one_who_hangs_up_has_not_answered),
		cmocka_unit_test(a_byte_now_and_then_is_no_answer),
		cmocka_unit_test(garbage_is_no_answer),
		cmocka_unit_test(lengths_that_lie_cost_no_more_than_silence),
		cmocka_unit_test(a_gigabyte_is_not_read),
		cmocka_unit_test(redis_on_any_port_is_not_spoken_to_in_another_protocol),
		cmocka_unit_test(a_greeting_before_lies_is_all_that_is_told),
	};

	signal(SIGPIPE, SIG_IGN);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
