/* SPDX-License-Identifier: Apache-2.0 */
/*
 * TLS at one port, first or behind STARTTLS: versions, suites in the server's order, groups, signatures, what it offers
 * beside, and the certificates with what this machine's issuers say of them. One handshake is a whole one; the others
 * are begun with a ClientHello of our own and left at the server's answer.
 */
#ifndef TENKEN_DIAGNOSIS_TLS_TLS_OBSERVE_H
#define TENKEN_DIAGNOSIS_TLS_TLS_OBSERVE_H

#include "diagnosis/visit.h"

/* What is spoken inside the TLS of a conversation that stands. */
typedef void tls_observe_inside(const struct visit *visit, uint16_t port, struct talk *talk);

/* Observes tls.*, and what `inside` sees. False when the port does not speak TLS. At most TLS_ASK_MOST handshakes; with
 * mail servers TLS_ASK_MOST_MAIL, by which the weak suites and the old versions are looked for and nothing is counted;
 * in a recheck no more, and of those only what its check needs. */
bool tls_observe(const struct visit *visit, uint16_t port, tls_observe_inside *inside);

/* The same behind the STARTTLS of a service (net/starttls.h), which is not spoken with inside. False when no TLS came
 * of it; of a service that has no such way nothing is observed. */
bool tls_observe_behind(const struct visit *visit, uint16_t port, const char *service);

/* Whether what is seen here tells of this check; NULL: of all. */
bool tls_observe_serves(const char *recheck);

#endif
