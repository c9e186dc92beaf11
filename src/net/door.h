/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The only way out of the probe; its broker alone stands here. Every connection is opened by door_connect(), which
 * first looks whether the address and the port are authorised and whether there is a reason to stop; a refusal sends no
 * packet. It knows addresses and ports only, and must never resolve a name.
 */
#ifndef TENKEN_NET_DOOR_H
#define TENKEN_NET_DOOR_H

#include "base/fault.h"
#include "net/addr.h"
#include "net/stop.h"

#define DOOR_ADDRESSES_MAX    2048
#define DOOR_PORTS_MAX        65535
#define DOOR_NAME_SERVERS_MAX 4

struct door {
	struct stop *stop;
	bool ports[65536], udp_ports[65536];
	struct addr addresses[DOOR_ADDRESSES_MAX];
	size_t address_count;
	struct {
		struct addr addr;
		uint16_t port;
	} name_servers[DOOR_NAME_SERVERS_MAX];
	size_t name_server_count;
	int64_t connections; /* opened so far, answered or not; questions to name servers not counted */
};

/* The stop is not owned. About 140 KiB: allocate it, do not put it on the stack. */
void door_init(struct door *door, struct stop *stop);
void door_allow_port(struct door *door, uint16_t port);
void door_allow_udp_port(struct door *door, uint16_t port);

/* What an authorised target stands for. is_literal: the authorisation names exactly this address. Only then may the
 * address be non-public, because the owner of a name can point it at our own network. False when refused or full. */
bool door_allow_address(struct door *door, const struct addr *addr, bool is_literal);

/* Asked about authorised names only; false when full. */
bool door_allow_name_server(struct door *door, const struct addr *addr, uint16_t port);

/* The TCP ports that lead anywhere, those of name servers too, each once, for the sandbox. */
size_t door_all_ports(const struct door *door, uint16_t ret_ports[DOOR_PORTS_MAX]);

bool door_is_open(const struct door *door, const struct addr *addr, uint16_t port);

/* A non-blocking TCP socket whose connecting has begun. *ret_error: EINPROGRESS while it goes on, so that the caller
 * waits until it is writable and asks door_connect_error(); else what that says, at once. ERR_DENIED outside the
 * authorisation or after a stop; ERR_BUSY when this machine has no descriptor, port or buffer left for now;
 * ERR_NOT_FOUND when it has no route; ERR_IO. */
MUST_USE enum err door_connect(struct door *door, const struct addr *addr, uint16_t port, int *ret_fd, int *ret_error,
			       struct fault *why);

/* A non-blocking UDP socket that sends to and hears that one address and port alone. Nothing is sent by this. Errors as
 * door_connect(). */
MUST_USE enum err door_connect_datagram(struct door *door, const struct addr *addr, uint16_t port, int *ret_fd,
					struct fault *why);

/* 0 if connected, else the errno of the attempt (ECONNREFUSED ...). */
int door_connect_error(int fd);

/* A socket (SOCK_DGRAM or SOCK_STREAM) whose connecting to a known name server has begun. ERR_DENIED to anybody else
 * and after a stop; the rest as door_connect(). */
MUST_USE enum err door_connect_name_server(struct door *door, const struct addr *addr, uint16_t port, int type,
					   int *ret_fd, struct fault *why);

/* The address from which this machine would reach addr; sends nothing. False when it has no route. */
bool door_source_address(struct door *door, const struct addr *addr, uint16_t port, struct addr *ret_addr);

#endif
