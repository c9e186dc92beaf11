/* SPDX-License-Identifier: Apache-2.0 */
/*
 * lab-line PID [--delay=MS] [--jitter=MS] [--loss=PER-MILLE] [--sessions=COUNT] [--seed=N]: a company's line to the
 * Internet. One end is a TUN device "line0" here, 10.78.0.1 and 10.78.0.2, and the way to everywhere; the other one is
 * "lan0" in the network namespace of the process PID, 10.79.0.1. Between them stands a small router: a packet takes the
 * delay each way and up to the jitter more, without overtaking another one; of a thousand so many are lost, each way,
 * as a generator says that the seed begins. It has a table of sessions (4,096), in which a SYN stays 60 s, and what was
 * answered by RST or is over 1 s; when the table is full it drops what is new, and counts it. Prints how many packets a
 * second it can carry, then "ready"; on SIGTERM the counts, and each destination for which a packet came from here.
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
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"

#define DELAY_MS         10
#define SESSIONS         4096
#define SESSIONS_MAX     65536
#define BUCKETS          16384
#define SYN_MS           60000
#define SWEEP_MS         100
#define OVER_MS          1000
#define QUEUE_MAX        16384
#define MTU              1500
#define DESTINATIONS_MAX 8192
#define CEILING_MS       300

struct session {
	uint32_t outside, inside;
	uint16_t outside_port, inside_port;
	int64_t until_ms;
	struct session *next; /* of its bucket, or of the free ones */
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
	int64_t last_ms; /* when the last one in the ring is due */
};

struct destination {
	int family; /* 0: none */
	unsigned char bytes[16];
	long packets;
};

struct router {
	int64_t delay_ms, jitter_ms, loss_permille, session_count;
	uint64_t dice;
	struct session sessions[SESSIONS_MAX], *buckets[BUCKETS], *free;
	long live;
	int64_t swept_ms;
	struct direction ways[2];
	long syns, refused, most, carried, lost, overrun;
	struct destination destinations[DESTINATIONS_MAX];
	long destinations_left_out;
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
static int open_device(const char *name, const char *address, const char *other_side, const char *other_mask)
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
	route.rt_genmask = address_of(other_mask);
	if (ioctl(control, SIOCADDRT, &route) != 0)
		complain("route");
	close(control);
	return fd;
}

static struct session **bucket_of(struct router *router, const struct session *session)
{
	uint64_t key = (uint64_t)session->outside << 32 ^ session->inside ^ (uint64_t)session->outside_port << 24 ^
		       (uint64_t)session->inside_port << 8;

	return &router->buckets[(key * UINT64_C(0x9e3779b97f4a7c15)) >> 50];
}

/* Those whose time is over leave the table. */
static void sweep(struct router *router, int64_t now_ms)
{
	router->swept_ms = now_ms;
	for (size_t i = 0; i < BUCKETS; i++)
		for (struct session **at = &router->buckets[i]; *at;) {
			struct session *session = *at;

			if (session->until_ms > now_ms) {
				at = &session->next;
				continue;
			}
			*at = session->next;
			session->next = router->free;
			router->free = session;
			router->live--;
		}
}

static struct session *find(struct router *router, const struct session *wanted, int64_t now_ms)
{
	if (now_ms - router->swept_ms >= SWEEP_MS)
		sweep(router, now_ms);
	for (struct session *session = *bucket_of(router, wanted); session; session = session->next)
		if (session->until_ms > now_ms && session->outside == wanted->outside &&
		    session->inside == wanted->inside && session->outside_port == wanted->outside_port &&
		    session->inside_port == wanted->inside_port)
			return session;
	return NULL;
}

/* False: there is no place left. */
static bool keep(struct router *router, const struct session *wanted)
{
	struct session **bucket = bucket_of(router, wanted), *session = router->free;

	if (!session)
		return false;
	router->free = session->next;
	*session = *wanted;
	session->next = *bucket;
	*bucket = session;
	router->live++;
	router->most = router->live > router->most ? router->live : router->most;
	return true;
}

static void free_all(struct router *router)
{
	for (int64_t i = 0; i < router->session_count; i++) {
		router->sessions[i].next = router->free;
		router->free = &router->sessions[i];
	}
}

/* False: the router drops it. */
static bool passes(struct router *router, const unsigned char *bytes, size_t size, bool is_inward, int64_t now_ms)
{
	struct session wanted, *found;
	struct iphdr ip;
	struct tcphdr tcp;

	if (size < sizeof(ip) || bytes[0] >> 4 != 4)
		return false;
	memcpy(&ip, bytes, sizeof(ip));
	if (ip.protocol != IPPROTO_TCP)
		return true;
	if (size < (size_t)ip.ihl * 4 + sizeof(tcp))
		return false;
	memcpy(&tcp, bytes + (size_t)ip.ihl * 4, sizeof(tcp));
	wanted = is_inward ? (struct session){ip.saddr, ip.daddr, tcp.source, tcp.dest, now_ms + SYN_MS, NULL}
			   : (struct session){ip.daddr, ip.saddr, tcp.dest, tcp.source, now_ms + SYN_MS, NULL};
	found = find(router, &wanted, now_ms);
	if (found) {
		found->until_ms = now_ms + (tcp.rst || tcp.fin ? OVER_MS : SYN_MS);
		return true;
	}
	if (!is_inward || !tcp.syn)
		return !tcp.syn;
	router->syns++;
	if (keep(router, &wanted))
		return true;
	router->refused++;
	return false;
}

/* Knuth's generator of MMIX: the same packets are lost whenever the same seed begins. */
static uint64_t throw_dice(struct router *router, uint64_t sides)
{
	router->dice = router->dice * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (router->dice >> 33) % sides;
}

/* What the kernel itself says to its neighbours is of nobody's doing. */
static bool is_chatter(int family, const unsigned char *address)
{
	return family == AF_INET6 && address[0] == 0xff;
}

static void note_destination(struct router *router, const unsigned char *bytes, size_t size)
{
	struct destination wanted = {.family = bytes[0] >> 4 == 4 ? AF_INET : AF_INET6};
	size_t length = wanted.family == AF_INET ? 4 : 16, at = wanted.family == AF_INET ? 16 : 24;

	if (size < at + length || is_chatter(wanted.family, bytes + at))
		return;
	memcpy(wanted.bytes, bytes + at, length);
	for (size_t i = 0; i < DESTINATIONS_MAX; i++) {
		struct destination *known = &router->destinations[i];

		if (!known->family)
			*known = wanted;
		if (known->family != wanted.family || memcmp(known->bytes, wanted.bytes, length) != 0)
			continue;
		known->packets++;
		return;
	}
	router->destinations_left_out++;
}

static bool is_lost(struct router *router)
{
	bool is_lost = router->loss_permille && throw_dice(router, 1000) < (uint64_t)router->loss_permille;

	router->lost += is_lost;
	return is_lost;
}

static void queue_up(struct router *router, struct direction *way, struct packet *packet, int64_t now_ms)
{
	int64_t at_ms = now_ms + router->delay_ms;

	if (router->jitter_ms)
		at_ms += (int64_t)throw_dice(router, (uint64_t)router->jitter_ms + 1);
	way->last_ms = at_ms > way->last_ms ? at_ms : way->last_ms;
	packet->at_ms = way->last_ms;
	way->count++;
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
		if (way->is_inward)
			note_destination(router, packet->bytes, packet->size);
		if (passes(router, packet->bytes, packet->size, way->is_inward, now_ms) && !is_lost(router))
			queue_up(router, way, packet, now_ms);
	}
	router->overrun++;
}

static void deliver(struct router *router, struct direction *way)
{
	int64_t now_ms = clock_monotonic_ms();

	while (way->count && way->queue[way->first].at_ms <= now_ms) {
		(void)!write(way->to, way->queue[way->first].bytes, way->queue[way->first].size);
		way->first = (way->first + 1) % QUEUE_MAX;
		way->count--;
		router->carried++;
	}
}

static void turn(struct router *router)
{
	struct pollfd fds[] = {{router->ways[0].from, POLLIN, 0}, {router->ways[1].from, POLLIN, 0}};
	bool is_empty = !router->ways[0].count && !router->ways[1].count;

	(void)poll(fds, 2, is_empty ? 100 : 1);
	for (int i = 0; i < 2; i++) {
		take(router, &router->ways[i]);
		deliver(router, &router->ways[i]);
	}
}

/* A process that sends into the line as fast as it can. */
static pid_t flood(void)
{
	const struct sockaddr_in to = {
		.sin_family = AF_INET, .sin_port = htons(9), .sin_addr.s_addr = inet_addr("10.79.0.1")};
	pid_t pid = fork();
	int fd;

	if (pid)
		return pid;
	fd = socket(AF_INET, SOCK_DGRAM, 0);
	for (int64_t until_ms = clock_monotonic_ms() + CEILING_MS; clock_monotonic_ms() < until_ms;)
		for (int i = 0; i < 100; i++)
			(void)!sendto(fd, "lab", 3, MSG_DONTWAIT, (const struct sockaddr *)&to, sizeof(to));
	_exit(0);
}

/* Without its delay, so that the figure is that of the relay alone. */
static void tell_ceiling(struct router *router)
{
	int64_t delay_ms = router->delay_ms, jitter_ms = router->jitter_ms, loss_permille = router->loss_permille;
	pid_t pid;

	router->delay_ms = router->jitter_ms = router->loss_permille = 0;
	pid = flood();
	for (int64_t until_ms = clock_monotonic_ms() + CEILING_MS; clock_monotonic_ms() < until_ms;)
		turn(router);
	waitpid(pid, NULL, 0);
	printf("ceiling: %ld packets a second\n", router->carried * 1000 / CEILING_MS);
	turn(router);
	router->carried = router->overrun = 0;
	memset(router->destinations, 0, sizeof(router->destinations));
	router->delay_ms = delay_ms;
	router->jitter_ms = jitter_ms;
	router->loss_permille = loss_permille;
}

static void tell_counts(const struct router *router)
{
	char text[INET6_ADDRSTRLEN];

	printf("%ld SYNs, %ld refused, at most %ld sessions of %ld; %ld packets carried, %ld lost, %ld times overrun\n",
	       router->syns, router->refused, router->most, (long)router->session_count, router->carried, router->lost,
	       router->overrun);
	for (size_t i = 0; i < DESTINATIONS_MAX && router->destinations[i].family; i++)
		printf("to %s %ld\n",
		       inet_ntop(router->destinations[i].family, router->destinations[i].bytes, text, sizeof(text)),
		       router->destinations[i].packets);
	if (router->destinations_left_out)
		printf("to others %ld\n", router->destinations_left_out);
}

static void open_ways(struct router *router, const char *pid)
{
	int here = open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC), there, outside, inside;
	char path[64];

	snprintf(path, sizeof(path), "/proc/%s/ns/net", pid);
	there = open(path, O_RDONLY | O_CLOEXEC);
	outside = open_device("line0", "10.78.0.1", "0.0.0.0", "0.0.0.0");
	if (setns(there, CLONE_NEWNET) != 0)
		complain("setns");
	inside = open_device("lan0", "10.79.0.1", "10.78.0.0", "255.255.255.0");
	if (setns(here, CLONE_NEWNET) != 0)
		complain("setns");
	router->ways[0] = (struct direction){.from = outside, .to = inside, .is_inward = true};
	router->ways[1] = (struct direction){.from = inside, .to = outside};
	for (int i = 0; i < 2; i++)
		if (!(router->ways[i].queue = calloc(QUEUE_MAX, sizeof(struct packet))))
			complain("calloc");
}

static bool read_option(const char *word, const char *name, int64_t most, int64_t *ret_value)
{
	size_t length = strlen(name);
	char *end;

	if (strncmp(word, name, length) != 0)
		return false;
	*ret_value = strtol(word + length, &end, 10);
	return end != word + length && !*end && *ret_value >= 0 && *ret_value <= most;
}

int main(int argc, char **argv)
{
	struct router *router = calloc(1, sizeof(*router));
	int64_t seed = 1;

	if (argc < 2 || !router)
		return 2;
	router->delay_ms = DELAY_MS;
	router->session_count = SESSIONS;
	for (int i = 2; i < argc; i++)
		if (!read_option(argv[i], "--delay=", 1000, &router->delay_ms) &&
		    !read_option(argv[i], "--jitter=", 1000, &router->jitter_ms) &&
		    !read_option(argv[i], "--loss=", 1000, &router->loss_permille) &&
		    !read_option(argv[i], "--sessions=", SESSIONS_MAX, &router->session_count) &&
		    !read_option(argv[i], "--seed=", INT32_MAX, &seed))
			return 2;
	router->dice = (uint64_t)seed;
	free_all(router);
	open_ways(router, argv[1]);
	tell_ceiling(router);
	signal(SIGTERM, end);
	puts("ready");
	fflush(stdout);
	while (!is_over)
		turn(router);
	tell_counts(router);
	for (int i = 0; i < 2; i++)
		free(router->ways[i].queue);
	free(router);
	return 0;
}
