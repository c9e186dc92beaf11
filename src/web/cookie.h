/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Cookies that we set. They are read with the other fields of a request (request.c).
 */
#ifndef TENKEN_WEB_COOKIE_H
#define TENKEN_WEB_COOKIE_H

#include "web/reply.h"

/* A browser keeps a cookie of this name only if it came over TLS, for this host and all its paths, so that a
 * neighbouring host cannot plant one (RFC 6265bis section 4.1.3.2). */
#define COOKIE_SECURE_PREFIX "__Host-"

/* Of the session that the browser has (usecases/account/session.h). */
#define COOKIE_SESSION "session"

/* HttpOnly, SameSite=Lax, Path=/, Secure behind TLS. max_age_s 0 deletes it. */
void cookie_set(struct reply *reply, const struct request *request, const char *name, struct str value, int max_age_s);

#endif
