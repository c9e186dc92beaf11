/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The session of a person whose sign-in is complete, by whichever way: a password, a password and a code, a passkey.
 */
#ifndef TENKEN_USECASES_ACCOUNT_STAFF_SESSION_H
#define TENKEN_USECASES_ACCOUNT_STAFF_SESSION_H

#include "people/token.h"
#include "store/account/person_store.h"
#include "usecases/office.h"

#define STAFF_SESSION_DEVICE_DAYS 180

/* What the browser brought: a sign-in ends its session and gives it a new device. */
struct staff_browser {
	struct str session, device; /* "" when there was none */
	const char *client;         /* its address as limits count it; "" for this machine */
};

/* What it gets; only the browser has these. */
struct staff_session {
	struct token token;
	struct token device; /* shown at the next sign-in, for STAFF_SESSION_DEVICE_DAYS */
	enum role role;
};

/* Within the transaction that finds the sign-in complete: the person's failures from this address are forgotten, and
 * the old session and device of the browser end, in whatever hands they are. ERR_IO when no token can be made. */
MUST_USE enum err staff_session_open(struct tx *tx, const struct office *office, const struct person_row *person,
				     const struct staff_browser *browser, struct staff_session *ret_session,
				     struct fault *why);

/* A person's own sessions, the newest first. */
struct staff_session_seen {
	int64_t opened_ms;
	bool is_this; /* the one of the browser that asks */
};
#define STAFF_SESSION_SEEN_MAX 50
MUST_USE enum err staff_session_list(struct tx *tx, struct arena *arena, int64_t person_id, struct str session,
				     int64_t now_ms, struct staff_session_seen **ret_seen, size_t *ret_count,
				     struct fault *why);

/* Ends all sessions of the person but that of the browser that asks. All browsers are strangers at their next sign-in.
 */
MUST_USE enum err staff_session_end_others(const struct office *office, const struct actor *actor, struct str session,
					   struct fault *why);

#endif
