/* SPDX-License-Identifier: Apache-2.0 */
/* Every packet that the probe sends, seen from the wire. */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "peer.h"
#include "probing.h"
#include "test.h"
#include "wire.h"

#define HOST     "10.77.0.9"
#define HOST_IP  UINT32_C(0x0a4d0009)
#define LATER_US 1500000

struct scene {
	struct wire wire;
	struct probing probing;
	uint16_t ports[2000];
};

static enum wire_answer is_silent(uint16_t port, size_t n)
{
	return WIRE_SILENCE;
}

static enum wire_answer resets(uint16_t port, size_t n)
{
	return WIRE_RESET;
}

/* As on a line that loses every first packet. */
static enum wire_answer loses_the_first(uint16_t port, size_t n)
{
	return n == 0 ? WIRE_SILENCE : WIRE_RESET;
}

static struct scene *scene_new(size_t port_count, enum wire_answer (*answer)(uint16_t, size_t))
{
	struct scene *scene = calloc(1, sizeof(*scene));

	assert_non_null(scene);
	for (size_t i = 0; i < port_count; i++)
		scene->ports[i] = (uint16_t)(1000 + i);
	scene->probing.host = HOST;
	scene->probing.ports = scene->ports;
	scene->probing.port_count = port_count;
	wire_start(&scene->wire, answer);
	return scene;
}

static void scene_free(struct scene *scene)
{
	probing_release(&scene->probing);
	free(scene);
}

/* Runs it, and waits whether something comes behind its end. */
static void run(struct scene *scene)
{
	probing_run(&scene->probing);
	usleep(LATER_US);
	wire_stop(&scene->wire);
	for (size_t i = 0; i < scene->wire.count; i++)
		assert_int_equal(scene->wire.packets[i].to, HOST_IP);
}

static int64_t counted(const struct scene *scene, const char *state)
{
	const struct observation *seen = probing_find(&scene->probing, "port.summary", 0, 0);

	assert_non_null(seen);
	return value_get_int(seen->data, state, -1);
}

static void a_silent_port_gets_exactly_two_syns(void **state)
{
	struct scene *scene = scene_new(20, is_silent);

	run(scene);
	assert_int_equal(counted(scene, "silent"), 20);
	assert_int_equal(scene->wire.count, 40);
	for (size_t i = 0; i < 20; i++)
		assert_int_equal(scene->wire.syns[scene->ports[i]], 2);
	scene_free(scene);
}

static void a_closed_port_gets_one(void **state)
{
	struct scene *scene = scene_new(20, resets);

	run(scene);
	assert_int_equal(counted(scene, "closed"), 20);
	assert_int_equal(scene->wire.count, 20);
	scene_free(scene);
}

static void what_was_lost_is_tried_again(void **state)
{
	struct scene *scene = scene_new(20, loses_the_first);

	run(scene);
	assert_int_equal(counted(scene, "closed"), 20);
	assert_int_equal(counted(scene, "silent"), 0);
	assert_int_equal(scene->wire.count, 40);
	scene_free(scene);
}

/* As a network that shuts out whoever knocks too often. */
static size_t answers_left;

static enum wire_answer shuts_out(uint16_t port, size_t n)
{
	return answers_left && answers_left-- ? WIRE_RESET : WIRE_SILENCE;
}

static void who_is_shut_out_learns_nothing_from_silence(void **state)
{
	struct scene *scene;

	answers_left = 5;
	scene = scene_new(20, shuts_out);
	run(scene);
	assert_int_equal(counted(scene, "closed"), 5);
	assert_int_equal(counted(scene, "silent"), 0);
	assert_int_equal(counted(scene, "tried"), 5);
	assert_non_null(strstr(probing_text(&scene->probing, "probe.problem", 0, "reason"), "shut out"));
	scene_free(scene);
}

/* Of 2,000 silent ports: the line's session table is what could break. The probe ends its run by its own clock, so
 * however slow this machine is, more than this cannot have gone out. */
static void a_silent_line_gets_at_most_thirty_a_second(void **state)
{
	struct scene *scene = scene_new(2000, is_silent);

	scene->probing.window_ms = 5000;
	run(scene);
	assert_in_range(scene->wire.count, 1, 5 * 30 + 3);
	scene_free(scene);
}

static void after_a_stop_nothing_is_sent_any_more(void **state)
{
	struct scene *scene = scene_new(2000, is_silent);
	size_t sent;

	scene->probing.stop_at = "probe.progress";
	probing_run(&scene->probing);
	sent = wire_sent(&scene->wire);
	usleep(LATER_US);
	wire_stop(&scene->wire);
	assert_int_equal(scene->probing.exit_status, 5);
	assert_int_equal(scene->wire.count, sent);
	assert_in_range(sent, 1, 1999); /* nobody waited for the ports that were left */
	scene_free(scene);
}

/* The name is authorised; that it leads to a neighbour on the same wire does not make that one authorised. */
static void a_lying_name_server_leads_nobody_to_a_neighbour(void **state)
{
	struct dns_peer dns = {.address = {10, 77, 0, 66}};
	struct scene *scene = scene_new(5, is_silent);

	dns_peer_start(&dns);
	scene->probing.host = "evil.example";
	scene->probing.second_host = HOST;
	scene->probing.name_server = dns.port;
	run(scene); /* which looks at the address of each packet */
	assert_true(dns.questions > 0);
	assert_string_equal(probing_text(&scene->probing, "probe.problem", 0, "what"), "scope");
	assert_int_equal(scene->wire.count, 10);
	dns_peer_stop(&dns);
	scene_free(scene);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_silent_port_gets_exactly_two_syns),
		cmocka_unit_test(a_closed_port_gets_one),
		cmocka_unit_test(what_was_lost_is_tried_again),
		cmocka_unit_test(who_is_shut_out_learns_nothing_from_silence),
		cmocka_unit_test(a_silent_line_gets_at_most_thirty_a_second),
		cmocka_unit_test(after_a_stop_nothing_is_sent_any_more),
		cmocka_unit_test(a_lying_name_server_leads_nobody_to_a_neighbour),
	};

	signal(SIGPIPE, SIG_IGN);
	if (!wire_enter_namespace())
		return 77; /* meson's word for a test that cannot run here */
	return cmocka_run_group_tests(tests, NULL, NULL);
}
