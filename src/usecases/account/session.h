/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Who a browser belongs to: a session of a person or of a company, whose token only the browser has.
 */
#ifndef TENKEN_USECASES_ACCOUNT_SESSION_H
#define TENKEN_USECASES_ACCOUNT_SESSION_H

#include "usecases/office.h"

#define SESSION_STAFF_HOURS   12
#define SESSION_COMPANY_HOURS 12
#define SESSION_STAFF_MS      ((int64_t)SESSION_STAFF_HOURS * 60 * 60 * 1000)
#define SESSION_COMPANY_MS    ((int64_t)SESSION_COMPANY_HOURS * 60 * 60 * 1000)

/* Who a session's token belongs to; the visitor when to nobody. Fits server_find_actor of web/server.h. */
MUST_USE enum err session_find_actor(const struct office *office, struct str token, struct arena *arena,
				     struct actor *ret_actor, struct fault *why);

/* Ends the session; an unknown token is fine. */
MUST_USE enum err session_end(const struct office *office, struct str token, struct fault *why);

#endif
