/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a run that was broken off leaves to the one that goes on: a probe tells one address after the other and says of
 * each when all of it was told ("probe.place"). The lines up to the last such one stay, as long as no address before it
 * lacks its own. Pure.
 */
#ifndef TENKEN_USECASES_DIAGNOSIS_DIAGNOSE_PAST_H
#define TENKEN_USECASES_DIAGNOSIS_DIAGNOSE_PAST_H

#include "base/arena.h"
#include "findings/authorisation.h"
#include "findings/observation.h"

struct diagnose_past {
	size_t kept; /* so many of the first lines are whole; 0: the run begins afresh */
	struct authorisation_past *places;
	size_t place_count;
	const struct observation *said; /* of names and problems, in what is kept */
	size_t said_count;
};

/* Of stored observations, in their order. A line that is none ends what is whole. What is returned lives in the arena,
 * and with the lines. */
struct diagnose_past diagnose_past_read(struct arena *arena, const struct str *lines, size_t count);

/* Of "target.resolved" and "probe.problem": what is kept says the same of this target and address, at another time. */
bool diagnose_past_has(const struct diagnose_past *past, const struct observation *seen);

#endif
