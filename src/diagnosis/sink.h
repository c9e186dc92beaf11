/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where observations go. Knows how foreign bytes become text; judges nothing.
 */
#ifndef TENKEN_DIAGNOSIS_SINK_H
#define TENKEN_DIAGNOSIS_SINK_H

#include "base/clock.h"
#include "findings/observation.h"
#include "net/addr.h"

#define SINK_TEXT_MAX ((size_t)2048) /* bytes of a foreign text; six times that in JSON at worst */

struct sink {
	/* The observation lives until this returns. */
	void (*take)(void *context, const struct observation *observation);
	void *context;
	struct clock clock; /* the programme's, for at_ms */
};

/* What an observation is about; addr NULL: about the name or, without a target, about the run. */
struct subject {
	const char *target;
	const struct addr *addr;
	int port;
};

void sink_emit(const struct sink *sink, const struct subject *subject, const char *kind, const struct value *data);

/* probe.problem: what could not be done or was cut, and why, in English. */
void sink_problem(const struct sink *sink, const struct subject *subject, const char *what, const char *reason);

/* service.banner: the text as it came, cut and made UTF-8 here. */
void sink_banner(const struct sink *sink, const struct subject *subject, const char *service, struct str text);

/* UTF-8 for bytes that may be anything: a byte that is no part of a valid sequence becomes U+0080..U+00FF. Cut at most
 * bytes. */
struct value *sink_text(struct arena *arena, struct str bytes, size_t most);

#endif
