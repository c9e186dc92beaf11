/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a service says by itself, and what it then says it can do. Only questions that change nothing; no names, no
 * passwords.
 */
#ifndef TENKEN_DIAGNOSIS_BANNER_OBSERVE_H
#define TENKEN_DIAGNOSIS_BANNER_OBSERVE_H

#include "diagnosis/visit.h"

/* Observes what comes from the other side of an open talk: its banner, what it can do. False when nothing came within
 * wait_ms. */
bool banner_observe(const struct visit *visit, uint16_t port, struct talk *talk, int64_t wait_ms);

/* Observes service.banner: the text as it came, cut and made UTF-8 here. */
void banner_observe_text(const struct visit *visit, uint16_t port, const char *service, struct str text);

#endif
