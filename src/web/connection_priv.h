/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One connection: bytes in, exchanges out, replies back, one request at a time (what is pipelined waits in its
 * buffer). Everything here runs in the loop's thread. Each phase has a deadline for the whole of it, so that a
 * byte now and then does not keep a slow client alive.
 */
#ifndef TENKEN_WEB_CONNECTION_PRIV_H
#define TENKEN_WEB_CONNECTION_PRIV_H

#include <event2/event.h>

#include "web/client_address_priv.h"
#include "web/exchange_priv.h"

struct connections {
	struct event_base *base;
	struct site *site;
	struct pool *pool;
	const struct server_options *options; /* defaults filled in */
	struct connection *first, *last;      /* the newest, the oldest */
	size_t count;
	void (*on_last_closed)(void *context); /* when count falls to 0 */
	void *context;
};

/* Takes the socket; closes it at once when it cannot be served. */
void connection_open(struct connections *all, evutil_socket_t fd, const struct client_address *from);

/* A worker is done: writes the reply, or drops it when the client is gone. Takes the exchange. */
void connection_reply(struct exchange *exchange);

/* Closes those that wait for a request; the others close after their reply. */
void connection_drain_all(struct connections *all);
void connection_close_all(struct connections *all);

#endif
