/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which versions of TLS a port accepts and which certificates it shows, one connection after the other: five short ones
 * with a ClientHello of our own, then one full handshake.
 */
#ifndef TENKEN_DIAGNOSIS_TLS_OBSERVE_H
#define TENKEN_DIAGNOSIS_TLS_OBSERVE_H

#include "diagnosis/visit.h"

/* What is spoken inside the TLS of a conversation that stands. */
typedef void tls_observe_inside(const struct visit *visit, uint16_t port, struct talk *talk);

/* Observes tls.version, tls.certificate, and what `inside` sees. False when the port does not speak TLS. */
bool tls_observe(const struct visit *visit, uint16_t port, tls_observe_inside *inside);

#endif
