/* SPDX-License-Identifier: Apache-2.0 */
/* What the broker's two files share: who speaks with it (broker.c), and the connections under way (broker_flow.c). */
#ifndef TENKEN_DIAGNOSIS_BROKER_PRIV_H
#define TENKEN_DIAGNOSIS_BROKER_PRIV_H

#include "diagnosis/broker.h"
#include "diagnosis/line.h"

#define BROKER_FLOWS_MAX 928 /* with the talkers' channels and a few more within 1,024 descriptors */

/* The first member of all that epoll points at. */
enum broker_source { BROKER_FROM_SCHEDULER, BROKER_FROM_RESOLVER, BROKER_FROM_TALKER, BROKER_FROM_FLOW };

struct broker_scan {
	bool is_used;
	uint32_t place;
	struct addr addr;
	struct line *line;
	uint8_t *states; /* enum port_state of each authorised port */
	size_t next, tried;
	int in_flight;
	/* Behind the second pass the first port that answered is tried again: silence tells something of other ports
	 * only while that one still answers. */
	enum { SCAN_FIRST_PASS, SCAN_SECOND_PASS, SCAN_WITNESS, SCAN_OVER } phase;
	bool has_witness, is_vouched_for;
	size_t witness;
	int witness_failures;
	int64_t busy_ms; /* since when this machine has no socket left; 0: it has */
	int64_t deadline_ms, told_ms;
	enum err err;
	struct fault why;
};

struct broker_talker {
	enum broker_source source;
	int channel; /* -1: free */
	struct addr addr;
	uint16_t port;
	bool is_udp;
	struct line *line;
	bool wishes, is_under_way;
	int made;
};

struct broker_flow {
	enum broker_source source;
	int fd; /* -1: free */
	struct line *line;
	struct broker_scan *scan;     /* of a port that is tried; of a canary neither this ... */
	size_t index;                 /* of that port */
	bool is_witness;              /* tried only to see whether it still answers */
	struct broker_talker *talker; /* ... nor this */
	int64_t opened_ms, deadline_ms;
};

struct broker {
	const struct broker_plan *plan;
	struct arena arena; /* of lines and routers */
	struct line *lines;
	struct line_router *routers;
	enum broker_source scheduler, resolver;
	int epoll_fd;
	struct broker_scan scans[BROKER_SCANS_MAX];
	size_t first_scan; /* whose turn it is */
	struct broker_talker talkers[BROKER_TALKERS_MAX];
	struct broker_flow flows[BROKER_FLOWS_MAX];
	size_t flow_count;     /* in use */
	size_t line_flows_max; /* how many of them a line may have for its scans: each gets its share */
	size_t free_hint;
	bool is_paused, is_over;
	int64_t paused_ms; /* since when */
};

struct line *broker_line(struct broker *b, const struct addr *addr);

/* No port is tried until it goes on; the time of the pause is none of a scan's. */
void broker_rest(struct broker *b, int64_t now_ms);
void broker_go_on(struct broker *b, int64_t now_ms);

/* Opens what the paces allow now. */
void broker_flow_open(struct broker *b, int64_t now_ms);
/* epoll says that something became of it. */
void broker_flow_ready(struct broker *b, struct broker_flow *flow, int64_t now_ms);
/* Ends those whose time is up. */
void broker_flow_expire(struct broker *b, int64_t now_ms);
/* When something is to be done at the latest, if nothing comes: at most STOP_SLICE_MS from now. */
int64_t broker_flow_next_ms(const struct broker *b, int64_t now_ms);

/* Nothing is left to try of it, or it failed, and nothing is under way. */
bool broker_scan_is_over(const struct broker *b, const struct broker_scan *scan, int64_t now_ms);

/* Before it is told, however it ended. When that was before both passes and the witness were through, it gets its
 * reason, and its silent ports count as not tried. */
void broker_scan_conclude(const struct broker *b, struct broker_scan *scan, int64_t now_ms);

/* The answer to a talker's wish; fd -1 with an error. */
void broker_talker_tell(struct broker *b, struct broker_talker *talker, enum err err, int error, int fd);
/* It has gone: what is under way for it ends. */
void broker_talker_leave(struct broker *b, struct broker_talker *talker);

#endif
