/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A company's consent to one statement, in the version that it was shown.
 */
#ifndef TENKEN_CASES_CONSENT_STATE_H
#define TENKEN_CASES_CONSENT_STATE_H

#include "base/fault.h"
#include "base/str.h"

enum consent_state {
	CONSENT_STATE_NONE, /* never asked, or not ticked */
	CONSENT_STATE_GIVEN,
	CONSENT_STATE_WITHDRAWN,
};

const char *consent_state_name(enum consent_state state); /* "given" */
bool consent_state_parse(struct str name, enum consent_state *ret_state);

/* Moves the record on. ERR_CONFLICT, and *state stays, when `to` cannot follow. */
MUST_USE enum err consent_state_move(enum consent_state *state, enum consent_state to, struct fault *why);

#endif
