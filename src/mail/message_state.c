/* SPDX-License-Identifier: Apache-2.0 */
#include "mail/message_state.h"

static const char *const names[] = {
	[MESSAGE_STATE_QUEUED] = "queued",   [MESSAGE_STATE_SENDING] = "sending", [MESSAGE_STATE_SENT] = "sent",
	[MESSAGE_STATE_BOUNCED] = "bounced", [MESSAGE_STATE_FAILED] = "failed",   [MESSAGE_STATE_CAPTURED] = "captured",
};

const char *message_state_name(enum message_state state)
{
	return names[state];
}

bool message_state_parse(struct str name, enum message_state *ret_state)
{
	for (size_t i = 0; i < COUNT(names); i++) {
		if (str_is(name, names[i])) {
			*ret_state = (enum message_state)i;
			return true;
		}
	}
	return false;
}

bool message_state_is_final(enum message_state state)
{
	return state != MESSAGE_STATE_QUEUED && state != MESSAGE_STATE_SENDING;
}
