/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What became of a mail in the outbox.
 *
 *   queued -> sending -> sent | failed, and back to queued when the server says "later"
 *   queued -> captured in a rehearsal; sent -> bounced when it comes back for good
 */
#ifndef TENKEN_MAIL_MESSAGE_STATE_H
#define TENKEN_MAIL_MESSAGE_STATE_H

#include "base/str.h"

enum message_state {
	MESSAGE_STATE_QUEUED,
	MESSAGE_STATE_SENDING, /* a trial is running, or was cut off: then it is tried again */
	MESSAGE_STATE_SENT,
	MESSAGE_STATE_BOUNCED,
	MESSAGE_STATE_FAILED,
	MESSAGE_STATE_CAPTURED,
};

const char *message_state_name(enum message_state state);
bool message_state_parse(struct str name, enum message_state *ret_state);

/* Nothing is left to do for it. */
bool message_state_is_final(enum message_state state);

#endif
