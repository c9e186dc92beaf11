/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Addresses of authorised names, asked of DNS alone: /etc/hosts describes this machine's view, not the Internet's. The
 * one home of c-ares. It runs in a process of its own, which makes no socket: the broker hands it those that lead to
 * the name servers.
 */
#ifndef TENKEN_DIAGNOSIS_RESOLVER_H
#define TENKEN_DIAGNOSIS_RESOLVER_H

#include "net/door.h"

#define RESOLVE_ADDRESSES_MAX 8 /* of one name; more are left out */
#define RESOLVE_TIMEOUT_MS    15000
#define RESOLVE_AT_ONCE       32 /* questions */

struct resolver;

/* Reads the system's name servers, so make it before the sandbox; name_server "ADDRESS" or "ADDRESS:PORT" replaces
 * them, NULL keeps them. Lets the name servers through the door. ERR_INVALID, ERR_IO. */
MUST_USE enum err resolver_new(struct door *door, const char *name_server, struct resolver **ret_resolver,
			       struct fault *why);
void resolver_free(struct resolver *resolver);

/* What the resolver asks of the broker: a socket that leads there. */
struct resolver_wish {
	struct addr addr;
	uint16_t port;
	int type; /* SOCK_DGRAM or SOCK_STREAM */
};

/* The life of the resolver's process: answers names that come on one channel with sockets from the other, until the
 * first one is closed. */
void resolver_serve(struct resolver *resolver, struct stop *stop, int asker, int broker);

struct resolver_answer {
	uint32_t serial; /* of the question; 0: it was not answered */
	enum err err;    /* ERR_NOT_FOUND: no such name, or no address; ERR_TIMEOUT, ERR_DENIED when stopped, ERR_IO */
	size_t count;
	struct addr addrs[RESOLVE_ADDRESSES_MAX];
	bool holds_token; /* of a question for texts */
	char why[300];
};

/* Asks the resolver's process, which has RESOLVE_TIMEOUT_MS and a little more. serial: another one for each question,
 * not 0, so that an answer which comes too late for its question is not taken for that of the next. */
void resolver_ask(int channel, struct stop *stop, uint32_t serial, const char *name,
		  struct resolver_answer *ret_answer);

/* Likewise all of them, several at a time; first: the serial of the first one, the others follow. */
void resolver_ask_all(int channel, struct stop *stop, uint32_t first, const char *const *names, size_t count,
		      struct resolver_answer *ret_answers);

/* Likewise whether a TXT record of the name holds the token (findings/ownership.h). ERR_NOT_FOUND without a record. */
void resolver_ask_token(int channel, struct stop *stop, uint32_t serial, const char *name, const char *token,
			struct resolver_answer *ret_answer);

#endif
