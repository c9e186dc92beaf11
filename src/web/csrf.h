/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A POST counts only if it comes from a form that we showed to the same reader. Two walls: what the browser
 * says of the origin, and a token bound to the session or, for a visitor, to a random cookie.
 */
#ifndef TENKEN_WEB_CSRF_H
#define TENKEN_WEB_CSRF_H

#include "web/http_head.h"
#include "web/reply.h"

#define CSRF_FIELD  "form_token"
#define CSRF_COOKIE "visitor"

/* The binding of this reader's forms: the session, else the visitor's cookie, else empty. */
struct str csrf_binding(const struct request *request);

/* A fresh token for a page; sets the visitor's cookie on the reply when there is nothing to bind to yet. */
const char *csrf_new_token(const struct request *request, struct reply *reply);

/* Whether this POST is one of our forms. Fills request->once. */
bool csrf_check(const struct http_head *head, struct request *request);

/* The same for a visitor whose session has ended, and a form that was shown while it lasted. */
bool csrf_check_ended(const struct http_head *head, struct request *request);

#endif
