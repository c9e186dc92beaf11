/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One request and its reply on their way: made by the loop when a request is whole, answered by a worker, taken
 * back by the loop. Only one of them holds it at a time, so it needs no lock.
 */
#ifndef TENKEN_WEB_EXCHANGE_PRIV_H
#define TENKEN_WEB_EXCHANGE_PRIV_H

#include "web/client_address_priv.h"
#include "web/http_head.h"
#include "web/pool.h"
#include "web/site_priv.h"

struct connection;
struct answer;

struct exchange {
	struct pool_item item;         /* first: the pool's list */
	struct connection *connection; /* NULL once it was closed; the loop's alone */
	struct site *site;
	struct arena arena;
	struct http_head head; /* views into the arena's copy */
	struct str body;
	bool asks_first; /* a large body waits until exchange_admit has seen who sends it */
	int refusal;     /* what came of that: 0, or a status and the reason for it (or NULL) */
	const char *refused_because;
	bool is_upload; /* counted in the site's uploads until it is freed */
	int64_t started_us;
	struct buf reply_head, reply_body; /* what goes on the wire */
	bool closes;
	struct client_address from; /* whose connection it is */
	struct answer *answer;      /* begun by exchange_answer, in the arena */
};

struct exchange *exchange_new(struct site *site, struct connection *connection);
void exchange_free(struct exchange *exchange);

/* Whether its head leads to a form with files, so that the body may be a large one. */
bool exchange_takes_files(const struct exchange *exchange);

/* By the head alone: may who sends it hand over a file here? Sets refusal. A worker's work too. */
void exchange_admit(struct exchange *exchange);

/* Answers: a worker's whole work. Fills reply_head, reply_body and closes. False when the page leaves its answer to
 * another thread (reply_apart), which calls exchange_answer_apart in the lane that is given out here. */
bool exchange_answer(struct exchange *exchange, enum pool_lane *ret_lane);
void exchange_answer_apart(struct exchange *exchange);

/* Instead, when no thread is to be had: 503. */
void exchange_turn_away(struct exchange *exchange);

/* Renders the reply to something that never became a request, in full bytes with "Connection: close". because: a reason
 * of reply_problem_because, or NULL. */
void exchange_render_refusal(struct site *site, int status, const char *because, enum lang lang, struct buf *out);

#endif
