/* SPDX-License-Identifier: Apache-2.0 */
#include "net/door.h"

#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

void door_init(struct door *door, struct stop *stop)
{
	*door = (struct door){.stop = stop};
}

void door_allow_port(struct door *door, uint16_t port)
{
	door->ports[port] = port != 0;
}

void door_allow_udp_port(struct door *door, uint16_t port)
{
	door->udp_ports[port] = port != 0;
}

static bool has_address(const struct door *door, const struct addr *addr)
{
	for (size_t i = 0; i < door->address_count; i++)
		if (addr_eq(&door->addresses[i], addr))
			return true;
	return false;
}

bool door_allow_address(struct door *door, const struct addr *addr, bool is_literal)
{
	if (has_address(door, addr))
		return true;
	if (!is_literal && !addr_is_public(addr))
		return false;
	if (door->address_count == DOOR_ADDRESSES_MAX)
		return false;
	door->addresses[door->address_count++] = *addr;
	return true;
}

static bool is_name_servers(const struct door *door, uint16_t port)
{
	for (size_t i = 0; i < door->name_server_count; i++)
		if (door->name_servers[i].port == port)
			return true;
	return false;
}

size_t door_all_ports(const struct door *door, uint16_t ret_ports[DOOR_PORTS_MAX])
{
	size_t count = 0;

	for (int port = 1; port <= DOOR_PORTS_MAX; port++)
		if (door->ports[port] || is_name_servers(door, (uint16_t)port))
			ret_ports[count++] = (uint16_t)port;
	return count;
}

bool door_allow_name_server(struct door *door, const struct addr *addr, uint16_t port)
{
	if (door->name_server_count == DOOR_NAME_SERVERS_MAX)
		return false;
	door->name_servers[door->name_server_count].addr = *addr;
	door->name_servers[door->name_server_count++].port = port;
	return true;
}

bool door_is_open(const struct door *door, const struct addr *addr, uint16_t port)
{
	return door->ports[port] && has_address(door, addr);
}

static enum err explain(int error, const struct addr *addr, uint16_t port, struct fault *why)
{
	char text[ADDR_TEXT_MAX];
	enum err err = ERR_IO;

	if (error == EMFILE || error == ENFILE || error == EADDRNOTAVAIL || error == ENOBUFS || error == ENOMEM ||
	    error == EAGAIN)
		err = ERR_BUSY;
	else if (error == ENETUNREACH || error == EHOSTUNREACH || error == EAFNOSUPPORT)
		err = ERR_NOT_FOUND;
	addr_format(addr, text);
	return fault_set(why, err, "%s port %u: %s", text, (unsigned)port, strerror(error));
}

int door_connect_error(int fd)
{
	struct sockaddr_storage peer;
	socklen_t size = sizeof(int), peer_size = sizeof(peer);
	int error = 0;

	if (getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size) != 0)
		return errno;
	if (error == ECONNRESET || error == EPIPE)
		return 0; /* accepted first, then reset: the port is open */
	/* On loopback connect() itself may have taken the refusal already. */
	if (error == 0 && getpeername(fd, (struct sockaddr *)&peer, &peer_size) != 0)
		return ECONNREFUSED;
	return error;
}

/* A near machine has answered when connect() returns. */
static bool is_settled(int fd)
{
	struct pollfd one = {.fd = fd, .events = POLLOUT};

	return poll(&one, 1, 0) == 1;
}

static enum err begin(const struct addr *addr, uint16_t port, int type, int *ret_fd, int *ret_error, struct fault *why)
{
	struct sockaddr_storage to;
	socklen_t size = addr_to_sockaddr(addr, port, &to);
	int fd = socket(addr->family, type | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), error = 0;

	if (fd < 0)
		return explain(errno, addr, port, why);
	if (connect(fd, (const struct sockaddr *)&to, size) != 0)
		error = errno;
	if (error && error != EINPROGRESS && error != ECONNREFUSED) {
		close(fd);
		return explain(error, addr, port, why);
	}
	if (error == EINPROGRESS && is_settled(fd)) /* that a router says "unreachable" is an outcome too */
		error = door_connect_error(fd);
	*ret_fd = fd;
	*ret_error = error;
	return ERR_OK;
}

enum err door_connect(struct door *door, const struct addr *addr, uint16_t port, int *ret_fd, int *ret_error,
		      struct fault *why)
{
	char text[ADDR_TEXT_MAX];
	enum err err;

	addr_format(addr, text);
	if (!door_is_open(door, addr, port))
		return fault_set(why, ERR_DENIED, "%s port %u is not authorised", text, (unsigned)port);
	if (stop_check(door->stop) != STOP_NONE)
		return fault_set(why, ERR_DENIED, "%s port %u: told to stop", text, (unsigned)port);
	err = begin(addr, port, SOCK_STREAM, ret_fd, ret_error, why);
	if (!err)
		door->connections++;
	return err;
}

enum err door_connect_datagram(struct door *door, const struct addr *addr, uint16_t port, int *ret_fd,
			       struct fault *why)
{
	char text[ADDR_TEXT_MAX];
	enum err err;
	int error;

	addr_format(addr, text);
	if (!door->udp_ports[port] || !has_address(door, addr))
		return fault_set(why, ERR_DENIED, "%s port %u of UDP is not authorised", text, (unsigned)port);
	if (stop_check(door->stop) != STOP_NONE)
		return fault_set(why, ERR_DENIED, "%s port %u: told to stop", text, (unsigned)port);
	err = begin(addr, port, SOCK_DGRAM, ret_fd, &error, why);
	if (!err)
		door->connections++;
	return err;
}

static bool is_name_server(const struct door *door, const struct addr *addr, uint16_t port)
{
	for (size_t i = 0; i < door->name_server_count; i++)
		if (addr_eq(addr, &door->name_servers[i].addr) && port == door->name_servers[i].port)
			return true;
	return false;
}

enum err door_connect_name_server(struct door *door, const struct addr *addr, uint16_t port, int type, int *ret_fd,
				  struct fault *why)
{
	int error;

	if (!is_name_server(door, addr, port) || (type != SOCK_DGRAM && type != SOCK_STREAM))
		return fault_set(why, ERR_DENIED, "that is no name server of ours");
	if (stop_check(door->stop) != STOP_NONE)
		return fault_set(why, ERR_DENIED, "told to stop");
	return begin(addr, port, type, ret_fd, &error, why);
}

bool door_source_address(struct door *door, const struct addr *addr, uint16_t port, struct addr *ret_addr)
{
	struct sockaddr_storage to, from;
	socklen_t size = addr_to_sockaddr(addr, port, &to), from_size = sizeof(from);
	bool is_known = false;
	int fd;

	if (!door_is_open(door, addr, port))
		return false;
	fd = socket(addr->family, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return false;
	/* Connecting a datagram socket sends nothing: it only looks up the route. */
	is_known = connect(fd, (const struct sockaddr *)&to, size) == 0 &&
		   getsockname(fd, (struct sockaddr *)&from, &from_size) == 0 &&
		   addr_from_sockaddr((const struct sockaddr *)&from, ret_addr);
	close(fd);
	return is_known;
}
