/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What became of a mail in the outbox.
 */
#ifndef TENKEN_CASES_MESSAGE_STATE_H
#define TENKEN_CASES_MESSAGE_STATE_H

#include "base/fault.h"
#include "base/str.h"

enum message_state {
	MESSAGE_STATE_NONE,   /* there is none */
	MESSAGE_STATE_QUEUED, /* its job hands it over, now or again */
	MESSAGE_STATE_SENT,
	MESSAGE_STATE_BOUNCED, /* it came back for good */
	MESSAGE_STATE_FAILED,
	MESSAGE_STATE_CAPTURED,  /* kept and not sent, in a rehearsal */
	MESSAGE_STATE_CANCELLED, /* its case ended while its mails had to wait */
	MESSAGE_STATE_TO_POST,   /* a letter: the company has no mail address, and a person prints and posts it */
};

const char *message_state_name(enum message_state state); /* "queued" */
bool message_state_parse(struct str name, enum message_state *ret_state);

/* Moves the record on. ERR_CONFLICT, and *state stays, when `to` cannot follow. */
MUST_USE enum err message_state_move(enum message_state *state, enum message_state to, struct fault *why);

/* Nothing is left to do for it. */
bool message_state_is_final(enum message_state state);

#endif
