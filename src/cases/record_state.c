/* SPDX-License-Identifier: Apache-2.0 */
#include "cases/record_state.h"

const char *record_state_name(const struct record_states *record, int state)
{
	return record->states[state].name;
}

bool record_state_parse(const struct record_states *record, struct str name, int *ret_state)
{
	for (int i = 1; i < record->count; i++) {
		if (!str_is(name, record->states[i].name))
			continue;
		*ret_state = i;
		return true;
	}
	return false;
}

enum err record_state_check(const struct record_states *record, int from, int to, struct fault *why)
{
	if (record->states[from].next & RECORD_STATE_BIT(to))
		return ERR_OK;
	return fault_set(why, ERR_CONFLICT, "a %s that is \"%s\" cannot become \"%s\"", record->record,
			 record->states[from].name, record->states[to].name);
}
