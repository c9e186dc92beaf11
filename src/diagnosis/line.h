/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A company's line to the Internet, as far as an address tells: those of one /29 (IPv4) or one /56 (IPv6) share it, so
 * they share one pace. Lines of one /24 (or one /48) may stand behind one router, whose table of sessions they share,
 * so together they have one more pace: none of them opens a flow that both do not allow. A port of a line that is known
 * to be open is its canary: it is tried now and then, and when it answers late or not at all, others on the line suffer
 * too. Knows the time and what came back; no sockets.
 */
#ifndef TENKEN_DIAGNOSIS_LINE_H
#define TENKEN_DIAGNOSIS_LINE_H

#include "diagnosis/pace.h"
#include "net/addr.h"

#define LINE_CANARY_MS       5000 /* from one try to the next */
#define LINE_CANARY_FAILURES 2    /* in a row: nothing more is sent to the line */
#define LINE_SLOWER_MS       10   /* a round trip is late when it takes half as long again, and so much longer */
#define LINE_KNOWN_MAX       16   /* open ports, of which one is the canary and the others may become it */

struct line_router {
	struct line_router *next;
	struct addr network;
	struct pace pace;
};

struct line_port {
	struct addr addr;
	uint16_t port;
};

struct line {
	struct line *next;
	struct addr network;
	struct line_router *router;
	struct pace pace;
	struct line_port known[LINE_KNOWN_MAX]; /* the first one is the canary */
	size_t known_count;
	bool is_canary_out;
	int64_t canary_ms; /* when it is tried next */
	int64_t best_ms;   /* the shortest round trip so far; -1: none yet */
	int failures;
};

/* flows_per_second as for pace_init(). */
void line_router_init(struct line_router *router, const struct addr *addr, bool is_lab, int flows_per_second,
		      int64_t now_ms);
bool line_router_holds(const struct line_router *router, const struct addr *addr);

/* The router, which is not owned, is the one that holds the address. */
void line_init(struct line *line, const struct addr *addr, struct line_router *router, bool is_lab,
	       int flows_per_second, int64_t now_ms);
bool line_holds(const struct line *line, const struct addr *addr);

/* As pace_may_open() and its like, for the line and its router together. */
bool line_may_open(struct line *line, int64_t now_ms);
void line_answered(struct line *line);
void line_silent(struct line *line);
void line_not_sent(struct line *line);
bool line_has_room(const struct line *line); /* for one more flow without an answer */
int64_t line_next_ms(const struct line *line, int64_t now_ms);

/* A port of it was seen open: the first one becomes the canary, those behind it take over when it is open no more. In a
 * lab there is none. */
void line_seen_open(struct line *line, const struct addr *addr, uint16_t port, int64_t now_ms);

/* True when the canary is to be tried now; then one of the three below is told exactly once. */
bool line_wants_canary(struct line *line, int64_t now_ms);
void line_canary_came_back(struct line *line, int64_t round_trip_ms, int64_t now_ms); /* -1: no answer */
/* An answer, but not of an open port: the next one that is known takes over. */
void line_canary_was_refused(struct line *line, int64_t now_ms);
void line_canary_was_not_sent(struct line *line, int64_t now_ms);

/* The canary failed too often in a row. */
bool line_is_lost(const struct line *line);

#endif
