/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One talker: a process that speaks with one service and reads what it sends. It is started for that alone, has no file
 * and no network but the open connections that the broker hands it, and ends behind it. Whatever a stranger's bytes do
 * to it, they cost this conversation and no other.
 */
#ifndef TENKEN_DIAGNOSIS_TALKER_H
#define TENKEN_DIAGNOSIS_TALKER_H

#include <sys/types.h>

#include "diagnosis/visit.h"
#include "net/sandbox.h"

#define TALKER_MS          120000 /* of its whole life */
#define TALKER_CPU_SECONDS 60
#define TALKER_SEEN_MAX    512                  /* observations of one service ... */
#define TALKER_SEEN_BYTES  ((size_t)256 * 1024) /* ... and the bytes of their lines */

struct talker_plan {
	const char *target;
	bool is_name;
	struct addr addr;
	uint16_t port;
	bool is_udp;
	const char *about_url; /* as struct visit */
	const char *recheck;   /* likewise */
	int64_t session_ms;
	void (*observe)(const struct visit *visit, uint16_t port); /* what it does with the service */
	const char *ownership_token; /* looks for it in one file, and does nothing else; NULL: observes the service */
	struct tls_client *tls;
	const struct stop *stop; /* the talker takes its clock and the end of the window */
	int broker;              /* the scheduler's channel to it */
	int nowhere;             /* as struct crew_plan */
	bool is_walled;          /* false only in tests: leaks are looked for outside walls */
};

struct talker {
	pid_t pid; /* 0: none */
	int channel;
	int64_t until_ms;
	struct arena arena;
	struct observation **seen;               /* in the order in which it saw them */
	size_t seen_count, seen_cap, seen_bytes; /* bytes: of their lines */
	const char *problem;                     /* how it ended, when it did not end well; else NULL */
};

/* ERR_BUSY when this machine has no process or descriptor left for now. */
MUST_USE enum err talker_start(struct talker *talker, const struct talker_plan *plan, struct fault *why);

/* Takes what it said. True when it has ended: nothing more will come. A talker that takes too long, says what it may
 * not say, or more than it may, is ended. */
bool talker_hear(struct talker *talker, const struct talker_plan *plan);

/* Ends it at once; what it said so far stays. */
void talker_end(struct talker *talker);
void talker_release(struct talker *talker);

#endif
