/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One file from a publisher's server by HTTPS to disk: only if it changed, from where it stopped before, and never more
 * than was asked for. The server's certificate has to be valid; a redirect leads to HTTPS or nowhere.
 *
 * While it comes in it stands in PATH.part, with what the server calls this version of it in PATH.part.tag, so that a
 * later call goes on (RFC 9110, 13.1.5 and 14) also after a kill; whole, it takes the name PATH.
 */
#ifndef TENKEN_NET_FETCH_H
#define TENKEN_NET_FETCH_H

#include "base/fault.h"
#include "base/str.h"

#define FETCH_URL_MAX 1000
#define FETCH_TAG_MAX 256 /* bytes of a server's mark of a version; a longer one is ignored */

/* What a server calls one version of a file; "" when it does not say. */
struct fetch_version {
	char etag[FETCH_TAG_MAX];
	char modified[FETCH_TAG_MAX]; /* Last-Modified */
};

struct fetch {
	const char *url;                   /* "https://..." */
	const char *path;                  /* its folder exists */
	const char *ca_file;               /* PEM; NULL takes the system's */
	const struct fetch_version *known; /* the version that the caller has; NULL: none */
	uint64_t size_max;                 /* bytes */
	int connect_timeout_ms;            /* 0 takes 30 s */
	int stall_s;                       /* 0 takes 60 s: less than 100 bytes a second for so long ends it */
	int timeout_ms;                    /* 0 takes 1 h, for everything */
	void (*on_progress)(void *context, uint64_t done, uint64_t total); /* bytes; total 0: not known. May be NULL */
	void *context;
};

struct fetched {
	bool is_unchanged; /* the known version is the newest; nothing was written */
	struct fetch_version version;
	uint64_t size;         /* bytes of the file */
	uint64_t resumed_from; /* how many of them were there before */
};

/*
 * ERR_INVALID: no HTTPS address, or a redirect to something else. ERR_NOT_FOUND: the server has no such file. ERR_BUSY:
 * it asks to come again later. ERR_TOO_LARGE. ERR_IO: everything else between here and there, and the disk. What was
 * received stays for the next call, except after ERR_TOO_LARGE. Blocks; the process must ignore SIGPIPE.
 */
MUST_USE enum err fetch_file(const struct fetch *fetch, struct fetched *ret_fetched, struct fault *why);

#endif
