/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A wire that leads nowhere: a TUN device in a network namespace of this test program, whose other end is this file. It
 * keeps every packet that the machine sends to 10.77.0.0/24 and answers as it is told. No packet leaves the machine.
 */
#ifndef TENKEN_TESTS_PEERS_WIRE_H
#define TENKEN_TESTS_PEERS_WIRE_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define WIRE_PACKETS_MAX 20000

struct wire_packet {
	uint32_t to;   /* IPv4, in the order of the host; 0: no IPv4 */
	uint16_t port; /* 0: no TCP */
	bool is_syn;
};

enum wire_answer { WIRE_SILENCE, WIRE_RESET };

struct wire {
	int fd;
	pthread_t thread;
	volatile bool is_over;
	/* The answer to the n-th SYN (from 0) to a port. */
	enum wire_answer (*answer)(uint16_t port, size_t n);
	volatile uint16_t mark; /* the last that arrived */
	uint16_t marks_sent;
	struct wire_packet packets[WIRE_PACKETS_MAX];
	size_t count;
	uint16_t syns[65536];
};

/* Moves this program into a namespace of its own. False, with the reason printed, where that may not be. */
bool wire_enter_namespace(void);

void wire_start(struct wire *wire, enum wire_answer (*answer)(uint16_t port, size_t n));
void wire_stop(struct wire *wire);

/* How many packets were sent until now: a packet of our own follows them, which does not count. */
size_t wire_sent(struct wire *wire);

#endif
