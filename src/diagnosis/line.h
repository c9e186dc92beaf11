/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A company's line to the Internet, as far as an address tells: those of one /29 (IPv4) or one /56 (IPv6) share it, so
 * they share one pace. A port of it that is known to be open is its canary: it is tried now and then, and when it
 * answers late or not at all, others on the line suffer too. Knows the time and what came back; no sockets.
 */
#ifndef TENKEN_DIAGNOSIS_LINE_H
#define TENKEN_DIAGNOSIS_LINE_H

#include "diagnosis/pace.h"
#include "net/addr.h"

#define LINE_CANARY_MS       5000 /* from one try to the next */
#define LINE_CANARY_FAILURES 2    /* in a row: nothing more is sent to the line */
#define LINE_SLOWER_MS       10   /* a round trip is late when it takes half as long again, and so much longer */

struct line {
	struct line *next;
	struct addr network;
	struct pace pace;
	bool has_canary, is_canary_out;
	struct addr canary;
	uint16_t canary_port;
	int64_t canary_ms; /* when it is tried next */
	int64_t best_ms;   /* the shortest round trip so far; -1: none yet */
	int failures;
};

/* flows_per_second as for pace_init(). */
void line_init(struct line *line, const struct addr *addr, bool is_lab, int flows_per_second, int64_t now_ms);
bool line_holds(const struct line *line, const struct addr *addr);

/* A port of it was seen open: the first one becomes the canary. In a lab there is none. */
void line_seen_open(struct line *line, const struct addr *addr, uint16_t port, int64_t now_ms);

/* True when the canary is to be tried now; then one of the three below is told exactly once. */
bool line_wants_canary(struct line *line, int64_t now_ms);
void line_canary_came_back(struct line *line, int64_t round_trip_ms, int64_t now_ms); /* -1: no answer */
void line_canary_was_refused(struct line *line); /* an answer, but not of an open port: the next one takes over */
void line_canary_was_not_sent(struct line *line, int64_t now_ms);

/* The canary failed too often in a row. */
bool line_is_lost(const struct line *line);

#endif
