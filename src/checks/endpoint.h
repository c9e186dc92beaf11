/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Observations gathered by where they were made, so that a check says one thing about one port. Knows
 * nothing of what was observed.
 *
 * A name may have several addresses: what they showed at one port stands together, since the company knows
 * the name and the port and mends them as one.
 */
#ifndef TENKEN_CHECKS_ENDPOINT_H
#define TENKEN_CHECKS_ENDPOINT_H

#include "checks/check.h"

struct endpoint {
	const char *target;
	int port;                              /* 0 gathers what is about the target as a whole */
	const struct observation *const *seen; /* at least one, in the order of the input */
	size_t count;
};

/* Every target and port of the input, by target, then port. Views of the input; the array lives in the arena. */
struct endpoint *endpoint_gather(struct arena *arena, const struct check_input *input, size_t *ret_count);

/* A finding about this port to begin with: good, confirmed, the only variant, no evidence, at the address of an
 * observation (of the first one when seen is NULL). */
struct finding endpoint_finding(const struct endpoint *endpoint, const char *check, const struct observation *seen);

/* The first observation of a kind from index `from` on; its index, or count when there is none. */
size_t endpoint_next(const struct endpoint *endpoint, size_t from, const char *kind);

#endif
