/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The parent's side of tenken-probe: starts a program without a shell and with an empty environment, gives it its
 * input, takes its lines with caps and a deadline, tells it to stop, and always reaps it. Knows nothing of what the
 * lines say.
 *
 * Standard input stays open behind the input: the line "stop" on it asks the program to end at once. A program that has
 * not ended within CHILD_GRACE_MS is killed.
 */
#ifndef TENKEN_NET_CHILD_H
#define TENKEN_NET_CHILD_H

#include "base/fault.h"
#include "base/str.h"

#define CHILD_GRACE_MS  3000
#define CHILD_ERROR_MAX 1000

struct child_plan {
	const char *path;     /* of the program */
	const char *argument; /* its only one; NULL: none */
	struct str input;     /* ends with a newline */
	size_t line_max;      /* bytes of a line; a longer one is ERR_TOO_LARGE */
	size_t lines_max;     /* further ones likewise */
	int64_t run_ms;       /* longest run; then it is stopped and ERR_TIMEOUT */
	int64_t life_ms;      /* so long after its start it is killed without a question; 0: never */
	/* Each line of its standard output, without the newline. An error ends the run and is returned. */
	enum err (*take_line)(void *context, struct str line, struct fault *why);
	/* Asked every CHILD_ASK_MS: false asks the program to stop. */
	bool (*is_wanted)(void *context);
	void *context;
};
#define CHILD_ASK_MS 250

struct child_end {
	int exit_status;              /* -1 when a signal ended it */
	bool was_stopped;             /* because is_wanted said so */
	bool was_killed;              /* because its life was over */
	char errors[CHILD_ERROR_MAX]; /* what it wrote to standard error, cut */
};

/* Runs the program to its end. ERR_NOT_FOUND when it cannot be started. */
MUST_USE enum err child_run(const struct child_plan *plan, struct child_end *ret_end, struct fault *why);

#endif
