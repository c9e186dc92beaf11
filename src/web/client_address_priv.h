/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From where a connection comes. Behind a server in front of us this is always that server.
 */
#ifndef TENKEN_WEB_CLIENT_ADDRESS_PRIV_H
#define TENKEN_WEB_CLIENT_ADDRESS_PRIV_H

#include <stdbool.h>
#include <sys/socket.h>

struct client_address {
	unsigned char bytes[16]; /* IPv6; IPv4 mapped into it (RFC 4291 section 2.5.5.2) */
};

struct client_address client_address_of(const struct sockaddr *from);
bool client_address_eq(const struct client_address *a, const struct client_address *b);

/* This machine, or a private or link-local network (RFC 1918, 3927, 4193, 4291). */
bool client_address_is_near(const struct client_address *address);

#endif
