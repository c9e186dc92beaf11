/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a later judgement of an old diagnosis changed is work on the desk until somebody has seen it.
 */
#ifndef TENKEN_CASES_JUDGEMENT_STATE_H
#define TENKEN_CASES_JUDGEMENT_STATE_H

#include "base/fault.h"
#include "base/str.h"

enum judgement_state {
	JUDGEMENT_STATE_NONE, /* there is none */
	JUDGEMENT_STATE_OPEN, /* on the desk */
	JUDGEMENT_STATE_SEEN,
};

const char *judgement_state_name(enum judgement_state state); /* "open" */
bool judgement_state_parse(struct str name, enum judgement_state *ret_state);

/* Moves the record on. ERR_CONFLICT, and *state stays, when `to` cannot follow. */
MUST_USE enum err judgement_state_move(enum judgement_state *state, enum judgement_state to, struct fault *why);

#endif
