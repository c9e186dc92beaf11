/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a run that was broken off leaves to the one that goes on: a probe tells one address after the other to its end
 * (diagnosis/probe_run.h), so all that it told before it began with the last address is whole. Pure.
 */
#ifndef TENKEN_USECASES_DIAGNOSIS_DIAGNOSE_PAST_H
#define TENKEN_USECASES_DIAGNOSIS_DIAGNOSE_PAST_H

#include "base/arena.h"
#include "findings/authorisation.h"

struct diagnose_past {
	size_t kept; /* so many of the first lines are whole; 0: the run begins afresh */
	struct authorisation_past *places;
	size_t place_count;
};

/* Of stored observations, in their order. A line that is none ends what is whole. The places live in the arena. */
struct diagnose_past diagnose_past_read(struct arena *arena, const struct str *lines, size_t count);

#endif
