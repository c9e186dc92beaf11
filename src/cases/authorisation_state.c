/* SPDX-License-Identifier: Apache-2.0 */
#include "cases/authorisation_state.h"

#include "cases/record_state.h"

#define S(state) RECORD_STATE_BIT(AUTHORISATION_STATE_##state)

static const struct record_state states[] = {
	[AUTHORISATION_STATE_NONE] = {"none", S(AUTHORISED)},
	[AUTHORISATION_STATE_AUTHORISED] = {"authorised", S(REVOKED)},
	[AUTHORISATION_STATE_REVOKED] = {"revoked", 0},
};

static const struct record_states record = {"authorisation", states, COUNT(states)};

const char *authorisation_state_name(enum authorisation_state state)
{
	return record_state_name(&record, state);
}

bool authorisation_state_parse(struct str name, enum authorisation_state *ret_state)
{
	int state;

	if (!record_state_parse(&record, name, &state))
		return false;
	*ret_state = (enum authorisation_state)state;
	return true;
}

enum err authorisation_state_move(enum authorisation_state *state, enum authorisation_state to, struct fault *why)
{
	enum err err = record_state_check(&record, *state, to, why);

	if (!err)
		*state = to;
	return err;
}
