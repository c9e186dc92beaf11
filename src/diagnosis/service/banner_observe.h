/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a service says by itself, and behind it the dialogue of the service that greets so.
 */
#ifndef TENKEN_DIAGNOSIS_SERVICE_BANNER_OBSERVE_H
#define TENKEN_DIAGNOSIS_SERVICE_BANNER_OBSERVE_H

#include "diagnosis/visit.h"

/* Observes service.banner and what the service's dialogue tells. False when nothing came within wait_ms. */
bool banner_observe(const struct visit *visit, uint16_t port, struct talk *talk, int64_t wait_ms);

/* Observes service.banner of words that came in place of an answer to us. */
void banner_observe_words(const struct visit *visit, uint16_t port, struct str words);

#endif
