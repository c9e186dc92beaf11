/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a page answers. A page calls exactly one of the reply_ functions below. Security headers,
 * Content-Length and the language of the layout are added by web/server.c.
 */
#ifndef TENKEN_WEB_REPLY_H
#define TENKEN_WEB_REPLY_H

#include "base/buf.h"
#include "web/request.h"

struct reply {
	int status;
	const char *content_type;
	const char *location;   /* of a 303 */
	const char *cookies[4]; /* whole Set-Cookie values */
	size_t cookie_count;
	const char *download_name; /* Content-Disposition: attachment; NULL shows it in the browser */
	const char *cache_control; /* NULL is "no-store" */
	bool has_script;           /* the page runs the script of its own file: nothing else may */
	int retry_after_s;         /* Retry-After; 0: 5 with a 503, else none */
	/* What reply_apart was called with; else NULL. */
	void (*apart)(const struct request *request, struct reply *reply);
	bool goes_first;
	struct buf body;
};

/* Renders src/web/templates/WING/NAME.html inside the layout. The context may be NULL; the layout adds
 * lang, path, actor, edition (the page's own, else that of the front call), rehearsal, the form token ({{form_token}})
 * and the title ({{t:NAME.title}}). */
void reply_page(struct reply *reply, const struct request *request, int status, const char *name,
		struct value *context);

/* 303 to a path of ours; "/en" is put before it when the request was English. */
void reply_see_other(struct reply *reply, const struct request *request, const char *path);

/* A page that says what happened and what to do, by status: 400 403 404 405 409 410 413 429 500 503. */
void reply_problem(struct reply *reply, const struct request *request, int status);

/* The same where the status does not tell enough: words of their own (problem.title.403_form and its like in
 * texts). 403: "form" (its token is too old, or not the reader's), "session" (that ended), "role" (the page is
 * somebody else's), "report" (not released yet). */
void reply_problem_because(struct reply *reply, const struct request *request, int status, const char *because);

/* The page for a failed use case: ERR_DENIED 403, ERR_NOT_FOUND 404, ERR_CONFLICT 409, ERR_BUSY 503, ERR_INVALID 400,
 * else 500 (logged with its fault; the reader gets no internals). */
void reply_failure(struct reply *reply, const struct request *request, enum err code, const struct fault *why);

/* 409 for a deed that came too late. newest: what was done last, an entry of a history (usecases/case_value.h); null
 * when nobody is to be told. */
void reply_too_late(struct reply *reply, const struct request *request, const struct value *newest);

/* Leaves the answer to another function, for work that would hold up all pages, such as hashing a password: it runs in
 * one of a few threads of their own (web/server.h: apart_threads), with the same request. What goes first does not wait
 * for what does not. When too many wait already the reader gets 503 at once. */
void reply_apart(struct reply *reply, void (*answer)(const struct request *request, struct reply *reply),
		 bool goes_first);

void reply_bytes(struct reply *reply, const char *content_type, struct str bytes, const char *download_name);

#endif
