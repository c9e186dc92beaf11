/* SPDX-License-Identifier: Apache-2.0 */
#include "wire.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <netinet/ip.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "test.h"

#define SLICE_MS  20
#define MARK_MS   30000                /* for a mark to arrive; it is sent again and again */
#define MARK_IP   UINT32_C(0x0a4d00fa) /* 10.77.0.250 */
#define MARK_PORT 9
#define MTU       1500

static void set_flags(int fd, const char *device)
{
	struct ifreq request = {0};

	strncpy(request.ifr_name, device, IFNAMSIZ - 1);
	assert_int_equal(ioctl(fd, SIOCGIFFLAGS, &request), 0);
	request.ifr_flags |= IFF_UP;
	assert_int_equal(ioctl(fd, SIOCSIFFLAGS, &request), 0);
}

static void set_address(int fd, const char *device, unsigned long what, const char *address)
{
	struct ifreq request = {0};
	struct sockaddr_in at = {.sin_family = AF_INET};

	strncpy(request.ifr_name, device, IFNAMSIZ - 1);
	inet_pton(AF_INET, address, &at.sin_addr);
	memcpy(&request.ifr_addr, &at, sizeof(at));
	assert_int_equal(ioctl(fd, what, &request), 0);
}

bool wire_enter_namespace(void)
{
	struct ifreq request = {.ifr_name = "wire0", .ifr_flags = IFF_TUN | IFF_NO_PI};
	int fd = unshare(CLONE_NEWNET) == 0 ? open("/dev/net/tun", O_RDWR | O_CLOEXEC) : -1;

	/* A container may show the device and yet forbid to use it. */
	if (fd < 0 || ioctl(fd, TUNSETIFF, &request) != 0) {
		printf("skipped: no network namespace or no /dev/net/tun here: %s\n", strerror(errno));
		if (fd >= 0)
			close(fd);
		return false;
	}
	close(fd); /* and the device goes with it */
	fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	set_flags(fd, "lo");
	close(fd);
	return true;
}

/* Of words in the order of the network; an odd last byte counts as the first of a word. */
static uint32_t add_words(uint32_t sum, const unsigned char *bytes, size_t size)
{
	for (size_t i = 0; i + 1 < size; i += 2)
		sum += (uint32_t)(bytes[i] << 8 | bytes[i + 1]);
	return sum;
}

static uint16_t checksum(uint32_t sum)
{
	while (sum >> 16)
		sum = (sum & 0xffff) + (sum >> 16);
	return htons((uint16_t)~sum);
}

/* RST to a SYN. */
static void reset(int fd, const struct iphdr *to, const struct tcphdr *syn)
{
	struct {
		struct iphdr ip;
		struct tcphdr tcp;
	} packet = {.ip = {.version = 4, .ihl = 5, .ttl = 64, .protocol = IPPROTO_TCP}};
	const unsigned char *bytes = (const unsigned char *)&packet;

	packet.ip.tot_len = htons(sizeof(packet));
	packet.ip.saddr = to->daddr;
	packet.ip.daddr = to->saddr;
	packet.ip.check = checksum(add_words(0, bytes, sizeof(packet.ip)));
	packet.tcp.source = syn->dest;
	packet.tcp.dest = syn->source;
	packet.tcp.doff = 5;
	packet.tcp.rst = packet.tcp.ack = 1;
	packet.tcp.ack_seq = htonl(ntohl(syn->seq) + 1);
	/* The addresses count too, and the rest of the pseudo header (RFC 9293, 3.1). */
	packet.tcp.check =
		checksum(add_words(add_words(0, bytes + 12, 8), bytes + sizeof(packet.ip), sizeof(packet.tcp)) +
			 IPPROTO_TCP + sizeof(packet.tcp));
	(void)!write(fd, &packet, sizeof(packet));
}

static void take(struct wire *wire, const unsigned char *bytes, size_t size)
{
	struct wire_packet *seen = &wire->packets[wire->count];
	struct iphdr ip;
	struct tcphdr tcp;

	assert_true(wire->count < WIRE_PACKETS_MAX);
	*seen = (struct wire_packet){0};
	wire->count++;
	if (size < sizeof(ip))
		return;
	memcpy(&ip, bytes, sizeof(ip));
	if (ip.version != 4)
		return;
	seen->to = ntohl(ip.daddr);
	if (seen->to == MARK_IP) {
		wire->count--;
		if (size >= (size_t)ip.ihl * 4 + 4)
			wire->mark = (uint16_t)(bytes[ip.ihl * 4 + 2] << 8 | bytes[ip.ihl * 4 + 3]);
		return;
	}
	if (ip.protocol != IPPROTO_TCP || size < (size_t)ip.ihl * 4 + sizeof(tcp))
		return;
	memcpy(&tcp, bytes + (size_t)ip.ihl * 4, sizeof(tcp));
	seen->port = ntohs(tcp.dest);
	seen->is_syn = tcp.syn && !tcp.ack;
	if (seen->is_syn && wire->answer(seen->port, wire->syns[seen->port]++) == WIRE_RESET)
		reset(wire->fd, &ip, &tcp);
}

static void *watch(void *context)
{
	struct wire *wire = context;

	while (!wire->is_over) {
		struct pollfd one = {.fd = wire->fd, .events = POLLIN};
		unsigned char bytes[MTU];
		ssize_t size = poll(&one, 1, SLICE_MS) == 1 ? read(wire->fd, bytes, sizeof(bytes)) : 0;

		/* The kernel itself says hello to a new device by IPv6. */
		if (size > 0 && bytes[0] >> 4 == 4)
			take(wire, bytes, (size_t)size);
	}
	return NULL;
}

void wire_start(struct wire *wire, enum wire_answer (*answer)(uint16_t port, size_t n))
{
	struct ifreq request = {.ifr_name = "wire0", .ifr_flags = IFF_TUN | IFF_NO_PI};
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	memset(wire, 0, sizeof(*wire));
	wire->answer = answer;
	wire->fd = open("/dev/net/tun", O_RDWR | O_CLOEXEC | O_NONBLOCK);
	assert_true(wire->fd >= 0);
	assert_int_equal(ioctl(wire->fd, TUNSETIFF, &request), 0);
	set_address(fd, "wire0", SIOCSIFADDR, "10.77.0.1");
	set_address(fd, "wire0", SIOCSIFNETMASK, "255.255.255.0");
	set_flags(fd, "wire0");
	close(fd);
	assert_int_equal(pthread_create(&wire->thread, NULL, watch, wire), 0);
}

size_t wire_sent(struct wire *wire)
{
	const uint16_t number = (uint16_t)(MARK_PORT + wire->marks_sent++); /* one that is late is another one */
	const struct sockaddr_in mark = {
		.sin_family = AF_INET, .sin_port = htons(number), .sin_addr.s_addr = htonl(MARK_IP)};
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	for (int waited_ms = 0; wire->mark != number; waited_ms += SLICE_MS) {
		assert_true(waited_ms < MARK_MS);
		if (waited_ms % (50 * SLICE_MS) == 0)
			assert_int_equal(sendto(fd, "", 0, 0, (const struct sockaddr *)&mark, sizeof(mark)), 0);
		usleep(SLICE_MS * 1000);
	}
	close(fd);
	return wire->count;
}

void wire_stop(struct wire *wire)
{
	wire->is_over = true;
	pthread_join(wire->thread, NULL);
	close(wire->fd);
}
