/* SPDX-License-Identifier: Apache-2.0 */
#include "ways_out.h"

#include <arpa/inet.h>
#include <errno.h>
#include <linux/netlink.h>
#include <netinet/tcp.h>
#include <poll.h>

uint16_t ways_allowed_port, ways_other_port;

int ways_tcp(void)
{
	return socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
}

struct sockaddr_in ways_at(const char *address, uint16_t port)
{
	struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port)};

	inet_pton(AF_INET, address, &to.sin_addr);
	return to;
}

static bool is_connected(int fd, const char *address, uint16_t port)
{
	const struct sockaddr_in to = ways_at(address, port);
	struct pollfd one = {.fd = fd, .events = POLLOUT};
	socklen_t size = sizeof(int);
	int error = 0;

	if (connect(fd, (const struct sockaddr *)&to, sizeof(to)) != 0 && errno != EINPROGRESS)
		return false;
	return poll(&one, 1, 1000) == 1 && getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size) == 0 && error == 0;
}

bool ways_connects_as_it_may(void)
{
	return is_connected(ways_tcp(), "127.0.0.1", ways_allowed_port);
}

bool ways_connects_to_another_port(void)
{
	return is_connected(ways_tcp(), "127.0.0.1", ways_other_port);
}

bool ways_connects_to_another_address(void)
{
	return is_connected(ways_tcp(), "127.0.0.2", ways_allowed_port);
}

bool ways_connects_by_multipath(void)
{
	return is_connected(socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, IPPROTO_MPTCP), "127.0.0.1", ways_other_port);
}

bool ways_connects_while_it_sends(void)
{
	const struct sockaddr_in to = ways_at("127.0.0.1", ways_other_port);

	return sendto(ways_tcp(), "x", 1, MSG_FASTOPEN | MSG_NOSIGNAL, (const struct sockaddr *)&to, sizeof(to)) >= 0 ||
	       errno == EINPROGRESS;
}

bool ways_connects_while_it_sends_a_message(void)
{
	struct sockaddr_in to = ways_at("127.0.0.1", ways_other_port);
	const struct msghdr message = {.msg_name = &to, .msg_namelen = sizeof(to)};

	return sendmsg(ways_tcp(), &message, MSG_FASTOPEN | MSG_NOSIGNAL) >= 0 || errno == EINPROGRESS;
}

bool ways_connects_with_the_first_bytes(void)
{
	const int yes = 1;

	return setsockopt(ways_tcp(), IPPROTO_TCP, TCP_FASTOPEN_CONNECT, &yes, sizeof(yes)) == 0;
}

bool ways_sends_a_datagram(void)
{
	const struct sockaddr_in to = ways_at("127.0.0.1", 9);
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	return sendto(fd, "x", 1, 0, (const struct sockaddr *)&to, sizeof(to)) == 1;
}

bool ways_sends_many_datagrams(void)
{
	struct sockaddr_in to = ways_at("127.0.0.1", 9);
	struct mmsghdr messages = {.msg_hdr = {.msg_name = &to, .msg_namelen = sizeof(to)}};
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	return sendmmsg(fd, &messages, 1, 0) == 1;
}

bool ways_connects_a_datagram_socket(void)
{
	const struct sockaddr_in to = ways_at("127.0.0.2", 9);
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	return connect(fd, (const struct sockaddr *)&to, sizeof(to)) == 0;
}

bool ways_listens(void)
{
	const struct sockaddr_in here = ways_at("127.0.0.1", 0);
	int fd = ways_tcp();

	return bind(fd, (const struct sockaddr *)&here, sizeof(here)) == 0 || listen(fd, 1) == 0;
}

bool ways_binds_a_source(void)
{
	return setsockopt(ways_tcp(), SOL_SOCKET, SO_BINDTODEVICE, "lo", 3) == 0;
}

bool ways_opens_a_raw_socket(void)
{
	return socket(AF_INET, SOCK_RAW | SOCK_CLOEXEC, IPPROTO_ICMP) >= 0;
}

bool ways_opens_a_ping_socket(void)
{
	return socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, IPPROTO_ICMP) >= 0;
}

bool ways_opens_other_transports(void)
{
	return socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, IPPROTO_SCTP) >= 0 ||
	       socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, IPPROTO_UDPLITE) >= 0;
}

bool ways_opens_a_packet_socket(void)
{
	return socket(AF_PACKET, SOCK_DGRAM | SOCK_CLOEXEC, 0) >= 0;
}

bool ways_opens_a_netlink_socket(void)
{
	return socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE) >= 0;
}

bool ways_opens_a_local_socket(void)
{
	int pair[2];

	return socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0) >= 0 || socketpair(AF_UNIX, SOCK_DGRAM, 0, pair) == 0;
}

bool ways_opens_a_machine_socket(void)
{
	return socket(AF_VSOCK, SOCK_STREAM | SOCK_CLOEXEC, 0) >= 0;
}
