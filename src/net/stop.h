/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whether to go on. Everything that waits or sends asks here first, at least every STOP_SLICE_MS.
 *
 * There are three reasons to stop: the process gets SIGTERM or SIGINT, its parent writes a line "stop" to the control
 * descriptor (the probe's standard input, behind the authorisation), or the authorisation's window ends. The lines
 * "pause" and "continue" ask to rest and to go on. A reason, once
 * given, stays. Behind them stands an alarm clock, for a process that is kept from asking at all. The end of the
 * control input is not a reason: a probe started with "< authorisation.json" runs to its end.
 */
#ifndef TENKEN_NET_STOP_H
#define TENKEN_NET_STOP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/clock.h"
#include "base/fault.h"

#define STOP_SLICE_MS 50
#define STOP_LINE_MAX 256
#define STOP_ALARM_MS 2000

enum stop_reason { STOP_NONE, STOP_ASKED, STOP_WINDOW_ENDED };

struct stop {
	int signal_fd;  /* -1: none */
	int control_fd; /* -1: none, or at its end */
	struct clock clock;
	int64_t not_after_ms; /* on that clock */
	enum stop_reason reason;
	bool is_paused; /* as the last of those lines said */
	char line[STOP_LINE_MAX];
	size_t used;
};

/* Blocks SIGTERM and SIGINT and makes them readable; ignores SIGPIPE and SIGXFSZ, whose writes fail instead. ERR_IO. */
MUST_USE enum err stop_catch_signals(struct stop *stop, struct fault *why);
/* The last wall: STOP_ALARM_MS behind the window's end SIGALRM ends this process, whatever it is doing. ERR_IO. */
MUST_USE enum err stop_set_alarm(const struct stop *stop, struct fault *why);
void stop_release(struct stop *stop); /* the signal descriptor; the control descriptor stays the caller's */

/* Bytes that were read from the control descriptor before this module got it. */
void stop_feed(struct stop *stop, const char *bytes, size_t size);

enum stop_reason stop_check(struct stop *stop);

/* Waits until fd is ready for the poll(2) events, the deadline on clock_monotonic_ms() passes (ERR_TIMEOUT) or there is
 * a reason to stop (ERR_DENIED). A negative fd only waits. */
MUST_USE enum err stop_wait(struct stop *stop, int fd, short events, int64_t deadline_ms);

#endif
