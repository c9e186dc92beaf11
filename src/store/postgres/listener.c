/* SPDX-License-Identifier: Apache-2.0 */
#include "store/postgres/listener.h"

#include <libpq-fe.h>
#include <poll.h>
#include <stdbool.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/log.h"
#include "store/postgres/connect.h"

enum { STATEMENT_TIMEOUT_MS = 10000, RETRY_FIRST_MS = 100, RETRY_LONGEST_MS = 5000 };

struct listener {
	struct arena arena; /* holds this too */
	const char *address;
	struct bell *bell;
	int stop_fd; /* readable when it is to end */
	pthread_t thread;
};

/* True when the listener is to stop; otherwise after timeout_ms or as soon as fd can be read. */
static bool wait_or_stop(const struct listener *listener, int fd, int timeout_ms)
{
	struct pollfd fds[] = {{.fd = listener->stop_fd, .events = POLLIN}, {.fd = fd, .events = POLLIN}};

	poll(fds, 2, timeout_ms); /* a signal in between only means one more turn */
	return fds[0].revents != 0;
}

/* Rings at each notification until the connection ends; true when the listener is to stop. */
static bool listen_on(const struct listener *listener, PGconn *pg)
{
	while (!wait_or_stop(listener, PQsocket(pg), -1)) {
		PGnotify *notify;
		bool any = false;

		if (!PQconsumeInput(pg))
			return false;
		while ((notify = PQnotifies(pg))) {
			PQfreemem(notify);
			any = true;
		}
		if (any)
			bell_ring(listener->bell);
	}
	return true;
}

static void *run_listener(void *context)
{
	const struct listener *listener = context;
	int pause_ms = RETRY_FIRST_MS;
	bool stop = false;

	while (!stop) {
		struct fault why = {ERR_OK, ""};
		PGconn *pg = NULL;
		enum err err = connect_server(listener->address, STATEMENT_TIMEOUT_MS, &pg, &why);

		if (!err)
			err = connect_command(pg, "LISTEN tenken", &why);
		if (!err) {
			pause_ms = RETRY_FIRST_MS;
			bell_ring(listener->bell);
			stop = listen_on(listener, pg);
		} else {
			log_warning("notifications of other processes are not heard: %s", why.text);
		}
		PQfinish(pg);
		stop = stop || wait_or_stop(listener, -1, pause_ms);
		pause_ms = pause_ms * 2 < RETRY_LONGEST_MS ? pause_ms * 2 : RETRY_LONGEST_MS;
	}
	return NULL;
}

static void free_listener(struct listener *listener)
{
	struct arena arena = listener->arena;

	if (listener->stop_fd >= 0)
		close(listener->stop_fd);
	arena_release(&arena);
}

void *listener_start(const char *address, struct bell *bell)
{
	struct arena arena;
	struct listener *listener;

	arena_init(&arena);
	listener = arena_alloc(&arena, sizeof(*listener));
	listener->address = arena_strdup(&arena, address);
	listener->arena = arena;
	listener->bell = bell;
	listener->stop_fd = eventfd(0, EFD_CLOEXEC);
	if (listener->stop_fd >= 0 && !pthread_create(&listener->thread, NULL, run_listener, listener))
		return listener;
	log_warning("notifications of other processes are not heard: no thread for them");
	free_listener(listener);
	return NULL;
}

void listener_stop(void *context)
{
	struct listener *listener = context;

	while (eventfd_write(listener->stop_fd, 1))
		continue; /* a counter of one cannot be full, so only a signal can have interrupted */
	pthread_join(listener->thread, NULL);
	free_listener(listener);
}
