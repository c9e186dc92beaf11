/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The HTTP/1.1 server: one thread owns all sockets (libevent), a bounded pool of threads answers requests, and
 * a queue brings the replies back. What is malformed, too large or too slow never reaches a page.
 *
 * It knows routes, forms and templates; it must never know SQL, a case or a rule of the programme. It speaks
 * clear HTTP: TLS is the work of the server in front of it (tls_front).
 */
#ifndef TENKEN_WEB_SERVER_H
#define TENKEN_WEB_SERVER_H

#include "web/route.h"

/* Finds who acts with this session. For an unknown or expired session *ret_actor is a visitor. */
typedef enum err (*server_find_actor)(const struct office *office, struct str session_token, struct arena *arena,
				      struct actor *ret_actor, struct fault *why);

/* Sees what a page is about to be filled with: the layout's values, and the page's own inside them at "page". Called by
 * any worker. */
typedef void (*server_look)(const char *page, const struct value *values);

/* Numbers that are 0 take their default. Everything pointed at must outlive the server. */
struct server_options {
	const struct office *office;
	const struct route *routes;
	size_t route_count;
	server_find_actor find_actor; /* NULL: everybody is a visitor */
	const char *const *addresses; /* "127.0.0.1:8080", "[::1]:0" */
	size_t address_count;
	bool tls_front;         /* HTTPS ends in front of us: HSTS, Secure cookies */
	const char *fronts;     /* other machines that are in front of us: front_read_list; NULL: none */
	bool quiet;             /* no access log */
	server_look look;       /* for tests: is it what is declared; NULL: nobody looks */
	size_t worker_threads;  /* 64 */
	size_t queue_max;       /* 1024 requests that wait for a worker */
	size_t apart_threads;   /* 2: for what a page does apart (reply_apart), of which each takes a core and memory */
	size_t apart_queue_max; /* 16 that wait for one of them, and as many that go first */
	size_t connections_max; /* 1000; one more takes the place of the oldest idle one, or is told 503 */
	size_t connections_of_one; /* half of them: of one address likewise, unless it is the front's */
	int first_ms;              /* 5,000 from connecting to the first byte */
	int head_ms;               /* 10,000 from the first byte of a request to its empty line */
	int body_ms;               /* 30,000 for the body */
	int idle_ms;               /* 30,000 between two requests */
	int write_ms;              /* 30,000 and a second for each 16 KiB to take a reply */
	int grace_ms;              /* 10,000 to finish requests after server_stop */
};

struct server;

/* Compiles all templates, binds the addresses and starts the workers. ERR_INVALID for a broken template (with
 * file:line), an unusable address or a route table that contradicts itself; ERR_IO for what the system refuses. */
MUST_USE enum err server_new(const struct server_options *options, struct server **ret_server, struct fault *why);

/* Serves in the calling thread until server_stop. SIGPIPE stays blocked in this thread. */
MUST_USE enum err server_run(struct server *server, struct fault *why);

/* May be called from any thread and from a signal handler, more than once. */
void server_stop(struct server *server);

void server_free(struct server *server); /* NULL is fine; not while server_run runs */

/* The port of the index-th address, of use when 0 was asked for. */
int server_port(const struct server *server, size_t index);

/* Counters in Prometheus' text format, for the page /metrics. */
void server_metrics(const struct request *request, struct buf *out);

#endif
