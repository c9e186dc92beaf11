/* SPDX-License-Identifier: Apache-2.0 */
/*
 * bench-line PID: a company's line to the Internet for bench/polite. One end is a TUN device "line0" here, 10.78.0.1
 * and 10.78.0.2; the other one is "lan0" in the network namespace of the process PID, 10.79.0.2. Between them stands a
 * small router: it takes 10 ms each way and has a table of 4,096 sessions, in which a SYN stays 60 s, and what was
 * answered by RST or is over 1 s; when the table is full it drops what is new, and counts it. Prints "ready"; on
 * SIGTERM the counts.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <net/route.h>
#include <netinet/ip.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"

#define DELAY_MS     10
#define SESSIONS_MAX 4096
#define SYN_MS       60000
#define OVER_MS      1000
#define QUEUE_MAX    16384
#define MTU          1500

struct session {
	uint32_t outside, inside;
	uint16_t outside_port, inside_port;
	int64_t until_ms; /* past: the place is free */
};

struct packet {
	int64_t at_ms;
	size_t size;
	unsigned char bytes[MTU];
};

struct direction {
	int from, to;
	bool is_inward;
	struct packet *queue; /* a ring */
	size_t first, count;
};

struct router {
	struct session sessions[SESSIONS_MAX];
	struct direction ways[2];
	long syns, refused, most;
};

static volatile sig_atomic_t is_over;

static void end(int signal)
{
	is_over = 1;
}

static void complain(const char *what)
{
	perror(what);
	exit(1);
}

static struct sockaddr address_of(const char *text)
{
	struct sockaddr_in at = {.sin_family = AF_INET};
	struct sockaddr general;

	inet_pton(AF_INET, text, &at.sin_addr);
	memcpy(&general, &at, sizeof(general));
	return general;
}

/* In the namespace of this thread: a device with its address, and the way to the other side. */
static int open_device(const char *name, const char *address, const char *other_side)
{
	struct ifreq device = {.ifr_flags = IFF_TUN | IFF_NO_PI};
	struct rtentry route = {.rt_flags = RTF_UP, .rt_dev = (char *)(uintptr_t)name};
	int fd = open("/dev/net/tun", O_RDWR | O_CLOEXEC | O_NONBLOCK), control = socket(AF_INET, SOCK_DGRAM, 0);

	snprintf(device.ifr_name, sizeof(device.ifr_name), "%s", name);
	if (fd < 0 || ioctl(fd, TUNSETIFF, &device) != 0)
		complain("tun");
	device.ifr_addr = address_of(address);
	if (ioctl(control, SIOCSIFADDR, &device) != 0)
		complain("address");
	device.ifr_addr = address_of("255.255.255.0");
	if (ioctl(control, SIOCSIFNETMASK, &device) != 0)
		complain("netmask");
	device.ifr_flags = IFF_UP | IFF_RUNNING;
	if (ioctl(control, SIOCSIFFLAGS, &device) != 0)
		complain("up");
	route.rt_dst = address_of(other_side);
	route.rt_genmask = address_of("255.255.255.0");
	if (ioctl(control, SIOCADDRT, &route) != 0)
		complain("route");
	close(control);
	return fd;
}

static struct session *find(struct router *router, const struct session *wanted, int64_t now_ms,
			    struct session **ret_free)
{
	long live = 0;
	struct session *found = NULL;

	*ret_free = NULL;
	for (size_t i = 0; i < SESSIONS_MAX; i++) {
		struct session *session = &router->sessions[i];

		if (session->until_ms <= now_ms) {
			*ret_free = session;
			continue;
		}
		live++;
		if (session->outside == wanted->outside && session->inside == wanted->inside &&
		    session->outside_port == wanted->outside_port && session->inside_port == wanted->inside_port)
			found = session;
	}
	router->most = live > router->most ? live : router->most;
	return found;
}

/* False: the router drops it. */
static bool passes(struct router *router, const unsigned char *bytes, size_t size, bool is_inward, int64_t now_ms)
{
	struct session wanted, *found, *place;
	struct iphdr ip;
	struct tcphdr tcp;

	if (size < sizeof(ip) + sizeof(tcp) || bytes[0] >> 4 != 4)
		return false;
	memcpy(&ip, bytes, sizeof(ip));
	if (ip.protocol != IPPROTO_TCP)
		return true;
	memcpy(&tcp, bytes + (size_t)ip.ihl * 4, sizeof(tcp));
	wanted = is_inward ? (struct session){ip.saddr, ip.daddr, tcp.source, tcp.dest, now_ms + SYN_MS}
			   : (struct session){ip.daddr, ip.saddr, tcp.dest, tcp.source, now_ms + SYN_MS};
	found = find(router, &wanted, now_ms, &place);
	if (found) {
		found->until_ms = now_ms + (tcp.rst || tcp.fin ? OVER_MS : SYN_MS);
		return true;
	}
	if (!is_inward || !tcp.syn)
		return !tcp.syn;
	router->syns++;
	router->refused += !place;
	if (place)
		*place = wanted;
	return place != NULL;
}

static void take(struct router *router, struct direction *way)
{
	int64_t now_ms = clock_monotonic_ms();

	while (way->count < QUEUE_MAX) {
		struct packet *packet = &way->queue[(way->first + way->count) % QUEUE_MAX];
		ssize_t size = read(way->from, packet->bytes, MTU);

		if (size <= 0)
			return;
		packet->size = (size_t)size;
		packet->at_ms = now_ms + DELAY_MS;
		way->count += passes(router, packet->bytes, packet->size, way->is_inward, now_ms);
	}
}

static void deliver(struct direction *way)
{
	int64_t now_ms = clock_monotonic_ms();

	while (way->count && way->queue[way->first].at_ms <= now_ms) {
		(void)!write(way->to, way->queue[way->first].bytes, way->queue[way->first].size);
		way->first = (way->first + 1) % QUEUE_MAX;
		way->count--;
	}
}

static void run(struct router *router)
{
	while (!is_over) {
		struct pollfd fds[] = {{router->ways[0].from, POLLIN, 0}, {router->ways[1].from, POLLIN, 0}};
		bool is_empty = !router->ways[0].count && !router->ways[1].count;

		(void)poll(fds, 2, is_empty ? 100 : 1);
		for (int i = 0; i < 2; i++) {
			take(router, &router->ways[i]);
			deliver(&router->ways[i]);
		}
	}
	printf("%ld SYNs, %ld refused, at most %ld sessions of %d\n", router->syns, router->refused, router->most,
	       SESSIONS_MAX);
}

int main(int argc, char **argv)
{
	struct router *router = calloc(1, sizeof(*router));
	int here = open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC), there, outside, inside;
	char path[64];

	if (argc != 2 || !router)
		return 2;
	snprintf(path, sizeof(path), "/proc/%s/ns/net", argv[1]);
	there = open(path, O_RDONLY | O_CLOEXEC);
	outside = open_device("line0", "10.78.0.1", "10.79.0.0");
	if (setns(there, CLONE_NEWNET) != 0)
		complain("setns");
	inside = open_device("lan0", "10.79.0.2", "10.78.0.0");
	if (setns(here, CLONE_NEWNET) != 0)
		complain("setns");
	router->ways[0] = (struct direction){.from = outside, .to = inside, .is_inward = true};
	router->ways[1] = (struct direction){.from = inside, .to = outside};
	for (int i = 0; i < 2; i++)
		router->ways[i].queue = calloc(QUEUE_MAX, sizeof(struct packet));
	signal(SIGTERM, end);
	puts("ready");
	fflush(stdout);
	run(router);
	return 0;
}
