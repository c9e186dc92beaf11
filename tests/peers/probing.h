/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Runs the real tenken-probe with an authorisation and keeps what it says.
 */
#ifndef TENKEN_TESTS_PEERS_PROBING_H
#define TENKEN_TESTS_PEERS_PROBING_H

#include <stdbool.h>

#include "base/arena.h"
#include "findings/authorisation.h"
#include "findings/observation.h"

#define PROBING_LINES_MAX 4000

struct probing {
	/* Set before. */
	const char *host;        /* NULL: 127.0.0.1 */
	const char *second_host; /* NULL: none */
	const uint16_t *ports;
	size_t port_count;
	const uint16_t *udp_ports; /* NULL: none */
	size_t udp_port_count;
	int64_t window_ms;   /* how long the window lasts from now; 0: a day */
	int64_t opens_in_ms; /* the window opens so much later */
	bool is_revoked;
	enum authorisation_purpose purpose; /* of the run; the document permits the first diagnosis alone */
	bool is_purpose_ended;
	enum ownership_way ownership_way; /* both of a run of that purpose */
	const char *ownership_token;
	const char *raw;       /* in place of an authorisation */
	int session_ms;        /* 0: 1,000 */
	uint16_t name_server;  /* a port on 127.0.0.1; 0: none */
	bool has_old_kernel;   /* one that knows no Landlock */
	bool without_landlock; /* the option that says so */
	const char *stop_at;   /* the kind of observation after which it is told to stop; NULL: never */
	bool stop_by_signal;   /* by SIGTERM; else by a line */

	/* Filled in. */
	struct arena arena;
	struct observation seen[PROBING_LINES_MAX];
	size_t seen_count;
	int exit_status;
	int64_t took_ms;
	char errors[2048];
};

/* Fails the test when the probe writes a line that is no observation, or does not end within a minute. */
void probing_run(struct probing *probing);
void probing_release(struct probing *probing);

/* The n-th observation of a kind on a port (0: any), or NULL. */
const struct observation *probing_find(const struct probing *probing, const char *kind, int port, size_t n);
size_t probing_count(const struct probing *probing, const char *kind);

/* A member of the data of the first observation of a kind on a port; "" when there is none. */
const char *probing_text(const struct probing *probing, const char *kind, int port, const char *member);

#endif
