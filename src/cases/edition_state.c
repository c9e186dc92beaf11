/* SPDX-License-Identifier: Apache-2.0 */
#include "cases/edition_state.h"

#include "cases/record_state.h"

#define S(state) RECORD_STATE_BIT(EDITION_STATE_##state)

static const struct record_state states[] = {
	[EDITION_STATE_NONE] = {"none", S(DRAFT)},
	[EDITION_STATE_DRAFT] = {"draft", S(PUBLISHED)},
	[EDITION_STATE_PUBLISHED] = {"published", S(CLOSED)},
	[EDITION_STATE_CLOSED] = {"closed", 0},
};

static const struct record_states record = {"edition", states, COUNT(states)};

const char *edition_state_name(enum edition_state state)
{
	return record_state_name(&record, state);
}

bool edition_state_parse(struct str name, enum edition_state *ret_state)
{
	int state;

	if (!record_state_parse(&record, name, &state))
		return false;
	*ret_state = (enum edition_state)state;
	return true;
}

enum err edition_state_move(enum edition_state *state, enum edition_state to, struct fault *why)
{
	enum err err = record_state_check(&record, *state, to, why);

	if (!err)
		*state = to;
	return err;
}
