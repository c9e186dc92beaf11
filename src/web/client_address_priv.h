/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An address of IPv4 or IPv6: read, compared, and as it is counted. Whose it is behind a server in front: front_priv.h.
 */
#ifndef TENKEN_WEB_CLIENT_ADDRESS_PRIV_H
#define TENKEN_WEB_CLIENT_ADDRESS_PRIV_H

#include <stdbool.h>
#include <sys/socket.h>

#include "base/arena.h"
#include "base/str.h"

struct client_address {
	unsigned char bytes[16]; /* IPv6; IPv4 mapped into it (RFC 4291 section 2.5.5.2) */
};

/* The addresses that begin with these bits. */
struct client_network {
	struct client_address address;
	unsigned bits; /* 0 to 128 */
};

struct client_address client_address_of(const struct sockaddr *from);
bool client_address_eq(const struct client_address *a, const struct client_address *b);
bool client_address_is_in(const struct client_address *address, const struct client_network *network);

/* This machine. */
bool client_address_is_loopback(const struct client_address *address);

/* This machine, or a private or link-local network (RFC 1918, 3927, 4193, 4291). */
bool client_address_is_near(const struct client_address *address);

/* "192.0.2.1" or "2001:db8::1", and nothing around it: no port, no brackets, no zone. */
bool client_address_read(struct str text, struct client_address *ret_address);

/* The same, or a network in it: "192.0.2.0/24". */
bool client_address_read_network(struct str text, struct client_network *ret_network);

/* As what limits count it: an address of IPv4, a /64 of IPv6, "" for this machine, which no limit counts. */
const char *client_address_counted(struct arena *arena, const struct client_address *address);

#endif
