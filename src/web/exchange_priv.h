/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One request and its reply on their way: made by the loop when a request is whole, answered by a worker, taken
 * back by the loop. Only one of them holds it at a time, so it needs no lock.
 */
#ifndef TENKEN_WEB_EXCHANGE_PRIV_H
#define TENKEN_WEB_EXCHANGE_PRIV_H

#include "web/http_head.h"
#include "web/pool.h"
#include "web/site_priv.h"

struct connection;

struct exchange {
	struct pool_item item;         /* first: the pool's list */
	struct connection *connection; /* NULL once it was closed; the loop's alone */
	struct site *site;
	struct arena arena;
	struct http_head head; /* views into the arena's copy */
	struct str body;
	int64_t started_us;
	struct buf reply_head, reply_body; /* what goes on the wire */
	bool closes;
	bool is_near; /* client_address_is_near */
};

struct exchange *exchange_new(struct site *site, struct connection *connection);
void exchange_free(struct exchange *exchange);

/* Answers: the worker's whole work. Fills reply_head, reply_body and closes. */
void exchange_answer(struct exchange *exchange);

/* Renders the reply to something that never became a request, in full bytes with "Connection: close". */
void exchange_render_refusal(struct site *site, int status, enum lang lang, struct buf *out);

#endif
