/* SPDX-License-Identifier: Apache-2.0 */
#include "web/client_address_priv.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stddef.h>
#include <string.h>

#include "base/count.h"

#define IPV4_BITS   32
#define PREFIX_BITS 64 /* of IPv6: what one household or office is given at the least (RFC 6177) */

static const unsigned char mapped[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

static struct client_address of_ipv4(const void *four)
{
	struct client_address address = {{0}};

	memcpy(address.bytes, mapped, sizeof(mapped));
	memcpy(address.bytes + sizeof(mapped), four, 4);
	return address;
}

static bool is_ipv4(const struct client_address *address)
{
	return memcmp(address->bytes, mapped, sizeof(mapped)) == 0;
}

struct client_address client_address_of(const struct sockaddr *from)
{
	struct client_address address = {{0}};

	if (from->sa_family == AF_INET6)
		memcpy(address.bytes, &((const struct sockaddr_in6 *)(const void *)from)->sin6_addr, 16);
	else if (from->sa_family == AF_INET)
		address = of_ipv4(&((const struct sockaddr_in *)(const void *)from)->sin_addr);
	return address;
}

bool client_address_eq(const struct client_address *a, const struct client_address *b)
{
	return memcmp(a->bytes, b->bytes, sizeof(a->bytes)) == 0;
}

bool client_address_is_in(const struct client_address *address, const struct client_network *network)
{
	size_t whole = network->bits / 8, rest = network->bits % 8;

	return memcmp(address->bytes, network->address.bytes, whole) == 0 &&
	       (rest == 0 || (address->bytes[whole] ^ network->address.bytes[whole]) >> (8 - rest) == 0);
}

static bool is_in_one(const struct client_address *address, const struct client_network *networks, size_t count)
{
	bool is_in = false;

	for (size_t i = 0; i < count; i++)
		is_in = is_in || client_address_is_in(address, &networks[i]);
	return is_in;
}

bool client_address_is_loopback(const struct client_address *address)
{
	static const struct client_network loopback[] = {
		{{{[15] = 1}}, 128},                  /* ::1 */
		{{{[10] = 0xff, 0xff, 127}}, 96 + 8}, /* 127.0.0.0/8 */
	};

	return is_in_one(address, loopback, COUNT(loopback));
}

bool client_address_is_near(const struct client_address *address)
{
	static const struct client_network near[] = {
		{{{[10] = 0xff, 0xff, 10}}, 96 + 8},        /* 10.0.0.0/8 */
		{{{[10] = 0xff, 0xff, 172, 16}}, 96 + 12},  /* 172.16.0.0/12 */
		{{{[10] = 0xff, 0xff, 192, 168}}, 96 + 16}, /* 192.168.0.0/16 */
		{{{[10] = 0xff, 0xff, 169, 254}}, 96 + 16}, /* 169.254.0.0/16 */
		{{{0xfc}}, 7},                              /* fc00::/7 */
		{{{0xfe, 0x80}}, 10},                       /* fe80::/10 */
	};

	return client_address_is_loopback(address) || is_in_one(address, near, COUNT(near));
}

bool client_address_read(struct str text, struct client_address *ret_address)
{
	char copy[INET6_ADDRSTRLEN];
	struct client_address address;
	struct in_addr four;

	if (!text.n || text.n >= sizeof(copy) || memchr(text.p, '\0', text.n))
		return false;
	memcpy(copy, text.p, text.n);
	copy[text.n] = '\0';
	if (inet_pton(AF_INET, copy, &four) == 1)
		address = of_ipv4(&four);
	else if (inet_pton(AF_INET6, copy, address.bytes) != 1)
		return false;
	*ret_address = address;
	return true;
}

bool client_address_read_network(struct str text, struct client_network *ret_network)
{
	struct str rest = text, address = str_cut(&rest, '/');
	bool has_bits = address.n < text.n;
	struct client_network network;
	uint64_t bits = 0;

	if (!client_address_read(address, &network.address))
		return false;
	network.bits = 128;
	if (has_bits && is_ipv4(&network.address) && str_index(address, ':') == address.n) {
		if (!str_to_u64(rest, &bits) || bits > IPV4_BITS)
			return false;
		network.bits = 128 - IPV4_BITS + (unsigned)bits;
	} else if (has_bits) {
		if (!str_to_u64(rest, &bits) || bits > 128)
			return false;
		network.bits = (unsigned)bits;
	}
	*ret_network = network;
	return true;
}

const char *client_address_counted(struct arena *arena, const struct client_address *address)
{
	char text[INET6_ADDRSTRLEN] = "";
	struct client_address prefix = {{0}};

	if (client_address_is_loopback(address))
		return "";
	if (is_ipv4(address)) {
		inet_ntop(AF_INET, address->bytes + sizeof(mapped), text, sizeof(text));
		return arena_strdup(arena, text);
	}
	memcpy(prefix.bytes, address->bytes, PREFIX_BITS / 8);
	inet_ntop(AF_INET6, prefix.bytes, text, sizeof(text));
	return arena_printf(arena, "%s/%d", text, PREFIX_BITS);
}
