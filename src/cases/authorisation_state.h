/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A company's permission to look at its targets; a new one takes the place of the one before.
 */
#ifndef TENKEN_CASES_AUTHORISATION_STATE_H
#define TENKEN_CASES_AUTHORISATION_STATE_H

#include "base/fault.h"
#include "base/str.h"

enum authorisation_state {
	AUTHORISATION_STATE_NONE, /* there is none */
	AUTHORISATION_STATE_AUTHORISED,
	AUTHORISATION_STATE_REVOKED, /* taken back by the company, replaced by a newer one, or over with the case */
};

const char *authorisation_state_name(enum authorisation_state state); /* "authorised" */
bool authorisation_state_parse(struct str name, enum authorisation_state *ret_state);

/* Moves the record on. ERR_CONFLICT, and *state stays, when `to` cannot follow. */
MUST_USE enum err authorisation_state_move(enum authorisation_state *state, enum authorisation_state to,
					   struct fault *why);

#endif
