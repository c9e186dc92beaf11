/* SPDX-License-Identifier: Apache-2.0 */
/* A whole run with its processes, without the sandbox, so that leaks are found too. */
#include <stdlib.h>
#include <string.h>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "diagnosis/probe_run.h"
#include "diagnosis/service/service.h"
#include "test.h"

struct scene {
	struct stop stop;
	struct door *door;
	struct tls_client *tls;
	struct sink sink;
	struct authorisation authorisation;
	struct authorisation_target target;
	uint16_t ports[2];
	int fds[2];
	struct buf kinds; /* of what was observed, without progress */
	const char *stop_at;
	int64_t connections; /* as probe.end tells */
};

static void take(void *context, const struct observation *observation)
{
	struct scene *scene = context;

	if (strcmp(observation->kind, "probe.progress") != 0)
		buf_printf(&scene->kinds, "%s ", observation->kind);
	if (strcmp(observation->kind, "probe.end") == 0)
		scene->connections = value_get_int(observation->data, "connections", -1);
	if (scene->stop_at && strcmp(observation->kind, scene->stop_at) == 0)
		stop_feed(&scene->stop, "stop\n", 5);
}

/* One port that listens (and hangs up at the end of the test), one that is bound and closed. */
static void bind_ports(struct scene *scene)
{
	for (size_t i = 0; i < 2; i++) {
		struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
		socklen_t size = sizeof(at);

		scene->fds[i] = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
		assert_int_equal(bind(scene->fds[i], (struct sockaddr *)&at, size), 0);
		assert_int_equal(getsockname(scene->fds[i], (struct sockaddr *)&at, &size), 0);
		scene->ports[i] = ntohs(at.sin_port);
		door_allow_port(scene->door, scene->ports[i]);
	}
	assert_int_equal(listen(scene->fds[0], 16), 0);
}

static void scene_init(struct scene *scene, const char *host)
{
	*scene = (struct scene){.stop = {.signal_fd = -1, .control_fd = -1, .clock = {.offset_ms = 1000}},
				.door = calloc(1, sizeof(struct door)),
				.tls = talk_tls_client_new(NULL),
				.target = {.host = host}};
	assert_non_null(scene->door);
	assert_non_null(scene->tls);
	door_init(scene->door, &scene->stop);
	bind_ports(scene);
	buf_init(&scene->kinds, 65536);
	scene->sink = (struct sink){take, scene, scene->stop.clock};
	scene->authorisation = (struct authorisation){
		.id = "test",
		.targets = &scene->target,
		.target_count = 1,
		.ports = scene->ports,
		.port_count = 2,
		.not_after_ms = AUTHORISATION_MS_MAX,
		.purposes = {[AUTHORISATION_FIRST_DIAGNOSIS] = {true, AUTHORISATION_MS_MAX, 0}},
		.authorised_by = "a",
		.stop_contact = "b",
	};
}

static enum err run(struct scene *scene, struct fault *why)
{
	const struct probe_run probe = {
		.authorisation = &scene->authorisation,
		.stop = &scene->stop,
		.door = scene->door,
		.tls = scene->tls,
		.observe = service_observe,
		.sink = &scene->sink,
		.session_ms = 200,
	};

	return probe_run(&probe, why);
}

static void scene_release(struct scene *scene)
{
	close(scene->fds[0]);
	close(scene->fds[1]);
	buf_release(&scene->kinds);
	talk_tls_client_free(scene->tls);
	free(scene->door);
}

static void a_run_goes_from_begin_to_end(void **state)
{
	struct scene scene;

	scene_init(&scene, "127.0.0.1");
	assert_int_equal(run(&scene, NULL), ERR_OK);
	assert_string_equal(buf_text(&scene.kinds),
			    "probe.begin target.resolved port.summary port.open probe.problem probe.place probe.end ");
	scene_release(&scene);
}

static void what_an_earlier_run_has_seen_is_left_out(void **state)
{
	struct authorisation_past past[] = {{"127.0.0.1", "127.0.0.1"}};
	struct scene scene;

	scene_init(&scene, "127.0.0.1");
	scene.authorisation.past = past;
	scene.authorisation.past_count = 1;
	assert_int_equal(run(&scene, NULL), ERR_OK);
	assert_string_equal(buf_text(&scene.kinds), "probe.begin target.resolved probe.end ");
	assert_int_equal(scene.connections, 0);
	scene_release(&scene);
}

static void what_is_not_valid_now_is_not_begun(void **state)
{
	struct scene scene;
	struct fault why = {0};

	scene_init(&scene, "127.0.0.1");
	scene.authorisation.revoked = true;
	assert_int_equal(run(&scene, &why), ERR_DENIED);
	assert_int_equal(scene.kinds.size, 0);
	assert_int_equal(scene.connections, 0);
	scene_release(&scene);
}

/* Nothing says that the address was told whole: the run that goes on begins with it again. */
static void a_stop_leads_straight_to_the_end(void **state)
{
	struct scene scene;

	scene_init(&scene, "127.0.0.1");
	scene.stop_at = "port.summary";
	assert_int_equal(run(&scene, NULL), ERR_OK);
	assert_string_equal(buf_text(&scene.kinds), "probe.begin target.resolved port.summary port.open probe.end ");
	assert_int_equal(scene.connections, 2);
	scene_release(&scene);
}

static void a_name_that_cannot_be_resolved_is_a_problem(void **state)
{
	struct scene scene;

	scene_init(&scene, "www.example");
	assert_int_equal(run(&scene, NULL), ERR_OK);
	assert_string_equal(buf_text(&scene.kinds), "probe.begin probe.problem probe.end ");
	assert_int_equal(scene.connections, 0);
	scene_release(&scene);
}

int test_probe_run(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_run_goes_from_begin_to_end),
		cmocka_unit_test(what_an_earlier_run_has_seen_is_left_out),
		cmocka_unit_test(what_is_not_valid_now_is_not_begun),
		cmocka_unit_test(a_stop_leads_straight_to_the_end),
		cmocka_unit_test(a_name_that_cannot_be_resolved_is_a_problem),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
