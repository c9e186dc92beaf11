/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/line.h"

#include <string.h>

#define IPV4_BYTES 4 /* of which the last one keeps its upper five bits */
#define IPV4_MASK  0xf8
#define IPV6_BYTES 7

static struct addr network_of(const struct addr *addr)
{
	struct addr network = {.family = addr->family};

	memcpy(network.bytes, addr->bytes, addr->family == AF_INET ? IPV4_BYTES : IPV6_BYTES);
	if (addr->family == AF_INET)
		network.bytes[IPV4_BYTES - 1] &= IPV4_MASK;
	return network;
}

void line_init(struct line *line, const struct addr *addr, bool is_lab, int flows_per_second, int64_t now_ms)
{
	*line = (struct line){.network = network_of(addr), .best_ms = -1};
	if (is_lab)
		pace_init_lab(&line->pace);
	else
		pace_init(&line->pace, flows_per_second, now_ms);
}

bool line_holds(const struct line *line, const struct addr *addr)
{
	struct addr network = network_of(addr);

	return addr_eq(&line->network, &network);
}

void line_seen_open(struct line *line, const struct addr *addr, uint16_t port, int64_t now_ms)
{
	if (line->has_canary || line->pace.is_lab)
		return;
	line->has_canary = true;
	line->canary = *addr;
	line->canary_port = port;
	line->canary_ms = now_ms + LINE_CANARY_MS;
}

bool line_wants_canary(struct line *line, int64_t now_ms)
{
	if (!line->has_canary || line->is_canary_out || now_ms < line->canary_ms || line_is_lost(line))
		return false;
	line->is_canary_out = true;
	return true;
}

void line_canary_came_back(struct line *line, int64_t round_trip_ms, int64_t now_ms)
{
	line->is_canary_out = false;
	line->canary_ms = now_ms + LINE_CANARY_MS;
	if (round_trip_ms < 0) {
		line->failures++;
		pace_halve(&line->pace);
		return;
	}
	line->failures = 0;
	if (line->best_ms < 0 || round_trip_ms < line->best_ms)
		line->best_ms = round_trip_ms;
	if (round_trip_ms > line->best_ms + line->best_ms / 2 && round_trip_ms >= line->best_ms + LINE_SLOWER_MS)
		pace_halve(&line->pace);
}

void line_canary_was_refused(struct line *line)
{
	line->is_canary_out = false;
	line->has_canary = false;
	line->failures = 0;
	line->best_ms = -1;
}

void line_canary_was_not_sent(struct line *line, int64_t now_ms)
{
	line->is_canary_out = false;
	line->canary_ms = now_ms + LINE_CANARY_MS;
}

bool line_is_lost(const struct line *line)
{
	return line->failures >= LINE_CANARY_FAILURES;
}
