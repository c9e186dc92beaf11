/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "net/door.h"
#include "test.h"

/* A listener on a free port of a loopback address. */
static int listen_on(const char *address, uint16_t *ret_port)
{
	struct sockaddr_storage storage;
	struct sockaddr_in bound;
	socklen_t size = sizeof(bound);
	struct addr addr;
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);

	assert_true(addr_parse(str_from(address), &addr));
	assert_int_equal(bind(fd, (struct sockaddr *)&storage, addr_to_sockaddr(&addr, *ret_port, &storage)), 0);
	assert_int_equal(listen(fd, 8), 0);
	assert_int_equal(getsockname(fd, (struct sockaddr *)&bound, &size), 0);
	*ret_port = ntohs(bound.sin_port);
	return fd;
}

static bool was_reached(int listener)
{
	struct pollfd one = {.fd = listener, .events = POLLIN};

	return poll(&one, 1, 100) == 1;
}

struct scene {
	struct stop stop;
	struct door *door;
	struct addr here, elsewhere;
};

static void scene_init(struct scene *scene, uint16_t port)
{
	*scene = (struct scene){.stop = {.signal_fd = -1, .control_fd = -1}, .door = calloc(1, sizeof(struct door))};
	assert_non_null(scene->door);
	door_init(scene->door, &scene->stop);
	door_allow_port(scene->door, port);
	assert_true(addr_parse(STR("127.0.0.1"), &scene->here));
	assert_true(addr_parse(STR("127.0.0.2"), &scene->elsewhere));
	assert_true(door_allow_address(scene->door, &scene->here, true));
}

static void what_is_authorised_is_connected(void **state)
{
	struct scene scene;
	uint16_t port = 0;
	int listener = listen_on("127.0.0.1", &port), fd = -1, error;

	scene_init(&scene, port);
	assert_int_equal(door_connect(scene.door, &scene.here, port, &fd, &error, NULL), ERR_OK);
	assert_true(was_reached(listener));
	assert_int_equal(door_connect_error(fd), 0);
	assert_int_equal(scene.door->connections, 1);
	close(fd);
	close(listener);
	free(scene.door);
}

static void another_address_gets_no_packet(void **state)
{
	struct scene scene;
	struct fault why = {0};
	uint16_t port = 0;
	int listener = listen_on("127.0.0.2", &port), fd = -1, error;

	scene_init(&scene, port);
	assert_int_equal(door_connect(scene.door, &scene.elsewhere, port, &fd, &error, &why), ERR_DENIED);
	assert_non_null(strstr(why.text, "127.0.0.2"));
	assert_false(was_reached(listener));
	assert_int_equal(fd, -1);
	close(listener);
	free(scene.door);
}

static void another_port_gets_no_packet(void **state)
{
	struct scene scene;
	uint16_t port = 0;
	int listener = listen_on("127.0.0.1", &port), fd = -1, error;

	scene_init(&scene, port == 65535 ? 65534 : (uint16_t)(port + 1));
	assert_int_equal(door_connect(scene.door, &scene.here, port, &fd, &error, NULL), ERR_DENIED);
	assert_false(was_reached(listener));
	close(listener);
	free(scene.door);
}

static void after_a_stop_nothing_gets_a_packet(void **state)
{
	struct scene scene;
	uint16_t port = 0;
	int listener = listen_on("127.0.0.1", &port), fd = -1, error;

	scene_init(&scene, port);
	stop_feed(&scene.stop, "stop\n", 5);
	assert_int_equal(door_connect(scene.door, &scene.here, port, &fd, &error, NULL), ERR_DENIED);
	assert_false(was_reached(listener));
	close(listener);
	free(scene.door);
}

static void the_end_of_the_window_closes_the_door(void **state)
{
	struct scene scene;
	uint16_t port = 0;
	int listener = listen_on("127.0.0.1", &port), fd = -1, error;

	scene_init(&scene, port);
	scene.stop.clock.fixed_ms = 1999;
	scene.stop.not_after_ms = 2000;
	assert_int_equal(door_connect(scene.door, &scene.here, port, &fd, &error, NULL), ERR_OK);
	close(fd);
	assert_true(was_reached(listener));
	close(accept(listener, NULL, NULL));
	scene.stop.clock.fixed_ms = 2000;
	assert_int_equal(door_connect(scene.door, &scene.here, port, &fd, &error, NULL), ERR_DENIED);
	assert_false(was_reached(listener));
	assert_int_equal(scene.stop.reason, STOP_WINDOW_ENDED);
	close(listener);
	free(scene.door);
}

static void a_name_may_not_lead_into_our_own_network(void **state)
{
	static const char *const rows[] = {"127.0.0.2", "10.0.0.1", "192.168.1.1", "169.254.169.254", "::1", "fe80::1"};
	struct scene scene;
	struct addr addr;

	scene_init(&scene, 80);
	for (size_t i = 0; i < COUNT(rows); i++) {
		assert_true(addr_parse(str_from(rows[i]), &addr));
		assert_false(door_allow_address(scene.door, &addr, false));
		assert_false(door_is_open(scene.door, &addr, 80));
	}
	assert_true(addr_parse(STR("1.1.1.1"), &addr));
	assert_true(door_allow_address(scene.door, &addr, false));
	assert_true(door_is_open(scene.door, &addr, 80));
	assert_false(door_is_open(scene.door, &addr, 81));
	/* A name may lead to what the authorisation itself names. */
	assert_true(door_allow_address(scene.door, &scene.here, false));
	free(scene.door);
}

static void a_near_port_that_is_closed_is_told_at_once(void **state)
{
	struct scene scene;
	uint16_t port = 0;
	int listener = listen_on("127.0.0.1", &port), fd = -1, error = 0;

	close(listener);
	scene_init(&scene, port);
	assert_int_equal(door_connect(scene.door, &scene.here, port, &fd, &error, NULL), ERR_OK);
	assert_int_equal(error, ECONNREFUSED);
	close(fd);
	free(scene.door);
}

static void a_resolver_reaches_its_name_servers_only(void **state)
{
	struct scene scene;
	int fd = -1;

	scene_init(&scene, 80);
	assert_true(door_allow_name_server(scene.door, &scene.elsewhere, 5353));
	assert_int_equal(door_connect_name_server(scene.door, &scene.here, 5353, SOCK_DGRAM, &fd, NULL), ERR_DENIED);
	assert_int_equal(door_connect_name_server(scene.door, &scene.elsewhere, 80, SOCK_DGRAM, &fd, NULL), ERR_DENIED);
	assert_int_equal(door_connect_name_server(scene.door, &scene.elsewhere, 5353, SOCK_RAW, &fd, NULL), ERR_DENIED);
	assert_int_equal(fd, -1);
	assert_int_equal(door_connect_name_server(scene.door, &scene.elsewhere, 5353, SOCK_DGRAM, &fd, NULL), ERR_OK);
	close(fd);
	stop_feed(&scene.stop, "stop\n", 5);
	assert_int_equal(door_connect_name_server(scene.door, &scene.elsewhere, 5353, SOCK_DGRAM, &fd, NULL),
			 ERR_DENIED);
	free(scene.door);
}

static void the_walls_leave_open_what_the_door_does_and_no_more(void **state)
{
	uint16_t *ports = calloc(DOOR_PORTS_MAX, sizeof(*ports));
	struct scene scene;

	assert_non_null(ports);
	scene_init(&scene, 80);
	assert_true(door_allow_name_server(scene.door, &scene.elsewhere, 53));
	assert_true(door_allow_name_server(scene.door, &scene.here, 5353));
	assert_int_equal(door_all_ports(scene.door, ports), 3);
	assert_int_equal(ports[0], 53);
	assert_int_equal(ports[1], 80);
	assert_int_equal(ports[2], 5353);
	door_allow_port(scene.door, 53); /* it counts once */
	assert_int_equal(door_all_ports(scene.door, ports), 3);
	free(ports);
	free(scene.door);
}

int test_door(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_authorised_is_connected),
		cmocka_unit_test(another_address_gets_no_packet),
		cmocka_unit_test(another_port_gets_no_packet),
		cmocka_unit_test(after_a_stop_nothing_gets_a_packet),
		cmocka_unit_test(the_end_of_the_window_closes_the_door),
		cmocka_unit_test(a_name_may_not_lead_into_our_own_network),
		cmocka_unit_test(a_near_port_that_is_closed_is_told_at_once),
		cmocka_unit_test(a_resolver_reaches_its_name_servers_only),
		cmocka_unit_test(the_walls_leave_open_what_the_door_does_and_no_more),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
