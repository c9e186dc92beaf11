/* SPDX-License-Identifier: Apache-2.0 */
#include "cases/judgement_state.h"

#include "cases/record_state.h"

#define S(state) RECORD_STATE_BIT(JUDGEMENT_STATE_##state)

static const struct record_state states[] = {
	[JUDGEMENT_STATE_NONE] = {"none", S(OPEN)},
	[JUDGEMENT_STATE_OPEN] = {"open", S(SEEN)},
	[JUDGEMENT_STATE_SEEN] = {"seen", 0},
};

static const struct record_states record = {"judgement", states, COUNT(states)};

const char *judgement_state_name(enum judgement_state state)
{
	return record_state_name(&record, state);
}

bool judgement_state_parse(struct str name, enum judgement_state *ret_state)
{
	int state;

	if (!record_state_parse(&record, name, &state))
		return false;
	*ret_state = (enum judgement_state)state;
	return true;
}

enum err judgement_state_move(enum judgement_state *state, enum judgement_state to, struct fault *why)
{
	enum err err = record_state_check(&record, *state, to, why);

	if (!err)
		*state = to;
	return err;
}
