/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The server's side of a reply: its lifetime, and its head on the wire.
 */
#ifndef TENKEN_WEB_REPLY_PRIV_H
#define TENKEN_WEB_REPLY_PRIV_H

#include "codec/value_keys.h"
#include "web/reply.h"

#define REPLY_BODY_MAX (32u * 1024 * 1024)

extern const struct value_key reply_layout_keys[]; /* what the layout shows, and each page inside it may */

void reply_init(struct reply *reply);
void reply_release(struct reply *reply);

/* What of the connection a reply's head says. */
struct reply_wire {
	bool tls_front;
	bool closes;       /* "Connection: close" */
	const char *allow; /* of a 405, else NULL */
	const char *etag;  /* of a file, else NULL */
	int retry_after_s; /* of a 503, else 0 */
};

/* Status line and headers, with the security headers that every reply has. */
void reply_write_head(const struct reply *reply, const struct reply_wire *wire, struct buf *out);

#endif
