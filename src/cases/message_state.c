/* SPDX-License-Identifier: Apache-2.0 */
#include "cases/message_state.h"

#include "cases/record_state.h"

#define S(state) RECORD_STATE_BIT(MESSAGE_STATE_##state)

static const struct record_state states[] = {
	[MESSAGE_STATE_NONE] = {"none", S(QUEUED) | S(TO_POST)},
	[MESSAGE_STATE_QUEUED] = {"queued", S(SENT) | S(FAILED) | S(CAPTURED) | S(CANCELLED)},
	[MESSAGE_STATE_SENT] = {"sent", S(BOUNCED)},
	[MESSAGE_STATE_BOUNCED] = {"bounced", 0},
	[MESSAGE_STATE_FAILED] = {"failed", 0},
	[MESSAGE_STATE_CAPTURED] = {"captured", 0},
	[MESSAGE_STATE_CANCELLED] = {"cancelled", 0},
	[MESSAGE_STATE_TO_POST] = {"to_post", 0},
};

static const struct record_states record = {"mail", states, COUNT(states)};

const char *message_state_name(enum message_state state)
{
	return record_state_name(&record, state);
}

bool message_state_parse(struct str name, enum message_state *ret_state)
{
	int state;

	if (!record_state_parse(&record, name, &state))
		return false;
	*ret_state = (enum message_state)state;
	return true;
}

enum err message_state_move(enum message_state *state, enum message_state to, struct fault *why)
{
	enum err err = record_state_check(&record, *state, to, why);

	if (!err)
		*state = to;
	return err;
}

bool message_state_is_final(enum message_state state)
{
	return state != MESSAGE_STATE_QUEUED;
}
