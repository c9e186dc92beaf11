/* SPDX-License-Identifier: Apache-2.0 */
/* The broker in a process of its own, as the probe has it, and this test in the scheduler's place. */
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "diagnosis/broker_priv.h"
#include "net/handover.h"
#include "net/talk.h"
#include "test.h"

#define WAIT_MS 5000

struct scene {
	int listener, channel;
	pid_t pid;
	uint16_t ports[2]; /* one that listens, one that is closed */
	struct authorisation_target target;
	struct authorisation authorisation;
};

static int listen_for(int backlog, uint16_t *ret_port)
{
	struct sockaddr_in here = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t size = sizeof(here);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	assert_int_equal(bind(fd, (struct sockaddr *)&here, size), 0);
	assert_int_equal(listen(fd, backlog), 0);
	assert_int_equal(getsockname(fd, (struct sockaddr *)&here, &size), 0);
	*ret_port = ntohs(here.sin_port);
	return fd;
}

static int listen_on_any(uint16_t *ret_port)
{
	return listen_for(64, ret_port);
}

static int connect_to(uint16_t port)
{
	const struct sockaddr_in there = {
		.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	assert_int_equal(connect(fd, (const struct sockaddr *)&there, sizeof(there)), 0);
	return fd;
}

static void serve(struct scene *scene, int channel)
{
	struct stop stop = {.signal_fd = -1, .control_fd = -1};
	struct door *door = calloc(1, sizeof(*door));
	const struct broker_plan plan = {&scene->authorisation, door, channel, -1};

	door_init(door, &stop);
	for (size_t i = 0; i < 2; i++)
		door_allow_port(door, scene->ports[i]);
	broker_serve(&plan);
	_exit(0);
}

static void scene_init(struct scene *scene)
{
	int ends[2];

	*scene = (struct scene){.target = {"127.0.0.1"}};
	close(listen_on_any(&scene->ports[1]));
	scene->listener = listen_on_any(&scene->ports[0]);
	scene->authorisation = (struct authorisation){
		.targets = &scene->target, .target_count = 1, .ports = scene->ports, .port_count = 2, .lab = true};
	assert_int_equal(handover_channel(ends, NULL), ERR_OK);
	scene->pid = fork();
	assert_true(scene->pid >= 0);
	if (scene->pid == 0) {
		close(ends[0]);
		serve(scene, ends[1]);
	}
	close(ends[1]);
	scene->channel = ends[0];
}

static void scene_release(struct scene *scene)
{
	close(scene->channel); /* which ends it */
	assert_int_equal(waitpid(scene->pid, NULL, 0), scene->pid);
	close(scene->listener);
}

static struct addr at(const char *text)
{
	struct addr addr;

	assert_true(addr_parse(str_from(text), &addr));
	return addr;
}

static void ask(const struct scene *scene, enum broker_ask ask, const char *address, uint16_t port, int fd)
{
	const struct broker_request request = {.ask = ask, .addr = at(address), .port = port};

	assert_true(handover_send(scene->channel, str_of(&request, sizeof(request)), fd));
}

/* The next word of this kind, and what follows it. */
static struct broker_word hear(const struct scene *scene, enum broker_tell tell, uint8_t states[2])
{
	unsigned char bytes[sizeof(struct broker_word) + 2];
	struct broker_word word;
	size_t size;

	do {
		struct pollfd one = {.fd = scene->channel, .events = POLLIN};

		assert_int_equal(poll(&one, 1, WAIT_MS), 1);
		assert_int_equal(handover_receive(scene->channel, bytes, sizeof(bytes), &size, NULL), HANDOVER_MESSAGE);
		memcpy(&word, bytes, sizeof(word));
	} while (word.tell != tell);
	if (states)
		memcpy(states, bytes + sizeof(word), 2);
	return word;
}

static struct talk_connection hear_connection(int talker, int *ret_fd)
{
	struct talk_connection connection = {.err = ERR_IO};
	struct pollfd one = {.fd = talker, .events = POLLIN};
	size_t size;

	assert_int_equal(poll(&one, 1, WAIT_MS), 1);
	assert_int_equal(handover_receive(talker, &connection, sizeof(connection), &size, ret_fd), HANDOVER_MESSAGE);
	return connection;
}

/* As a talker for this service asks for a connection. */
static struct talk_connection wish(int talker, int *ret_fd)
{
	assert_true(handover_say(talker, STR("c")));
	return hear_connection(talker, ret_fd);
}

static int begin_talker(const struct scene *scene, const char *address, uint16_t port)
{
	int ends[2];

	assert_int_equal(handover_channel(ends, NULL), ERR_OK);
	ask(scene, BROKER_TALK, address, port, ends[1]);
	close(ends[1]);
	return ends[0];
}

static bool was_reached(int listener)
{
	struct pollfd one = {.fd = listener, .events = POLLIN};

	return poll(&one, 1, 100) == 1;
}

static void ports_are_open_or_closed(void **state)
{
	uint8_t states[2] = {0};
	struct scene scene;

	scene_init(&scene);
	ask(&scene, BROKER_SCAN, "127.0.0.1", 0, -1);
	assert_int_equal(hear(&scene, BROKER_SCANNED, states).err, ERR_OK);
	assert_int_equal(states[0], PORT_STATE_OPEN);
	assert_int_equal(states[1], PORT_STATE_CLOSED);
	ask(&scene, BROKER_END, "127.0.0.1", 0, -1);
	assert_int_equal(hear(&scene, BROKER_ENDED, NULL).connections, 2);
	scene_release(&scene);
}

static void an_address_that_is_not_authorised_is_not_tried(void **state)
{
	uint8_t states[2] = {9, 9};
	struct scene scene;

	scene_init(&scene);
	ask(&scene, BROKER_ADMIT, "127.0.0.2", 0, -1);
	assert_int_equal(hear(&scene, BROKER_ADMITTED, NULL).err, ERR_DENIED);
	ask(&scene, BROKER_SCAN, "127.0.0.2", 0, -1);
	assert_int_equal(hear(&scene, BROKER_SCANNED, states).err, ERR_DENIED);
	assert_int_equal(states[0], PORT_STATE_NOT_TRIED);
	ask(&scene, BROKER_END, "127.0.0.1", 0, -1);
	assert_int_equal(hear(&scene, BROKER_ENDED, NULL).connections, 0);
	scene_release(&scene);
}

static void a_talker_gets_open_connections_to_its_service(void **state)
{
	struct scene scene;
	int talker, fd = -1;

	scene_init(&scene);
	talker = begin_talker(&scene, "127.0.0.1", scene.ports[0]);
	assert_int_equal(wish(talker, &fd).err, ERR_OK);
	assert_true(was_reached(scene.listener));
	assert_int_equal(send(fd, "x", 1, MSG_NOSIGNAL), 1);
	close(fd);
	close(talker);
	talker = begin_talker(&scene, "127.0.0.1", scene.ports[1]);
	assert_int_equal(wish(talker, &fd).error, ECONNREFUSED);
	assert_int_equal(fd, -1);
	close(talker);
	scene_release(&scene);
}

static void a_talker_for_what_is_not_authorised_gets_nothing(void **state)
{
	struct scene scene;
	uint16_t other;
	int talker, fd = -1, listener = listen_on_any(&other);

	scene_init(&scene);
	talker = begin_talker(&scene, "127.0.0.1", other);
	assert_int_equal(wish(talker, &fd).err, ERR_DENIED);
	assert_int_equal(fd, -1);
	assert_false(was_reached(listener));
	close(talker);
	close(listener);
	scene_release(&scene);
}

static void a_pause_lets_scans_rest_and_talkers_talk(void **state)
{
	uint8_t states[2] = {0};
	struct scene scene;
	int talker, fd = -1;

	scene_init(&scene);
	ask(&scene, BROKER_PAUSE, "127.0.0.1", 0, -1);
	ask(&scene, BROKER_SCAN, "127.0.0.1", 0, -1);
	talker = begin_talker(&scene, "127.0.0.1", scene.ports[0]);
	assert_int_equal(wish(talker, &fd).err, ERR_OK);
	close(fd);
	assert_int_equal(hear(&scene, BROKER_TRIED, NULL).tried, 0);
	assert_int_equal(hear(&scene, BROKER_TRIED, NULL).tried, 0);
	ask(&scene, BROKER_GO_ON, "127.0.0.1", 0, -1);
	assert_int_equal(hear(&scene, BROKER_SCANNED, states).err, ERR_OK);
	assert_int_equal(states[0], PORT_STATE_OPEN);
	close(talker);
	scene_release(&scene);
}

/* What came before is read away. */
static bool is_hung_up(int talker)
{
	struct pollfd one = {.fd = talker, .events = POLLIN};
	enum handover_event event = HANDOVER_MESSAGE;
	char bytes[64];
	size_t size;

	while (event == HANDOVER_MESSAGE && poll(&one, 1, WAIT_MS) == 1)
		event = handover_receive(talker, bytes, sizeof(bytes), &size, NULL);
	return event == HANDOVER_CLOSED;
}

/* One that was taken over cannot flood its service. */
static void a_talker_gets_so_many_connections_and_no_more(void **state)
{
	struct scene scene;
	int talker, fd = -1;

	scene_init(&scene);
	talker = begin_talker(&scene, "127.0.0.1", scene.ports[1]);
	for (int i = 0; i < BROKER_TALK_MAX; i++)
		assert_int_equal(wish(talker, &fd).error, ECONNREFUSED);
	assert_true(handover_say(talker, STR("c")));
	assert_true(is_hung_up(talker));
	close(talker);
	scene_release(&scene);
}

static void a_talker_that_asks_without_listening_is_left(void **state)
{
	struct scene scene;
	int talker;

	scene_init(&scene);
	ask(&scene, BROKER_PAUSE, "127.0.0.1", 0, -1);
	talker = begin_talker(&scene, "127.0.0.1", scene.ports[1]);
	for (int i = 0; i < 10 * BROKER_TALK_MAX && handover_say(talker, STR("c")); i++)
		;
	assert_true(is_hung_up(talker));
	close(talker);
	scene_release(&scene);
}

/* Milliseconds of processor time. */
static int64_t time_used(pid_t pid)
{
	struct timespec used;
	clockid_t clock;

	assert_int_equal(clock_getcpuclockid(pid, &clock), 0);
	assert_int_equal(clock_gettime(clock, &used), 0);
	return (int64_t)used.tv_sec * 1000 + used.tv_nsec / 1000000;
}

/* The talker holds a copy of what it was handed: the broker is to hear no more of it. */
static void a_connection_that_was_handed_over_is_out_of_sight(void **state)
{
	struct scene scene;
	int talker, first, fd = -1;
	int64_t before;

	scene_init(&scene);
	assert_int_equal(listen(scene.listener, 0), 0);
	first = connect_to(scene.ports[0]); /* nobody else gets in, so that the next one has to wait */
	talker = begin_talker(&scene, "127.0.0.1", scene.ports[0]);
	assert_true(handover_say(talker, STR("c")));
	poll(NULL, 0, 200);
	close(accept(scene.listener, NULL, NULL));
	assert_int_equal(hear_connection(talker, &fd).err, ERR_OK);
	before = time_used(scene.pid);
	poll(NULL, 0, 600);
	assert_true(time_used(scene.pid) - before < 50);
	close(fd);
	close(first);
	close(talker);
	scene_release(&scene);
}

static void a_talker_that_asks_and_goes_harms_nobody(void **state)
{
	struct scene scene;
	int talker, fd = -1;

	scene_init(&scene);
	for (int i = 0; i < 3; i++) {
		talker = begin_talker(&scene, "127.0.0.1", scene.ports[1]);
		assert_true(handover_say(talker, STR("c")));
		close(talker);
	}
	poll(NULL, 0, 200);
	talker = begin_talker(&scene, "127.0.0.1", scene.ports[0]);
	assert_int_equal(wish(talker, &fd).err, ERR_OK);
	close(fd);
	close(talker);
	scene_release(&scene);
}

/* Silent in the first pass tells nothing yet. */
static void a_scan_that_is_told_to_end_knows_nothing_of_silent_ports(void **state)
{
	uint8_t states[2] = {9, 9};
	struct scene scene;
	int first;

	scene_init(&scene);
	assert_int_equal(listen(scene.listener, 0), 0);
	first = connect_to(scene.ports[0]); /* now it drops what comes */
	ask(&scene, BROKER_SCAN, "127.0.0.1", 0, -1);
	while (hear(&scene, BROKER_TRIED, NULL).tried < 2)
		;
	ask(&scene, BROKER_END, "127.0.0.1", 0, -1);
	assert_int_equal(hear(&scene, BROKER_SCANNED, states).err, ERR_DENIED);
	assert_int_equal(states[0], PORT_STATE_NOT_TRIED);
	assert_int_equal(states[1], PORT_STATE_CLOSED);
	close(first);
	scene_release(&scene);
}

int test_broker(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ports_are_open_or_closed),
		cmocka_unit_test(an_address_that_is_not_authorised_is_not_tried),
		cmocka_unit_test(a_talker_gets_open_connections_to_its_service),
		cmocka_unit_test(a_talker_for_what_is_not_authorised_gets_nothing),
		cmocka_unit_test(a_pause_lets_scans_rest_and_talkers_talk),
		cmocka_unit_test(a_talker_that_asks_without_listening_is_left),
		cmocka_unit_test(a_talker_gets_so_many_connections_and_no_more),
		cmocka_unit_test(a_connection_that_was_handed_over_is_out_of_sight),
		cmocka_unit_test(a_talker_that_asks_and_goes_harms_nobody),
		cmocka_unit_test(a_scan_that_is_told_to_end_knows_nothing_of_silent_ports),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
