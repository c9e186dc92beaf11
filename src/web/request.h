/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One request, already checked and cut into parts by web/server.c: limits kept, path decoded,
 * language taken off, form fields valid UTF-8, the actor known. All memory is the request's arena.
 */
#ifndef TENKEN_WEB_REQUEST_H
#define TENKEN_WEB_REQUEST_H

#include "base/arena.h"
#include "base/lang.h"
#include "codec/value.h"
#include "people/actor.h"
#include "usecases/office.h"

enum method { METHOD_GET, METHOD_POST };

struct multipart_file;
struct site; /* what all requests of a server share; pages leave it alone */

struct request {
	enum method method;
	const char *path; /* without "/en" and without the query: "/desk/cases/12" */
	enum lang lang;
	const char *params[4];              /* what stood at ":name" in the route's pattern, in order */
	const struct value *query;          /* map of texts */
	const struct value *form;           /* POST: map of texts; a name sent twice is a list of texts */
	const struct multipart_file *files; /* of a form with files (web/multipart.h); only at a ROUTE_UPLOAD */
	size_t file_count;
	const struct value *cookies;
	const char *client; /* its address as limits count it (client_address_counted); "" for this machine */
	struct actor actor;
	struct str session_token; /* empty for a visitor */
	struct once once;         /* POST: the checked one-time token of the form */
	struct str form_binding;  /* what the reader's form tokens are bound to; empty before one is made */
	const struct office *office;
	const struct site *site;
	struct arena *arena;
};

#endif
