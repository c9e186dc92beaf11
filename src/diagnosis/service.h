/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One open port: waits for what the service says by itself, asks what it can do, tries TLS, asks for the page "/". Only
 * questions that change nothing; no names, no passwords.
 */
#ifndef TENKEN_DIAGNOSIS_SERVICE_H
#define TENKEN_DIAGNOSIS_SERVICE_H

#include "diagnosis/visit.h"

/* Observes service.banner, service.auth, tls.*, http.response. Conversations that fail are observed as probe.problem.
 */
void service_observe(const struct visit *visit, uint16_t port);

#endif
