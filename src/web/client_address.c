/* SPDX-License-Identifier: Apache-2.0 */
#include "web/client_address_priv.h"

#include <netinet/in.h>
#include <stddef.h>
#include <string.h>

static const unsigned char mapped[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

struct client_address client_address_of(const struct sockaddr *from)
{
	struct client_address address = {{0}};

	if (from->sa_family == AF_INET6) {
		memcpy(address.bytes, &((const struct sockaddr_in6 *)(const void *)from)->sin6_addr, 16);
	} else if (from->sa_family == AF_INET) {
		memcpy(address.bytes, mapped, sizeof(mapped));
		memcpy(address.bytes + sizeof(mapped), &((const struct sockaddr_in *)(const void *)from)->sin_addr, 4);
	}
	return address;
}

bool client_address_eq(const struct client_address *a, const struct client_address *b)
{
	return memcmp(a->bytes, b->bytes, sizeof(a->bytes)) == 0;
}

bool client_address_is_near(const struct client_address *address)
{
	static const struct {
		size_t bits;
		unsigned char bytes[16];
	} near[] = {
		{128, {[15] = 1}},                    /* ::1 */
		{104, {[10] = 0xff, 0xff, 127}},      /* 127.0.0.0/8 */
		{104, {[10] = 0xff, 0xff, 10}},       /* 10.0.0.0/8 */
		{108, {[10] = 0xff, 0xff, 172, 16}},  /* 172.16.0.0/12 */
		{112, {[10] = 0xff, 0xff, 192, 168}}, /* 192.168.0.0/16 */
		{112, {[10] = 0xff, 0xff, 169, 254}}, /* 169.254.0.0/16 */
		{7, {0xfc}},                          /* fc00::/7 */
		{10, {0xfe, 0x80}},                   /* fe80::/10 */
	};

	for (size_t i = 0; i < sizeof(near) / sizeof(near[0]); i++) {
		size_t whole = near[i].bits / 8, rest = near[i].bits % 8;

		if (memcmp(address->bytes, near[i].bytes, whole) == 0 &&
		    (rest == 0 || (address->bytes[whole] ^ near[i].bytes[whole]) >> (8 - rest) == 0))
			return true;
	}
	return false;
}
