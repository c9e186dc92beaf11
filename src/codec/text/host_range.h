/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Several IPv4 addresses in one word: "192.0.2.0/24" or "192.0.2.10-192.0.2.20", at most as many as a /24 holds.
 * IPv6 has no ranges here: even the smallest of its networks is too large to be tried address by address. Pure.
 */
#ifndef TENKEN_CODEC_TEXT_HOST_RANGE_H
#define TENKEN_CODEC_TEXT_HOST_RANGE_H

#include "base/str.h"

#define HOST_RANGE_MOST     256
#define HOST_RANGE_TEXT_MAX 16 /* of one address, with its terminator */

struct host_range {
	uint32_t first, last; /* in the order of the host */
};

/* False for anything else, also for a single address without "/32", for "192.0.2.1/24" (bits of the host are set), and
 * for a range that runs backwards. */
bool host_range_parse(struct str text, struct host_range *ret_range);

size_t host_range_count(const struct host_range *range);

void host_range_address(const struct host_range *range, size_t position, char ret_text[HOST_RANGE_TEXT_MAX]);

/* A host, or a range, that no packet reaches over the Internet: this machine, a private network (RFC 1918, RFC 4193) or
 * one for benchmarks (RFC 2544). A DNS name is none: it may lead anywhere. */
bool host_range_is_private(struct str host);

#endif
