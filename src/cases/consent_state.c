/* SPDX-License-Identifier: Apache-2.0 */
#include "cases/consent_state.h"

#include "cases/record_state.h"

#define S(state) RECORD_STATE_BIT(CONSENT_STATE_##state)

static const struct record_state states[] = {
	[CONSENT_STATE_NONE] = {"none", S(GIVEN)},
	[CONSENT_STATE_GIVEN] = {"given", S(WITHDRAWN)},
	[CONSENT_STATE_WITHDRAWN] = {"withdrawn", 0},
};

static const struct record_states record = {"consent", states, COUNT(states)};

const char *consent_state_name(enum consent_state state)
{
	return record_state_name(&record, state);
}

bool consent_state_parse(struct str name, enum consent_state *ret_state)
{
	int state;

	if (!record_state_parse(&record, name, &state))
		return false;
	*ret_state = (enum consent_state)state;
	return true;
}

enum err consent_state_move(enum consent_state *state, enum consent_state to, struct fault *why)
{
	enum err err = record_state_check(&record, *state, to, why);

	if (!err)
		*state = to;
	return err;
}
