/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The states of a record beside the case (a diagnosis, a mail): one table a record says their names and which may
 * follow which. The enum of a record begins with 0 for a record that is not there yet.
 */
#ifndef TENKEN_CASES_RECORD_STATE_H
#define TENKEN_CASES_RECORD_STATE_H

#include "base/fault.h"
#include "base/str.h"

struct record_state {
	const char *name; /* in the store and in the keys of texts */
	unsigned next;    /* the states that may follow, a RECORD_STATE_BIT each */
};
#define RECORD_STATE_BIT(state) (1u << (state))

struct record_states {
	const char *record; /* "diagnosis", for faults */
	const struct record_state *states;
	int count;
};

const char *record_state_name(const struct record_states *record, int state);
/* False for what is no name; also for that of 0, which is never stored. */
bool record_state_parse(const struct record_states *record, struct str name, int *ret_state);

/* ERR_CONFLICT when `to` cannot follow `from`. */
MUST_USE enum err record_state_check(const struct record_states *record, int from, int to, struct fault *why);

#endif
