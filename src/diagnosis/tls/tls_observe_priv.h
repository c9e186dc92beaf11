/* SPDX-License-Identifier: Apache-2.0 */
/* What the whole look (tls_observe.c) and the brief one (tls_observe_brief.c) share: their steps (tls_observe_step.c).
 */
#ifndef TENKEN_DIAGNOSIS_TLS_TLS_OBSERVE_PRIV_H
#define TENKEN_DIAGNOSIS_TLS_TLS_OBSERVE_PRIV_H

#include "diagnosis/tls/tls_ask.h"
#include "diagnosis/tls/tls_observe.h"
#include "diagnosis/tls/tls_sweep.h"
#include "diagnosis/tls/tls_tell.h"

enum { V13, V12, V11, V10, V30, VERSION_COUNT };
extern const enum tls_version tls_observe_versions[VERSION_COUNT];

enum known { KNOWN_NOTHING, KNOWN_ACCEPTED, KNOWN_REFUSED, KNOWN_SILENT };

struct tls_look {
	struct tls_ask ask;
	const struct visit *visit;
	struct arena *arena;
	uint16_t port;
	tls_observe_inside *inside; /* NULL: nothing is spoken inside */
	struct tls_sweep *sweeps;   /* VERSION_COUNT */
	enum known known[VERSION_COUNT];
	bool is_tls;      /* somebody answered in TLS */
	bool has_hung_up; /* the last refusal was no alert but the end of the connection, and no answer came since */
	bool hung_up_on[VERSION_COUNT]; /* ... on this version: perhaps it was we who were refused */
	struct tls_ssl2_answer ssl2;
	enum tls_outcome ssl2_outcome;
	struct tls_more more;
};

/* One hello of a sweep. */
enum tls_outcome tls_observe_ask_sweep(struct tls_look *look, int version, struct tls_hello *hello, bool goes_on);

/* Whether the first hello of this version was accepted: look->known. */
enum tls_outcome tls_observe_try_version(struct tls_look *look, int v);
/* A client that offers a version also offers all before it (RFC 5246, E.1), so where one was refused behind a newer one
 * that was taken, the older ones were refused with it. True then. */
bool tls_observe_refuse_older(struct tls_look *look, int version, enum tls_outcome outcome);
void tls_observe_try_ssl2(struct tls_look *look);
void tls_observe_tell_ssl2(const struct tls_look *look);
void tls_observe_try_renegotiation(struct tls_look *look);

/* A whole handshake, and what is spoken inside. False when there was none. *ret_facts: of the session. */
bool tls_observe_hold_session(struct tls_look *look, bool is_brief, struct talk_tls_facts *ret_facts,
			      struct fault *why);

/* Where the last refusal was the end of a connection, perhaps it was we who were refused: does it still answer what it
 * answered before? If not, nothing counts as refused that was answered by a hang-up since. Before anything is told. */
void tls_observe_look_back(struct tls_look *look);

/* Of a version that was not accepted, what was refused tells something only where the version itself may be spoken. */
void tls_observe_tell_sweeps(const struct tls_look *look, bool is_brief);
void tls_observe_tell_problem(const struct tls_look *look, const struct fault *why);

/* The look at mail servers and in a recheck: a handful of handshakes. False when the port does not speak TLS. */
bool tls_observe_look_briefly(struct tls_look *look);

#endif
