/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reads an HTTP/1 response (RFC 9112) from anybody: whole, cut, wrong or endless. Keeps what it understands.
 */
#ifndef TENKEN_NET_HTTP_WIRE_H
#define TENKEN_NET_HTTP_WIRE_H

#include "base/buf.h"

#define HTTP_WIRE_FIELDS_MAX 64

struct http_field {
	struct str name, value; /* views into the bytes that were read */
};

struct http_response {
	int status;                                     /* 100..999 */
	struct http_field fields[HTTP_WIRE_FIELDS_MAX]; /* the first ones */
	size_t field_count;
	bool has_head;   /* the empty line behind the fields was seen */
	struct str body; /* without chunk sizes; as much as was received */
	bool is_whole;   /* as long as announced; false when no length was announced */
};

struct http_question {
	const char *host; /* name or literal */
	uint16_t port;    /* named unless it is the scheme's own */
	bool is_tls;
	const char *path;
	const char *about_url; /* where one reads who asks; NULL: not told */
};

/* GET with the fields that a well-behaved client sends; the other side is asked to close. */
void http_wire_get(const struct http_question *question, struct buf *out);

/* False when it does not begin like a response; the body of a chunked one is copied into the arena. */
bool http_wire_parse(struct arena *arena, struct str bytes, struct http_response *ret_response);

/* The first value of a field, its name compared without case; {NULL, 0} when the field is absent. */
struct str http_wire_field(const struct http_response *response, const char *name);

/* The text inside the first <title>, trimmed; entities stay. {NULL, 0} without a title. */
struct str http_wire_title(struct str body);

#endif
