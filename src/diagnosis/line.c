/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/line.h"

#include <string.h>

#define LINE_BITS_IPV4   29
#define LINE_BITS_IPV6   56
#define ROUTER_BITS_IPV4 24
#define ROUTER_BITS_IPV6 48

static struct addr network_of(const struct addr *addr, int bits_ipv4, int bits_ipv6)
{
	struct addr network = {.family = addr->family};
	int bits = addr->family == AF_INET ? bits_ipv4 : bits_ipv6;

	memcpy(network.bytes, addr->bytes, (size_t)bits / 8);
	if (bits % 8)
		network.bytes[bits / 8] = (unsigned char)(addr->bytes[bits / 8] & (0xff << (8 - bits % 8)));
	return network;
}

static void begin_pace(struct pace *pace, bool is_lab, int flows_per_second, int64_t now_ms)
{
	if (is_lab)
		pace_init_lab(pace);
	else
		pace_init(pace, flows_per_second, now_ms);
}

void line_router_init(struct line_router *router, const struct addr *addr, bool is_lab, int flows_per_second,
		      int64_t now_ms)
{
	*router = (struct line_router){.network = network_of(addr, ROUTER_BITS_IPV4, ROUTER_BITS_IPV6)};
	begin_pace(&router->pace, is_lab, flows_per_second, now_ms);
}

bool line_router_holds(const struct line_router *router, const struct addr *addr)
{
	struct addr network = network_of(addr, ROUTER_BITS_IPV4, ROUTER_BITS_IPV6);

	return addr_eq(&router->network, &network);
}

void line_init(struct line *line, const struct addr *addr, struct line_router *router, bool is_lab,
	       int flows_per_second, int64_t now_ms)
{
	*line = (struct line){
		.network = network_of(addr, LINE_BITS_IPV4, LINE_BITS_IPV6), .router = router, .best_ms = -1};
	begin_pace(&line->pace, is_lab, flows_per_second, now_ms);
}

bool line_holds(const struct line *line, const struct addr *addr)
{
	struct addr network = network_of(addr, LINE_BITS_IPV4, LINE_BITS_IPV6);

	return addr_eq(&line->network, &network);
}

/* The router is asked first, and gets its word back when the line itself does not allow the flow. */
bool line_may_open(struct line *line, int64_t now_ms)
{
	if (line->pace.is_lab)
		return pace_may_open(&line->pace, now_ms);
	if (!pace_may_open(&line->router->pace, now_ms))
		return false;
	if (pace_may_open(&line->pace, now_ms))
		return true;
	pace_give_back(&line->router->pace);
	return false;
}

void line_answered(struct line *line)
{
	pace_answered(&line->pace);
	if (!line->pace.is_lab)
		pace_answered(&line->router->pace);
}

void line_silent(struct line *line)
{
	pace_silent(&line->pace);
	if (!line->pace.is_lab)
		pace_silent(&line->router->pace);
}

void line_not_sent(struct line *line)
{
	pace_not_sent(&line->pace);
	if (!line->pace.is_lab)
		pace_not_sent(&line->router->pace);
}

bool line_has_room(const struct line *line)
{
	return line->pace.in_flight < line->pace.in_flight_most &&
	       (line->pace.is_lab || line->router->pace.in_flight < line->router->pace.in_flight_most);
}

int64_t line_next_ms(const struct line *line, int64_t now_ms)
{
	int64_t own_ms = pace_next_ms(&line->pace, now_ms);
	int64_t router_ms = line->pace.is_lab ? own_ms : pace_next_ms(&line->router->pace, now_ms);

	return own_ms > router_ms ? own_ms : router_ms;
}

void line_seen_open(struct line *line, const struct addr *addr, uint16_t port, int64_t now_ms)
{
	if (line->pace.is_lab || line->known_count == LINE_KNOWN_MAX)
		return;
	if (line->known_count == 0)
		line->canary_ms = now_ms + LINE_CANARY_MS;
	line->known[line->known_count++] = (struct line_port){*addr, port};
}

bool line_wants_canary(struct line *line, int64_t now_ms)
{
	if (!line->known_count || line->is_canary_out || now_ms < line->canary_ms || line_is_lost(line))
		return false;
	line->is_canary_out = true;
	return true;
}

static void slow_down(struct line *line)
{
	pace_halve(&line->pace);
	pace_halve(&line->router->pace);
}

void line_canary_came_back(struct line *line, int64_t round_trip_ms, int64_t now_ms)
{
	line->is_canary_out = false;
	line->canary_ms = now_ms + LINE_CANARY_MS;
	if (round_trip_ms < 0) {
		line->failures++;
		slow_down(line);
		return;
	}
	line->failures = 0;
	if (line->best_ms < 0 || round_trip_ms < line->best_ms)
		line->best_ms = round_trip_ms;
	if (round_trip_ms > line->best_ms + line->best_ms / 2 && round_trip_ms >= line->best_ms + LINE_SLOWER_MS)
		slow_down(line);
}

void line_canary_was_refused(struct line *line, int64_t now_ms)
{
	line->is_canary_out = false;
	line->canary_ms = now_ms + LINE_CANARY_MS;
	line->known_count--;
	memmove(line->known, line->known + 1, line->known_count * sizeof(line->known[0]));
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
