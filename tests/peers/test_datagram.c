/* SPDX-License-Identifier: Apache-2.0 */
/* Peers over UDP, kind and rude: one small question, twice at most, and no byte to a port that nobody named. */
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "probing.h"
#include "test.h"

#define COAP      5683
#define MEMCACHED 11211
#define UNUSED    61009 /* of TCP, so that the probe has a port to try */

struct datagram_peer {
	int fd;
	const char *answer; /* NULL: none */
	size_t size;
	int times; /* it is sent so often */
	atomic_int questions;
	atomic_bool is_over;
	pthread_t thread;
};

static void *serve(void *context)
{
	struct datagram_peer *peer = context;

	while (!peer->is_over) {
		struct pollfd one = {.fd = peer->fd, .events = POLLIN};
		struct sockaddr_in from;
		socklen_t size = sizeof(from);
		char bytes[2048];

		if (poll(&one, 1, 20) != 1 ||
		    recvfrom(peer->fd, bytes, sizeof(bytes), 0, (struct sockaddr *)&from, &size) <= 0)
			continue;
		peer->questions++;
		for (int i = 0; peer->answer && i < peer->times && !peer->is_over; i++)
			(void)!sendto(peer->fd, peer->answer, peer->size, 0, (struct sockaddr *)&from, size);
	}
	return NULL;
}

static void start(struct datagram_peer *peer, uint16_t port)
{
	struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr = {htonl(INADDR_LOOPBACK)}};

	peer->fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (bind(peer->fd, (struct sockaddr *)&at, sizeof(at)) != 0)
		skip(); /* the port is somebody else's here */
	assert_int_equal(pthread_create(&peer->thread, NULL, serve, peer), 0);
}

static void stop(struct datagram_peer *peer)
{
	peer->is_over = true;
	pthread_join(peer->thread, NULL);
	close(peer->fd);
}

/* The caller releases it. */
static struct probing *probe(const uint16_t *udp_ports, size_t count)
{
	static const uint16_t port = UNUSED;
	struct probing *probing = calloc(1, sizeof(*probing));

	assert_non_null(probing);
	probing->ports = &port;
	probing->port_count = 1;
	probing->udp_ports = udp_ports;
	probing->udp_port_count = count;
	probing->session_ms = 5000;
	probing_run(probing);
	assert_int_equal(probing->exit_status, 0);
	return probing;
}

static void release(struct probing *probing)
{
	probing_release(probing);
	free(probing);
}

static const struct observation *answer_of(const struct probing *probing, uint16_t port)
{
	const struct observation *seen = probing_find(probing, "service.answer", port, 0);

	assert_non_null(seen);
	assert_string_equal(value_get_text(seen->data, "transport"), "udp");
	return seen;
}

static void an_answer_is_told_with_its_sizes(void **state)
{
	static const uint16_t port = COAP;
	struct datagram_peer peer = {.answer = "\x70\0tk", .size = 4, .times = 1};
	struct probing *probing;
	const struct observation *seen;

	start(&peer, port);
	probing = probe(&port, 1);
	seen = answer_of(probing, port);
	assert_true(value_get_bool(seen->data, "answered"));
	assert_string_equal(value_get_text(seen->data, "service"), "coap");
	assert_int_equal(value_get_int(seen->data, "asked_bytes", 0), 4);
	assert_int_equal(value_get_int(seen->data, "answered_bytes", 0), 4);
	stop(&peer);
	assert_in_range(peer.questions, 1, 2); /* where the answer takes a second, it is asked again */
	release(probing);
}

static void silence_is_asked_twice(void **state)
{
	static const uint16_t port = COAP;
	struct datagram_peer peer = {.times = 1};
	struct probing *probing;

	start(&peer, port);
	probing = probe(&port, 1);
	assert_false(value_get_bool(answer_of(probing, port)->data, "answered"));
	assert_string_equal(value_get_text(answer_of(probing, port)->data, "reason"), "timeout");
	stop(&peer);
	assert_int_equal(peer.questions, 2);
	release(probing);
}

static void a_closed_port_is_told(void **state)
{
	static const uint16_t port = COAP;
	struct probing *probing = probe(&port, 1);

	assert_string_equal(value_get_text(answer_of(probing, port)->data, "reason"), "refused");
	release(probing);
}

static void an_empty_datagram_is_an_answer(void **state)
{
	static const uint16_t port = COAP;
	struct datagram_peer peer = {.answer = "", .times = 1};
	struct probing *probing;

	start(&peer, port);
	probing = probe(&port, 1);
	assert_string_equal(value_get_text(answer_of(probing, port)->data, "reason"), "other");
	stop(&peer);
	release(probing);
}

static void garbage_is_another_service(void **state)
{
	static const uint16_t port = MEMCACHED;
	struct datagram_peer peer = {.answer = "\xff\xff\xff\xff\xff\xff\xff\xff\xff", .size = 9, .times = 1};
	struct probing *probing;

	start(&peer, port);
	probing = probe(&port, 1);
	assert_string_equal(value_get_text(answer_of(probing, port)->data, "reason"), "other");
	stop(&peer);
	release(probing);
}

static void a_flood_is_counted_up_to_its_cap(void **state)
{
	static char answer[1400] = "tk\0\0\0\x01\0\0VERSION 1.6.18\r\n";
	static const uint16_t port = MEMCACHED;
	struct datagram_peer peer = {.answer = answer, .size = sizeof(answer), .times = 100000};
	struct probing *probing;
	int64_t bytes;

	start(&peer, port);
	probing = probe(&port, 1);
	assert_true(value_get_bool(answer_of(probing, port)->data, "answered"));
	bytes = value_get_int(answer_of(probing, port)->data, "answered_bytes", 0);
	assert_in_range(bytes, 2 * sizeof(answer), 16 * 1024 + sizeof(answer));
	stop(&peer);
	release(probing);
}

static void a_port_that_nobody_named_gets_nothing(void **state)
{
	static const uint16_t named = COAP;
	struct datagram_peer peer = {.times = 1};
	struct probing *probing;

	start(&peer, MEMCACHED);
	probing = probe(&named, 1);
	stop(&peer);
	assert_int_equal(peer.questions, 0);
	release(probing);
	probing = probe(NULL, 0);
	assert_null(probing_find(probing, "service.answer", 0, 0));
	release(probing);
}

/* Only the consent opens it; a probe that may not says so of the port, and the socket is never made. */
static void snmp_without_its_consent_is_not_asked(void **state)
{
	static const uint16_t port = 161;
	struct probing *probing = probe(&port, 1);

	assert_null(probing_find(probing, "service.answer", port, 0));
	release(probing);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_answer_is_told_with_its_sizes),
		cmocka_unit_test(silence_is_asked_twice),
		cmocka_unit_test(a_closed_port_is_told),
		cmocka_unit_test(an_empty_datagram_is_an_answer),
		cmocka_unit_test(garbage_is_another_service),
		cmocka_unit_test(a_flood_is_counted_up_to_its_cap),
		cmocka_unit_test(a_port_that_nobody_named_gets_nothing),
		cmocka_unit_test(snmp_without_its_consent_is_not_asked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
