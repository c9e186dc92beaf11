/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Cuts the head of an HTTP/1.1 request (RFC 9112) out of a stream of bytes, and is strict where servers
 * that stand behind each other have disagreed: one Host, one Content-Length, no Transfer-Encoding, no
 * bare LF, no folded line, no space before a colon. Pure: no socket, no clock. It knows nothing of
 * paths, routes or languages.
 */
#ifndef TENKEN_WEB_HTTP_HEAD_H
#define TENKEN_WEB_HTTP_HEAD_H

#include "base/str.h"

#define HTTP_LINE_MAX    4096  /* request line, without its CRLF */
#define HTTP_HEAD_MAX    16384 /* header lines, with their CRLFs */
#define HTTP_HEADERS_MAX 64
#define HTTP_BODY_MAX    262144
#define HTTP_UPLOAD_MAX                                                                                                \
	(8 * 1024 * 1024) /* of a body of multipart/form-data; which paths take one is not known here                  \
			   */

struct http_header {
	struct str name, value; /* the value without white space around it */
};

/* Views into the bytes that were cut. */
struct http_head {
	struct str method;
	struct str target; /* begins with '/', visible ASCII only */
	struct http_header headers[HTTP_HEADERS_MAX];
	size_t header_count;
	size_t body_size;
	bool wants_close;    /* HTTP/1.0, or "Connection: close" */
	bool wants_continue; /* "Expect: 100-continue" */
};

/* Looks for the end of a head. *scanned is where the last look ended (0 at first) and makes a slow
 * sender cost no more than a fast one. Returns the size of the head with its empty line, or 0 when
 * more bytes are needed or *ret_refusal (else 0) holds the status to refuse with: 400, 414, 431. */
size_t http_head_end(struct str bytes, size_t *scanned, int *ret_refusal);

/* Cuts a whole head. Returns 0, or the status to refuse with: 400, 411, 413, 417, 431, 501, 505. */
int http_head_parse(struct str bytes, struct http_head *ret_head);

/* The value of the first header of that name (any case), or an empty view with p NULL. */
struct str http_head_value(const struct http_head *head, const char *name);
size_t http_head_count(const struct http_head *head, const char *name);

#endif
