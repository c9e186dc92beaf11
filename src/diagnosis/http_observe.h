/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Asks a web server for "/" once and observes status, fields and title. Follows nothing.
 */
#ifndef TENKEN_DIAGNOSIS_HTTP_OBSERVE_H
#define TENKEN_DIAGNOSIS_HTTP_OBSERVE_H

#include "diagnosis/visit.h"

/* Observes http.response, or service.banner when what came is no HTTP. False when nothing came. */
bool http_observe(const struct visit *visit, uint16_t port, struct talk *talk);

/* Observes http.response of an answer to a question that somebody else asked. */
struct http_response;
void http_observe_tell(const struct visit *visit, uint16_t port, const char *method, const char *path, bool is_tls,
		       const struct http_response *response);

/* The same as http_observe() on a connection of its own. */
bool http_observe_plain(const struct visit *visit, uint16_t port);

#endif
