/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How far a call has come: its edition is a draft until it is published, and takes no application once it is closed.
 */
#ifndef TENKEN_CASES_EDITION_STATE_H
#define TENKEN_CASES_EDITION_STATE_H

#include "base/fault.h"
#include "base/str.h"

enum edition_state {
	EDITION_STATE_NONE,  /* it is not in the store */
	EDITION_STATE_DRAFT, /* nobody outside sees it */
	EDITION_STATE_PUBLISHED,
	EDITION_STATE_CLOSED, /* the reception ended for good; its cases go on */
};

const char *edition_state_name(enum edition_state state); /* "published" */
bool edition_state_parse(struct str name, enum edition_state *ret_state);

/* Moves the record on. ERR_CONFLICT, and *state stays, when `to` cannot follow. */
MUST_USE enum err edition_state_move(enum edition_state *state, enum edition_state to, struct fault *why);

#endif
