/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A call as the public sees it: an edition that was published, in its current version, and whether it takes
 * applications now.
 */
#ifndef TENKEN_USECASES_CALL_H
#define TENKEN_USECASES_CALL_H

#include "cases/edition_state.h"
#include "programme/window.h"
#include "usecases/office.h"

struct call {
	const struct edition *edition; /* lives as long as the office */
	enum edition_state state;
	enum window window; /* of the reception, now; that of a closed call is over */
};

/* 「令和7年度」, "FY2025": what tells one call from another in a list. */
const char *call_year(struct arena *arena, enum lang lang, const struct edition *edition);

/* Where its pages stand: "/calls/tokyo_r7". */
const char *call_path(struct arena *arena, const struct edition *edition);

static inline bool call_is_open(const struct call *call)
{
	return call->window == WINDOW_OPEN;
}

/* ERR_NOT_FOUND when there is no such call, or it is a draft. The second one in a transaction of its own. */
MUST_USE enum err call_load(struct tx *tx, const struct office *office, const char *id, struct call *ret_call,
			    struct fault *why);
MUST_USE enum err call_find(const struct office *office, const char *id, struct call *ret_call, struct fault *why);

/* All of them, that whose reception opens last first. */
MUST_USE enum err call_list(struct tx *tx, const struct office *office, struct arena *arena, struct call **ret_calls,
			    size_t *ret_count, struct fault *why);

/* The call that a page is about that names none: the first of the list that is open, else the first that is not closed,
 * else the first. ERR_NOT_FOUND when there is no call. */
MUST_USE enum err call_front(const struct office *office, struct call *ret_call, struct fault *why);

#endif
