/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One run of the probe over a case's targets and what became of it.
 */
#ifndef TENKEN_CASES_DIAGNOSIS_STATE_H
#define TENKEN_CASES_DIAGNOSIS_STATE_H

#include "base/fault.h"
#include "base/str.h"

enum diagnosis_state {
	DIAGNOSIS_STATE_NONE,      /* there is none */
	DIAGNOSIS_STATE_QUEUED,    /* its job waits for a worker */
	DIAGNOSIS_STATE_OBSERVING, /* the probe runs, or was cut off: then it goes on */
	DIAGNOSIS_STATE_DONE,      /* observed to the end and judged */
	DIAGNOSIS_STATE_STOPPED,   /* by hand, by a revocation or because its window was over */
	DIAGNOSIS_STATE_FAILED,    /* the probe could not do it */
};

const char *diagnosis_state_name(enum diagnosis_state state); /* "queued" */
bool diagnosis_state_parse(struct str name, enum diagnosis_state *ret_state);

/* Moves the record on. ERR_CONFLICT, and *state stays, when `to` cannot follow. */
MUST_USE enum err diagnosis_state_move(enum diagnosis_state *state, enum diagnosis_state to, struct fault *why);

/* It waits for its job or goes on. */
bool diagnosis_state_is_running(enum diagnosis_state state);

#endif
