/* SPDX-License-Identifier: Apache-2.0 */
#include "net/addr.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

struct range {
	unsigned char bytes[16];
	unsigned bits;
};

/* IANA IPv4 Special-Purpose Address Registry, multicast (224/4) and the old class E (240/4). */
static const struct range special_v4[] = {
	{{0}, 8},
	{{10}, 8},
	{{100, 64}, 10},
	{{127}, 8},
	{{169, 254}, 16},
	{{172, 16}, 12},
	{{192, 0, 0}, 24},
	{{192, 0, 2}, 24},
	{{192, 88, 99}, 24},
	{{192, 168}, 16},
	{{198, 18}, 15},
	{{198, 51, 100}, 24},
	{{203, 0, 113}, 24},
	{{224}, 4},
	{{240}, 4},
};

/* Global unicast is 2000::/3; these parts of it are special (IANA IPv6 Special-Purpose Address Registry). */
static const struct range global_v6 = {{0x20}, 3};
static const struct range special_v6[] = {
	{{0x20, 0x01, 0x00}, 23},       /* protocol assignments, Teredo, benchmarks, ORCHID */
	{{0x20, 0x01, 0x0d, 0xb8}, 32}, /* documentation */
	{{0x20, 0x02}, 16},             /* 6to4 */
	{{0x3f, 0xff, 0x00}, 20},       /* documentation */
};

static void unmap(struct addr *addr)
{
	static const unsigned char mapped[12] = {[10] = 0xff, [11] = 0xff};

	if (addr->family == AF_INET6 && memcmp(addr->bytes, mapped, sizeof(mapped)) == 0) {
		addr->family = AF_INET;
		memmove(addr->bytes, addr->bytes + 12, 4);
		memset(addr->bytes + 4, 0, 12);
	}
}

bool addr_parse(struct str text, struct addr *ret_addr)
{
	char copy[ADDR_TEXT_MAX];
	struct addr addr = {0};

	if (text.n == 0 || text.n >= sizeof(copy) || memchr(text.p, '\0', text.n))
		return false;
	memcpy(copy, text.p, text.n);
	copy[text.n] = '\0';
	addr.family = memchr(copy, ':', text.n) ? AF_INET6 : AF_INET;
	if (inet_pton(addr.family, copy, addr.bytes) != 1)
		return false;
	unmap(&addr);
	*ret_addr = addr;
	return true;
}

void addr_format(const struct addr *addr, char out[ADDR_TEXT_MAX])
{
	if (!inet_ntop(addr->family, addr->bytes, out, ADDR_TEXT_MAX))
		out[0] = '\0';
}

bool addr_eq(const struct addr *a, const struct addr *b)
{
	return a->family == b->family && memcmp(a->bytes, b->bytes, a->family == AF_INET ? 4 : 16) == 0;
}

static bool is_in(const struct addr *addr, const struct range *range)
{
	unsigned whole = range->bits / 8, rest = range->bits % 8;
	unsigned mask = (0xff00u >> rest) & 0xff;

	return memcmp(addr->bytes, range->bytes, whole) == 0 &&
	       (rest == 0 || (addr->bytes[whole] & mask) == (range->bytes[whole] & mask));
}

bool addr_is_public(const struct addr *addr)
{
	bool is_v4 = addr->family == AF_INET;
	const struct range *ranges = is_v4 ? special_v4 : special_v6;
	size_t count = is_v4 ? COUNT(special_v4) : COUNT(special_v6);

	if (!is_v4 && !is_in(addr, &global_v6))
		return false;
	for (size_t i = 0; i < count; i++)
		if (is_in(addr, &ranges[i]))
			return false;
	return true;
}

socklen_t addr_to_sockaddr(const struct addr *addr, uint16_t port, struct sockaddr_storage *out)
{
	struct sockaddr_in v4 = {.sin_family = AF_INET, .sin_port = htons(port)};
	struct sockaddr_in6 v6 = {.sin6_family = AF_INET6, .sin6_port = htons(port)};

	memset(out, 0, sizeof(*out));
	if (addr->family == AF_INET) {
		memcpy(&v4.sin_addr, addr->bytes, 4);
		memcpy(out, &v4, sizeof(v4));
		return sizeof(v4);
	}
	memcpy(&v6.sin6_addr, addr->bytes, 16);
	memcpy(out, &v6, sizeof(v6));
	return sizeof(v6);
}

bool addr_from_sockaddr(const struct sockaddr *from, struct addr *ret_addr)
{
	struct addr addr = {.family = from->sa_family};
	struct sockaddr_in6 v6;
	struct sockaddr_in v4;

	if (addr.family == AF_INET) {
		memcpy(&v4, from, sizeof(v4));
		memcpy(addr.bytes, &v4.sin_addr, 4);
	} else if (addr.family == AF_INET6) {
		memcpy(&v6, from, sizeof(v6));
		memcpy(addr.bytes, &v6.sin6_addr, 16);
	} else {
		return false;
	}
	unmap(&addr);
	*ret_addr = addr;
	return true;
}
