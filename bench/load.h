/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Sends requests over a number of keep-alive connections at once, each connection one request after the other, and
 * takes the time of each. One thread, epoll: it must cost little beside the server that it measures.
 */
#ifndef TENKEN_BENCH_LOAD_H
#define TENKEN_BENCH_LOAD_H

#include "base/str.h"

#define LOAD_CONNECTIONS_MAX 256

struct load_reply {
	int status;
	struct str head; /* terminated by its empty line */
	struct str body;
};

struct load {
	int port; /* of 127.0.0.1 */
	int connections;
	const struct str *requests; /* whole, as they go over the wire */
	size_t count;
	/* False ends the run as failed. May be NULL. */
	bool (*take)(void *context, size_t index, const struct load_reply *reply);
	void *context;
};

struct load_result {
	double seconds;
	double per_second;
	double p50_ms, p95_ms, p99_ms, max_ms;
};

/* False after a message on stderr when a connection broke, a reply was no HTTP or take said no. */
bool load_run(const struct load *load, struct load_result *ret_result);

#endif
