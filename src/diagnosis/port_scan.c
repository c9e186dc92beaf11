/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/port_scan.h"

#include <errno.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "diagnosis/pace.h"

#define EVENTS_MAX 64
#define BUSY_MAX   100 /* how often in a row this machine had no socket left */

struct flow {
	int fd; /* -1: free */
	size_t index;
	int64_t deadline_ms;
};

struct scanning {
	const struct port_scan *scan;
	struct pace pace;
	struct flow flows[PACE_IN_FLIGHT];
	int epoll_fd;
	size_t next, done;
	int busy;
};

static void finish(struct scanning *s, struct flow *flow, enum port_state state)
{
	close(flow->fd); /* leaves the epoll set with it */
	flow->fd = -1;
	s->scan->states[flow->index] = state;
	s->done++;
	if (state == PORT_STATE_SILENT)
		pace_silent(&s->pace);
	else
		pace_answered(&s->pace);
	if (s->scan->progress)
		s->scan->progress(s->scan->context, s->done);
}

static struct flow *free_flow(struct scanning *s)
{
	size_t i = 0;

	while (s->flows[i].fd >= 0)
		i++; /* the pace has as many places as there are flows */
	return &s->flows[i];
}

/* *ret_sent is false when the machine was busy and the same port is to be tried again. */
static enum err open_next(struct scanning *s, int64_t now_ms, bool *ret_sent, struct fault *why)
{
	struct flow *flow = free_flow(s);
	struct epoll_event event = {.events = EPOLLOUT, .data.ptr = flow};
	int fd;
	enum err err;

	err = door_connect(s->scan->door, &s->scan->addr, s->scan->ports[s->next], &fd, why);
	if (err == ERR_BUSY && ++s->busy < BUSY_MAX) {
		pace_not_sent(&s->pace);
		*ret_sent = false;
		return ERR_OK;
	}
	if (err)
		return err;
	if (epoll_ctl(s->epoll_fd, EPOLL_CTL_ADD, fd, &event) != 0) {
		close(fd);
		return fault_set(why, ERR_IO, "epoll_ctl: %s", strerror(errno));
	}
	*flow = (struct flow){.fd = fd, .index = s->next++, .deadline_ms = now_ms + PORT_SCAN_TIMEOUT_MS};
	s->busy = 0;
	*ret_sent = true;
	return ERR_OK;
}

static enum err open_some(struct scanning *s, struct fault *why)
{
	int64_t now_ms = clock_monotonic_ms();
	bool sent = true;
	enum err err = ERR_OK;

	while (!err && sent && s->next < s->scan->count && now_ms < s->scan->deadline_ms &&
	       pace_may_open(&s->pace, now_ms))
		err = open_next(s, now_ms, &sent, why);
	return err;
}

static void collect(struct scanning *s, int wait_ms)
{
	struct epoll_event events[EVENTS_MAX];
	int count = epoll_wait(s->epoll_fd, events, EVENTS_MAX, wait_ms);
	int64_t now_ms = clock_monotonic_ms();

	for (int i = 0; i < count; i++) {
		struct flow *flow = events[i].data.ptr;
		int error = door_connect_error(flow->fd);

		/* An ICMP "unreachable" does not come from the port, and a filter may send it: it counts as silence. */
		finish(s, flow,
		       error == 0              ? PORT_STATE_OPEN
		       : error == ECONNREFUSED ? PORT_STATE_CLOSED
					       : PORT_STATE_SILENT);
	}
	for (size_t i = 0; i < PACE_IN_FLIGHT; i++)
		if (s->flows[i].fd >= 0 && now_ms >= s->flows[i].deadline_ms)
			finish(s, &s->flows[i], PORT_STATE_SILENT);
}

static int time_to_wait(const struct scanning *s)
{
	int64_t now_ms = clock_monotonic_ms();
	int64_t wait_ms = STOP_SLICE_MS;

	if (s->next < s->scan->count && s->pace.in_flight < PACE_IN_FLIGHT &&
	    pace_next_ms(&s->pace, now_ms) - now_ms < wait_ms)
		wait_ms = pace_next_ms(&s->pace, now_ms) - now_ms;
	return (int)wait_ms;
}

static bool is_over(const struct scanning *s)
{
	bool may_open = s->next < s->scan->count && clock_monotonic_ms() < s->scan->deadline_ms;

	return !may_open && s->pace.in_flight == 0;
}

enum err port_scan_run(const struct port_scan *scan, struct fault *why)
{
	struct scanning s = {.scan = scan};
	enum err err = ERR_OK;

	pace_init(&s.pace, scan->flows_per_second, clock_monotonic_ms());
	for (size_t i = 0; i < PACE_IN_FLIGHT; i++)
		s.flows[i].fd = -1;
	s.epoll_fd = epoll_create1(EPOLL_CLOEXEC);
	if (s.epoll_fd < 0)
		return fault_set(why, ERR_IO, "epoll_create1: %s", strerror(errno));
	while (!err && !is_over(&s)) {
		if (stop_check(scan->door->stop) != STOP_NONE) {
			err = fault_set(why, ERR_DENIED, "told to stop");
			break;
		}
		err = open_some(&s, why);
		if (!err)
			collect(&s, time_to_wait(&s));
	}
	for (size_t i = 0; i < PACE_IN_FLIGHT; i++)
		if (s.flows[i].fd >= 0)
			close(s.flows[i].fd);
	close(s.epoll_fd);
	return err;
}
