/* SPDX-License-Identifier: Apache-2.0 */
/* What a browser keeps of one site and sends back: its cookies, and the token of the form that it shows. */
#ifndef TENKEN_BENCH_VISITOR_H
#define TENKEN_BENCH_VISITOR_H

#include "base/arena.h"
#include "load.h"

#define VISITOR_COOKIES_MAX 400

struct visitor {
	char cookies[VISITOR_COOKIES_MAX]; /* as a Cookie header has them; one set again keeps its first value */
	char token[100];
};

void visitor_take(struct visitor *visitor, const struct load_reply *reply);

/* Whole requests. Fields are encoded, each with its & before it. */
struct str visitor_get(const struct visitor *visitor, struct arena *arena, const char *path);
struct str visitor_post(const struct visitor *visitor, struct arena *arena, const char *path, const char *fields);

#endif
