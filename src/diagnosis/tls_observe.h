/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which versions of TLS a port accepts and which certificates it shows, one connection after the other: five short ones
 * with a ClientHello of our own, then one full handshake.
 */
#ifndef TENKEN_DIAGNOSIS_TLS_OBSERVE_H
#define TENKEN_DIAGNOSIS_TLS_OBSERVE_H

#include "diagnosis/visit.h"

/* Observes tls.version, tls.certificate, then inside TLS the banner (the server speaks first) or else http.response.
 * False when the port does not speak TLS. */
bool tls_observe(const struct visit *visit, uint16_t port, bool server_speaks_first);

#endif
