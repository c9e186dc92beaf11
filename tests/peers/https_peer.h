/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A server of HTTPS on a free port of 127.0.0.1 with a certificate of its own. What it answers, and how rudely, the
 * test decides for each request.
 */
#ifndef TENKEN_TESTS_PEERS_HTTPS_PEER_H
#define TENKEN_TESTS_PEERS_HTTPS_PEER_H

#include "base/str.h"
#include "lib/temp_dir.h"
#include "peer.h"

#define HTTPS_HEAD_MAX 4096

struct https_reply {
	char head[HTTPS_HEAD_MAX]; /* status line and fields, each with its CRLF, without the empty line */
	struct str body;
	size_t sent_of_body; /* bytes of the body before the connection falls; SIZE_MAX: all, and a good end */
	bool is_stalling;    /* it falls silent instead of falling */
};

struct https_peer {
	struct peer peer;
	struct ssl_ctx_st *context;
	char folder[TEMP_DIR_PATH];
	char ca_path[TEMP_DIR_PATH + 16]; /* its certificate as PEM */
	void (*answer)(struct https_peer *peer, const char *request, struct https_reply *reply);
	const void *test;             /* for answer */
	char request[HTTPS_HEAD_MAX]; /* the last one, whole, for the test once its asker is back */
};

void https_peer_start(struct https_peer *peer,
		      void (*answer)(struct https_peer *peer, const char *request, struct https_reply *reply));
void https_peer_stop(struct https_peer *peer);

#endif
