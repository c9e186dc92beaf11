/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whether a web server connects strangers to others (RFC 9110, 9.3.6): CONNECT to the programme's own host, and nothing
 * is sent through. Without such a host it is not asked.
 */
#ifndef TENKEN_DIAGNOSIS_WEB_PROXY_H
#define TENKEN_DIAGNOSIS_WEB_PROXY_H

#include "diagnosis/visit.h"

/* Observes http.response of the method CONNECT, on a connection of its own. */
void proxy_observe(const struct visit *visit, uint16_t port);

#endif
