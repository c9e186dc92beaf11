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

/* Observes what comes from the other side of an open talk: its banner, what it can do. False when nothing came within
 * wait_ms. */
bool service_listen(const struct visit *visit, uint16_t port, struct talk *talk, int64_t wait_ms);

/* Observes service.banner: the text as it came, cut and made UTF-8 here. */
void service_emit_banner(const struct visit *visit, uint16_t port, const char *service, struct str text);

#endif
