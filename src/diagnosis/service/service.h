/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The frame of all dialogues with one open port: the first question by the port, then what it says by itself, then
 * questions that most services understand. Read-only; no names, no passwords (dialogue/dialogue.h).
 */
#ifndef TENKEN_DIAGNOSIS_SERVICE_SERVICE_H
#define TENKEN_DIAGNOSIS_SERVICE_SERVICE_H

#include "diagnosis/visit.h"

/* Observes what the dialogues, the greeting, TLS and the page "/" tell. Conversations that fail are observed as
 * probe.problem. A struct probe_run takes it. */
void service_observe(const struct visit *visit, uint16_t port);

#endif
