/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One question over UDP to the service that lives at a port by custom, sent a second time when nothing comes back, and
 * how much comes back.
 */
#ifndef TENKEN_DIAGNOSIS_SERVICE_DATAGRAM_OBSERVE_H
#define TENKEN_DIAGNOSIS_SERVICE_DATAGRAM_OBSERVE_H

#include "diagnosis/visit.h"

#define DATAGRAM_OBSERVE_BYTES ((size_t)16 * 1024) /* of all that came; more is not counted */

/* Observes service.answer with sizes, and what the dialogue tells besides. Nothing is sent to a port without one. */
void datagram_observe(const struct visit *visit, uint16_t port);

#endif
