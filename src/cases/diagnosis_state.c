/* SPDX-License-Identifier: Apache-2.0 */
#include "cases/diagnosis_state.h"

#include "cases/record_state.h"

#define S(state) RECORD_STATE_BIT(DIAGNOSIS_STATE_##state)

static const struct record_state states[] = {
	[DIAGNOSIS_STATE_NONE] = {"none", S(QUEUED)},
	[DIAGNOSIS_STATE_QUEUED] = {"queued", S(OBSERVING) | S(STOPPED) | S(FAILED)},
	[DIAGNOSIS_STATE_OBSERVING] = {"observing", S(OBSERVING) | S(DONE) | S(STOPPED) | S(FAILED)},
	[DIAGNOSIS_STATE_DONE] = {"done", 0},
	[DIAGNOSIS_STATE_STOPPED] = {"stopped", 0},
	[DIAGNOSIS_STATE_FAILED] = {"failed", 0},
};

static const struct record_states record = {"diagnosis", states, COUNT(states)};

const char *diagnosis_state_name(enum diagnosis_state state)
{
	return record_state_name(&record, state);
}

bool diagnosis_state_parse(struct str name, enum diagnosis_state *ret_state)
{
	int state;

	if (!record_state_parse(&record, name, &state))
		return false;
	*ret_state = (enum diagnosis_state)state;
	return true;
}

enum err diagnosis_state_move(enum diagnosis_state *state, enum diagnosis_state to, struct fault *why)
{
	enum err err = record_state_check(&record, *state, to, why);

	if (!err)
		*state = to;
	return err;
}

bool diagnosis_state_is_running(enum diagnosis_state state)
{
	return state == DIAGNOSIS_STATE_QUEUED || state == DIAGNOSIS_STATE_OBSERVING;
}
