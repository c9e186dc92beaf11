/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An IPv4 or IPv6 address. Knows which addresses a public name can never mean; knows no names.
 */
#ifndef TENKEN_NET_ADDR_H
#define TENKEN_NET_ADDR_H

#include <stdbool.h>
#include <sys/socket.h>

#include "base/str.h"

#define ADDR_TEXT_MAX 46 /* with its terminator */

struct addr {
	int family; /* AF_INET or AF_INET6 */
	unsigned char bytes[16];
};

/* A literal without port, brackets or zone; false for anything else. An IPv4-mapped IPv6 address becomes the
 * IPv4 address that the packets would go to. */
bool addr_parse(struct str text, struct addr *ret_addr);
void addr_format(const struct addr *addr, char out[ADDR_TEXT_MAX]);
bool addr_eq(const struct addr *a, const struct addr *b);

/* Reachable from the whole Internet: outside the special-purpose ranges of RFC 6890 and its registries (private,
 * loopback, link-local, multicast, documentation, benchmarks, shared, unspecified, tunnels into IPv4). */
bool addr_is_public(const struct addr *addr);

/* The size of what was filled in. */
socklen_t addr_to_sockaddr(const struct addr *addr, uint16_t port, struct sockaddr_storage *out);
bool addr_from_sockaddr(const struct sockaddr *from, struct addr *ret_addr);

#endif
