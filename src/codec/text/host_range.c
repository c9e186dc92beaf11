/* SPDX-License-Identifier: Apache-2.0 */
#include "codec/text/host_range.h"

#include <stdio.h>

#include "base/count.h"
#include "codec/text/host_name.h"

#define BITS_LEAST 24
#define BITS_MOST  32

static bool read_number(struct str text, uint32_t *ret_number)
{
	unsigned char bytes[4];

	if (!host_name_read_ipv4(text, bytes))
		return false;
	*ret_number = (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
	return true;
}

static bool read_network(struct str text, struct host_range *ret_range)
{
	struct str address = str_cut(&text, '/');
	uint32_t first, size;
	uint64_t bits;

	if (!text.p || text.n > 2 || !str_to_u64(text, &bits) || bits < BITS_LEAST || bits > BITS_MOST ||
	    !read_number(address, &first))
		return false;
	size = UINT32_C(1) << (BITS_MOST - bits);
	if (first % size != 0)
		return false;
	*ret_range = (struct host_range){first, first + size - 1};
	return true;
}

bool host_range_parse(struct str text, struct host_range *ret_range)
{
	struct str rest = text, begin = str_cut(&rest, '-');
	struct host_range range;

	if (!rest.p)
		return read_network(text, ret_range);
	if (!read_number(begin, &range.first) || !read_number(rest, &range.last) || range.last < range.first ||
	    range.last - range.first >= HOST_RANGE_MOST)
		return false;
	*ret_range = range;
	return true;
}

size_t host_range_count(const struct host_range *range)
{
	return (size_t)range->last - range->first + 1;
}

void host_range_address(const struct host_range *range, size_t position, char ret_text[HOST_RANGE_TEXT_MAX])
{
	uint32_t number = range->first + (uint32_t)position;

	snprintf(ret_text, HOST_RANGE_TEXT_MAX, "%u.%u.%u.%u", number >> 24 & 255, number >> 16 & 255,
		 number >> 8 & 255, number & 255);
}

static bool is_in_private_network(uint32_t number)
{
	static const struct {
		uint32_t network;
		int bits;
	} rows[] = {
		{UINT32_C(0x0a000000), 8},  /* 10.0.0.0/8 */
		{UINT32_C(0x7f000000), 8},  /* 127.0.0.0/8 */
		{UINT32_C(0xac100000), 12}, /* 172.16.0.0/12 */
		{UINT32_C(0xc0a80000), 16}, /* 192.168.0.0/16 */
		{UINT32_C(0xc6120000), 15}, /* 198.18.0.0/15 */
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		if (number >> (BITS_MOST - rows[i].bits) == rows[i].network >> (BITS_MOST - rows[i].bits))
			return true;
	return false;
}

bool host_range_is_private(struct str host)
{
	struct host_range range;
	char text[HOST_NAME_ADDRESS_MAX];

	if (host_range_parse(host, &range))
		return is_in_private_network(range.first) && is_in_private_network(range.last);
	if (read_number(host, &range.first))
		return is_in_private_network(range.first);
	if (!host_name_short_ipv6(host, text))
		return false;
	if (read_number(str_from(text), &range.first))
		return is_in_private_network(range.first);
	return str_is(str_from(text), "::1") || str_starts(str_from(text), "fc") || str_starts(str_from(text), "fd");
}
