/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One diagnosis from its authorisation to its last observation: the scheduler. Observes, judges nothing; knows no case,
 * no company, no store. It starts the broker (broker.h), the resolver and the talkers (talker.h), says who does what
 * when, and puts what they saw into one order: address by address, port by port, however they came. It makes no socket
 * and reads nothing that a stranger sent.
 */
#ifndef TENKEN_DIAGNOSIS_PROBE_RUN_H
#define TENKEN_DIAGNOSIS_PROBE_RUN_H

#include "diagnosis/resolver.h"
#include "diagnosis/visit.h"
#include "findings/authorisation.h"

#define PROBE_RUN_TALKERS      32 /* conversations at a time ... */
#define PROBE_RUN_TALKERS_EACH 4  /* ... with one address */
#define PROBE_RUN_PROGRESS_MS  250
/* Of lines that wait until the addresses before theirs are told: with more, only the address whose turn it is goes on.
 */
#define PROBE_RUN_HELD_BYTES ((size_t)4 * 1024 * 1024)

struct probe_run {
	const struct authorisation *authorisation;
	struct stop *stop;
	struct door *door;         /* its ports and name servers are set; the broker gets it */
	struct resolver *resolver; /* may be NULL when every target is a literal */
	struct tls_client *tls;
	void (*observe)(const struct visit *visit, uint16_t port); /* one open port, in a talker */
	const struct sink *sink;
	int64_t session_ms;     /* of one conversation; 0: VISIT_SESSION_MS */
	bool may_lack_landlock; /* as struct sandbox_plan */
	bool is_walled;         /* false only in tests: they go on in this process */
};

/* ERR_DENIED, and nothing was sent, when the authorisation is not valid now or none of its targets may be probed;
 * ERR_UNSUPPORTED without a sandbox. A stop in the middle is no error: probe.end says so, and stop_check() the reason.
 */
MUST_USE enum err probe_run(const struct probe_run *run, struct fault *why);

#endif
