/* SPDX-License-Identifier: Apache-2.0 */
/* A talker in its own process, and this test in the broker's place. */
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "diagnosis/broker.h"
#include "diagnosis/service/service.h"
#include "diagnosis/talker.h"
#include "net/handover.h"
#include "test.h"

#define WAIT_MS 20000

struct scene {
	struct stop stop;
	int broker, wishes; /* the test's ends: of the broker's channel, of the talker's wishes */
	int nowhere;
	struct talker_plan plan;
	struct talker talker;
};

static void scene_init(struct scene *scene)
{
	struct broker_request request;
	int ends[2];
	size_t size;

	*scene = (struct scene){.stop = {.signal_fd = -1, .control_fd = -1}, .nowhere = open("/dev/null", O_RDWR)};
	assert_int_equal(handover_channel(ends, NULL), ERR_OK);
	scene->broker = ends[0];
	scene->plan = (struct talker_plan){.target = "www.example.jp",
					   .port = 22,
					   .session_ms = 5000,
					   .stop = &scene->stop,
					   .observe = service_observe,
					   .broker = ends[1],
					   .nowhere = scene->nowhere};
	assert_true(addr_parse(STR("192.0.2.1"), &scene->plan.addr));
	assert_int_equal(talker_start(&scene->talker, &scene->plan, NULL), ERR_OK);
	assert_int_equal(handover_receive(scene->broker, &request, sizeof(request), &size, &scene->wishes),
			 HANDOVER_MESSAGE);
	assert_int_equal(request.ask, BROKER_TALK);
	assert_int_equal(request.port, 22);
	assert_true(addr_eq(&request.addr, &scene->plan.addr));
	close(ends[1]);
}

static void scene_release(struct scene *scene)
{
	talker_release(&scene->talker);
	close(scene->wishes);
	close(scene->broker);
	close(scene->nowhere);
}

/* Hears it to its end. */
static void hear_out(struct scene *scene)
{
	struct pollfd one = {.fd = scene->talker.channel, .events = POLLIN};

	do
		assert_int_equal(poll(&one, 1, WAIT_MS), 1);
	while (!talker_hear(&scene->talker, &scene->plan));
}

/* Hands over a "service" that says this and hangs up. */
static void answer_wish(struct scene *scene, const char *greeting)
{
	const struct talk_connection connection = {0};
	struct pollfd one = {.fd = scene->wishes, .events = POLLIN};
	size_t size;
	char wish;
	int ends[2];

	assert_int_equal(poll(&one, 1, WAIT_MS), 1);
	assert_int_equal(handover_receive(scene->wishes, &wish, 1, &size, NULL), HANDOVER_MESSAGE);
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends), 0);
	assert_int_equal(write(ends[0], greeting, strlen(greeting)), (ssize_t)strlen(greeting));
	close(ends[0]);
	assert_true(handover_send(scene->wishes, str_of(&connection, sizeof(connection)), ends[1]));
	close(ends[1]);
}

static void it_says_what_it_heard_and_ends(void **state)
{
	struct scene scene;

	scene_init(&scene);
	answer_wish(&scene, "SSH-2.0-OpenSSH_9.2p1\r\n");
	hear_out(&scene);
	assert_null(scene.talker.problem);
	assert_int_equal(scene.talker.seen_count, 1);
	assert_string_equal(scene.talker.seen[0]->kind, "service.banner");
	assert_string_equal(scene.talker.seen[0]->target, "www.example.jp");
	assert_string_equal(scene.talker.seen[0]->address, "192.0.2.1");
	scene_release(&scene);
}

static void one_that_breaks_off_is_a_problem_of_its_own(void **state)
{
	struct scene scene;

	scene_init(&scene);
	kill(scene.talker.pid, SIGKILL);
	hear_out(&scene);
	assert_non_null(strstr(scene.talker.problem, "broke off"));
	scene_release(&scene);
}

static void one_that_never_ends_is_ended(void **state)
{
	struct scene scene;

	scene_init(&scene);
	kill(scene.talker.pid, SIGSTOP); /* as good as an endless loop */
	assert_false(talker_hear(&scene.talker, &scene.plan));
	scene.talker.until_ms = clock_monotonic_ms();
	assert_true(talker_hear(&scene.talker, &scene.plan));
	assert_non_null(strstr(scene.talker.problem, "took too long"));
	assert_int_equal(scene.talker.pid, 0);
	scene_release(&scene);
}

static void it_may_speak_of_its_own_service_alone(void **state)
{
	struct scene scene;

	scene_init(&scene);
	scene.plan.port = 23; /* what it was started for is not what it speaks of */
	answer_wish(&scene, "SSH-2.0-OpenSSH_9.2p1\r\n");
	hear_out(&scene);
	assert_int_equal(scene.talker.seen_count, 0);
	assert_non_null(strstr(scene.talker.problem, "may not say"));
	scene_release(&scene);
}

/* A talker that a stranger took over: this test writes in its place. */
static void hear_line(struct scene *scene, const char *kind, const char *token)
{
	char line[300];
	int ends[2];

	assert_int_equal(handover_channel(ends, NULL), ERR_OK);
	close(scene->talker.channel);
	scene->talker.channel = ends[0];
	scene->plan.ownership_token = token;
	snprintf(line, sizeof(line),
		 "{\"at_ms\":1,\"kind\":\"%s\",\"target\":\"www.example.jp\",\"address\":\"192.0.2.1\",\"port\":22,"
		 "\"data\":{}}",
		 kind);
	assert_true(handover_say(ends[1], str_from(line)));
	(void)talker_hear(&scene->talker, &scene->plan);
	close(ends[1]);
}

static bool is_let_through(const char *kind, const char *token)
{
	struct scene scene;
	bool was_heard;

	scene_init(&scene);
	hear_line(&scene, kind, token);
	was_heard = scene.talker.seen_count == 1;
	scene_release(&scene);
	return was_heard;
}

static void it_may_say_what_observers_of_services_write_and_nothing_else(void **state)
{
	assert_true(is_let_through("service.banner", NULL));
	assert_true(is_let_through("probe.problem", NULL));
	assert_true(is_let_through("ownership.answer", "token"));
	assert_false(is_let_through("ownership.answer", NULL));
	assert_false(is_let_through("service.banner", "token"));
	assert_false(is_let_through("port.open", NULL));
	assert_false(is_let_through("probe.place", NULL));
	assert_false(is_let_through("dns.answer", NULL));
}

/* The scheduler holds what it heard until its turn comes. */
static void it_may_not_say_without_end(void **state)
{
	struct scene scene;

	scene_init(&scene);
	scene.talker.seen_bytes = TALKER_SEEN_BYTES - 10;
	hear_line(&scene, "service.banner", NULL);
	assert_int_equal(scene.talker.seen_count, 0);
	assert_non_null(strstr(scene.talker.problem, "more than it may say"));
	scene_release(&scene);
}

int test_talker(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_says_what_it_heard_and_ends),
		cmocka_unit_test(one_that_breaks_off_is_a_problem_of_its_own),
		cmocka_unit_test(one_that_never_ends_is_ended),
		cmocka_unit_test(it_may_speak_of_its_own_service_alone),
		cmocka_unit_test(it_may_say_what_observers_of_services_write_and_nothing_else),
		cmocka_unit_test(it_may_not_say_without_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
