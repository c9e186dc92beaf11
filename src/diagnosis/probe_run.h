/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One diagnosis from its authorisation to its last observation. Observes, judges nothing; knows no case, no company, no
 * store. Everything that leaves this machine goes through the door, which this fills from the authorisation and from
 * nothing else.
 */
#ifndef TENKEN_DIAGNOSIS_PROBE_RUN_H
#define TENKEN_DIAGNOSIS_PROBE_RUN_H

#include "diagnosis/resolver.h"
#include "diagnosis/sink.h"
#include "findings/authorisation.h"
#include "net/talk.h"

#define PROBE_RUN_TARGET_MS                                                                                            \
	((int64_t)60 * 60 * 1000)  /* for one address: 4,096 silent ports take 137 s at 30 a second */
#define PROBE_RUN_TALKS_MAX     64 /* conversations begun with one address */
#define PROBE_RUN_OPEN_ANYTHING 20 /* so many open ports, and nine of ten open: something answers on every port */
#define PROBE_RUN_PROGRESS_MS   250

struct probe_run {
	const struct authorisation *authorisation;
	struct door *door;         /* stop and ports are set by the caller, addresses are filled in here */
	struct resolver *resolver; /* may be NULL when every target is a literal */
	struct tls_client *tls;
	const struct sink *sink;
	const char *const *walls; /* of the sandbox, for probe.begin */
	size_t wall_count;
	int64_t session_ms; /* of one conversation; 0: VISIT_SESSION_MS */
};

/* ERR_DENIED, and nothing was sent, when the authorisation is not valid now or none of its targets may be probed; a
 * stop in the middle is no error: probe.end says so, and stop_check() the reason. */
MUST_USE enum err probe_run(const struct probe_run *run, struct fault *why);

#endif
