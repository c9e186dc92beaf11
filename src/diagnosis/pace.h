/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How fast new flows may be opened to one target. Knows the time and what came back; no sockets.
 *
 * What a scan can break on the way to a small company is the session table of its router. A flow that is answered
 * (RST or SYN-ACK) leaves the table after about a second, a silent one stays for a minute, so silence is the dangerous
 * case. Measured on an emulated router of 4,096 sessions: against a host that drops everything 500 flows a second cut
 * off other people's connections and 50 to 100 did not; against one that answers, 2,000 did no harm and 5,000 did.
 * Hence:
 *  - begin with 30 a second (1,800 table entries if all stay silent),
 *  - each answer adds 2 a second, up to 1,000 or the authorisation's flows_per_second,
 *  - each silent flow halves the rate, down to 30 again,
 *  - never more than 96 flows without an answer at a time: when a target that answered turns silent, no more than these
 * are out before it is noticed.
 */
#ifndef TENKEN_DIAGNOSIS_PACE_H
#define TENKEN_DIAGNOSIS_PACE_H

#include <stdbool.h>
#include <stdint.h>

#define PACE_START     30
#define PACE_RISE      2
#define PACE_MOST      1000
#define PACE_IN_FLIGHT 96
#define PACE_BURST_MS  50 /* at most the flows of this time are caught up at once, but always at least one */

#define PACE_LAB_IN_FLIGHT 900 /* of a test network, which has no other bound */

struct pace {
	double rate, least, most; /* flows a second */
	double tokens;
	int64_t last_ms;
	int in_flight, in_flight_most;
	bool is_lab; /* no rate: only the flows without an answer are bounded */
};

/* flows_per_second is the authorisation's; 0: none. Times are of clock_monotonic_ms(). */
void pace_init(struct pace *pace, int flows_per_second, int64_t now_ms);

void pace_init_lab(struct pace *pace);

/* True when one flow may be opened now; it counts as opened. */
bool pace_may_open(struct pace *pace, int64_t now_ms);

/* What became of an opened flow: exactly one of these each. */
void pace_answered(struct pace *pace);
void pace_silent(struct pace *pace);
void pace_not_sent(struct pace *pace); /* this machine could not even try */

/* A flow that was allowed and is not opened now: it may be asked for again at once. */
void pace_give_back(struct pace *pace);

/* Others on the line seem to suffer. */
void pace_halve(struct pace *pace);

/* When to ask again; now_ms + 1 at the earliest. */
int64_t pace_next_ms(const struct pace *pace, int64_t now_ms);

#endif
