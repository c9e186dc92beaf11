/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One small question to a web server and its answer in memory: a page is got, or a field of a form is handed in. HTTPS
 * with a valid certificate; plain HTTP only to this machine. No redirect is followed, so that who answers is who was
 * asked.
 */
#ifndef TENKEN_NET_ASK_H
#define TENKEN_NET_ASK_H

#include "base/arena.h"
#include "base/fault.h"
#include "base/str.h"

#define ASK_URL_MAX 1000

struct ask {
	const char *url;     /* "https://...", "http://127.0.0.1..." */
	const char *ca_file; /* PEM; NULL takes the system's */
	const char *field;   /* of a form sent by POST; NULL: GET */
	struct str value;    /* of the field, any bytes */
	size_t size_max;     /* bytes of the answer's content */
	int timeout_ms;      /* for everything, from the name to the last byte; above 0 */
};

struct ask_answer {
	long status; /* of HTTP, whatever it is */
	struct str body;
};

/* ERR_INVALID: an address that must not be asked. ERR_TOO_LARGE: an answer beyond size_max. ERR_TIMEOUT. ERR_IO:
 * everything else between here and there. The body lives in the arena. Blocks; the process must ignore SIGPIPE. */
MUST_USE enum err ask_server(struct arena *arena, const struct ask *ask, struct ask_answer *ret_answer,
			     struct fault *why);

#endif
