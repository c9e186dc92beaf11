/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which TCP ports of one address accept a connection: connect() over epoll, paced, nothing is sent on it. Raw SYNs
 * would be faster, but need a capability and their answers get lost behind NAT where connect() works.
 */
#ifndef TENKEN_DIAGNOSIS_PORT_SCAN_H
#define TENKEN_DIAGNOSIS_PORT_SCAN_H

#include "net/door.h"

enum port_state { PORT_STATE_NOT_TRIED, PORT_STATE_OPEN, PORT_STATE_CLOSED, PORT_STATE_SILENT };

#define PORT_SCAN_TIMEOUT_MS 2500 /* the second SYN has 1.5 s to be answered */

struct port_scan {
	struct door *door;
	struct addr addr;
	const uint16_t *ports;
	size_t count;
	int flows_per_second;    /* of the authorisation; 0: none */
	int64_t deadline_ms;     /* clock_monotonic_ms(); ports left then stay PORT_STATE_NOT_TRIED */
	enum port_state *states; /* count of them, filled in */
	void (*progress)(void *context, size_t done); /* may be NULL; called often */
	void *context;
};

/* ERR_DENIED when stopped (states so far stay), ERR_NOT_FOUND without a route, ERR_IO. The deadline is no error. */
MUST_USE enum err port_scan_run(const struct port_scan *scan, struct fault *why);

#endif
