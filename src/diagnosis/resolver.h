/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Addresses of authorised names, asked of DNS alone: /etc/hosts describes this machine's view, not the Internet's. The
 * one home of c-ares.
 */
#ifndef TENKEN_DIAGNOSIS_RESOLVER_H
#define TENKEN_DIAGNOSIS_RESOLVER_H

#include "net/door.h"

#define RESOLVE_ADDRESSES_MAX 8 /* of one name; more are left out */
#define RESOLVE_TIMEOUT_MS    15000

struct resolver;

/* Reads the system's name servers, so make it before the sandbox; name_server "ADDRESS" or "ADDRESS:PORT" replaces
 * them, NULL keeps them. Lets the name servers through the door, which must outlive the resolver. ERR_INVALID, ERR_IO.
 */
MUST_USE enum err resolver_new(struct door *door, const char *name_server, struct resolver **ret_resolver,
			       struct fault *why);
void resolver_free(struct resolver *resolver);

/* Blocks for at most RESOLVE_TIMEOUT_MS. ERR_NOT_FOUND when there is no such name or no address, ERR_TIMEOUT,
 * ERR_DENIED when stopped, ERR_IO. */
MUST_USE enum err resolver_look_up(struct resolver *resolver, const char *name,
				   struct addr ret_addrs[RESOLVE_ADDRESSES_MAX], size_t *ret_count, struct fault *why);

/* The TCP port that answers too long for UDP come from, for the sandbox. */
uint16_t resolver_port(const struct resolver *resolver);

#endif
