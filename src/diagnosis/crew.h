/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The processes of one probe: each has the channels that it was started with, no other descriptor (the standard three
 * lead nowhere), and dies with the process that started it.
 */
#ifndef TENKEN_DIAGNOSIS_CREW_H
#define TENKEN_DIAGNOSIS_CREW_H

#include <stdbool.h>
#include <sys/types.h>

#include "base/fault.h"

#define CREW_CHANNELS_MAX 2

struct crew_plan {
	/* The life of the process; it ends with this. The channels are its own copies. */
	void (*live)(void *context, const int channels[CREW_CHANNELS_MAX]);
	void *context;
	int channels[CREW_CHANNELS_MAX]; /* in this process; -1: none */
	int nowhere;                     /* /dev/null: behind the walls it cannot be opened any more */
};

/* ERR_BUSY when there may be no more processes. */
MUST_USE enum err crew_start(const struct crew_plan *plan, pid_t *ret_pid, struct fault *why);

/* Ends it at once, whatever it does, and waits for it. Returns 0 when it had ended by itself and well, else the signal
 * that ended it, or 1. */
int crew_end(pid_t pid);

/* Whether it has ended, and as crew_end() says how; it is waited for then. */
bool crew_has_ended(pid_t pid, int *ret_status);

#endif
