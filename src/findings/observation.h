/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A fact that the probe saw, without any judgement: one JSON line. Kinds and their
 * members are listed in docs/observation.schema.json. Checks read them as values, so a new
 * kind needs no code here.
 */
#ifndef TENKEN_FINDINGS_OBSERVATION_H
#define TENKEN_FINDINGS_OBSERVATION_H

#include "base/buf.h"
#include "base/fault.h"
#include "codec/value.h"

#define OBSERVATION_LINE_MAX ((size_t)64 * 1024)

struct observation {
	int64_t at_ms;
	const char *kind;    /* "port.open", "service.banner", "tls.version", "tls.certificate", "http.response" ... */
	const char *target;  /* the host as authorised */
	const char *address; /* the address it was seen at; "" when it is about a name */
	int port;            /* 0 when it is about no port */
	const struct value *data; /* map: the members of this kind */
};

/* One line without its newline. ERR_INVALID says what is wrong; unknown kinds are accepted. */
MUST_USE enum err observation_parse(struct arena *arena, struct str line, struct observation *ret_observation,
				    struct fault *why);
void observation_format(const struct observation *observation, struct buf *out); /* no newline */

#endif
