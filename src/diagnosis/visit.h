/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What every conversation with one service of one target needs. One conversation with a service at a time: parallel
 * ones have taken servers down, and some servers answer falsely to a client that connects often.
 */
#ifndef TENKEN_DIAGNOSIS_VISIT_H
#define TENKEN_DIAGNOSIS_VISIT_H

#include "diagnosis/sink.h"
#include "net/talk.h"

#define VISIT_CONNECT_MS    4000
#define VISIT_SESSION_MS    10000
#define VISIT_SESSION_BYTES ((size_t)64 * 1024)
#define VISIT_LISTEN_MS     1500 /* for the first byte of an unknown service */
#define VISIT_SPEAKER_MS    8000 /* ... of one that speaks first, but may look up our name before */
#define VISIT_MAIL_MS                                                                                                  \
	25000 /* ... of a mail server, which may test the patience of senders (Postfix: 6 s, others more) */
#define VISIT_MAIL_SESSION 3    /* its session takes so many times the time of another */
#define VISIT_ANSWER_MS    5000 /* for the first byte of an answer */
#define VISIT_DATAGRAM_MS  1000 /* ... of a datagram, which is sent twice */
#define VISIT_QUIET_MS     300  /* after a whole line: nothing more is expected */

struct visit {
	struct talk_way way;
	struct tls_client *tls;
	const struct sink *sink;
	struct talk_limits limits;
	const char *target; /* as authorised */
	bool is_name;       /* the target is a DNS name, fit for SNI */
	struct addr addr;
	bool is_udp;           /* each connection is one of datagrams */
	const char *about_url; /* of the authorisation; may be NULL */
	const char *recheck;   /* the id of a check: only what it needs is asked, in few connections; NULL: all */
	int64_t deadline_ms;   /* of this service; conversations begin before it */
};

static inline struct subject visit_subject(const struct visit *visit, uint16_t port)
{
	return (struct subject){visit->target, &visit->addr, port};
}

/* The same with the patience that a mail server needs; its last conversation ends no later. */
static inline struct visit visit_of_mail(const struct visit *visit)
{
	struct visit patient = *visit;

	patient.limits.session_ms *= VISIT_MAIL_SESSION;
	patient.deadline_ms -= patient.limits.session_ms - visit->limits.session_ms;
	return patient;
}

#endif
