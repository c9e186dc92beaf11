/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The three places where a browser puts named values: form bodies and queries
 * (application/x-www-form-urlencoded, WHATWG URL section 5.1) and cookies (RFC 6265 section 5.4). Pure.
 * What is not valid UTF-8 or holds a NUL is refused whole: a guess would be stored as somebody's name.
 */
#ifndef TENKEN_WEB_FIELDS_H
#define TENKEN_WEB_FIELDS_H

#include "codec/value.h"

#define FIELDS_MAX  512 /* of one body or query */
#define COOKIES_MAX 50  /* of one request: as many as a browser must at least keep for a host */

/* Decodes %XX and, if plus_is_space, '+'. ERR_INVALID for a bad percent, invalid UTF-8 or NUL. */
MUST_USE enum err fields_unescape(struct arena *arena, struct str text, bool plus_is_space, struct str *ret_text,
				  struct fault *why);

/* A map of texts; a name sent more than once is a list of texts. ERR_TOO_LARGE beyond FIELDS_MAX. */
MUST_USE enum err fields_decode(struct arena *arena, struct str body, struct value **ret_fields, struct fault *why);

/* A map of texts from one Cookie header; what is no name=value is passed over; of two alike the first counts.
 * With a prefix only names that begin with it are taken, without it. Cookies beyond COOKIES_MAX are passed over: a head
 * has room for thousands, and each is looked for among those before. */
void fields_decode_cookies(struct arena *arena, struct str header, const char *prefix, struct value *cookies);

/* Everything but unreserved characters (RFC 3986 section 2.3) and '/' as %XX. */
char *fields_escape(struct arena *arena, struct str text);

#endif
