/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Asks a web server for "/" once and observes status, fields and title. Follows nothing.
 */
#ifndef TENKEN_DIAGNOSIS_HTTP_OBSERVE_H
#define TENKEN_DIAGNOSIS_HTTP_OBSERVE_H

#include "diagnosis/visit.h"

/* Observes http.response, or service.banner when what came is no HTTP. False when nothing came. */
bool http_observe(const struct visit *visit, uint16_t port, struct talk *talk);

/* The same on a connection of its own. */
bool http_observe_plain(const struct visit *visit, uint16_t port);

#endif
