/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/desk/desk_list.h"

#include <string.h>

#include "people/role.h"

#define STATE(name, state, acts, fact)                                                                                 \
	{                                                                                                              \
		name, CASE_STATE_##state, SUPPORT_STEP_NONE, acts, fact                                                \
	}
#define STEP(name, step, acts, fact)                                                                                   \
	{                                                                                                              \
		name, CASE_STATE_NONE, SUPPORT_STEP_##step, acts, fact                                                 \
	}

const struct desk_list desk_lists[] = {
	STATE("received", RECEIVED, ROLE_SECRETARIAT, "arrived"),
	STATE("checked", CHECKED, ROLE_TOKYO, "arrived"),
	STEP("unreleased", UNRELEASED, ROLE_SECRETARIAT, "arrived"),
	STEP("ready", READY, ROLE_SECRETARIAT, "until"),
	STATE("waiting", WAITING, 0, "arrived"),
	STATE("offered", OFFERED, 0, "due"),
	STATE("correction", CORRECTION, 0, "due"),
	STATE("invited", INVITED, 0, "due"),
	STEP("unpermitted", UNPERMITTED, 0, "until"),
	STEP("permitted_later", PERMITTED_LATER, 0, "from"),
	STEP("running", RUNNING, 0, "arrived"),
	STEP("released", RELEASED, 0, "arrived"),
	STATE("advised", ADVISED, 0, "arrived"),
	{0},
};

bool desk_list_narrow(const char *key, int64_t now_ms, struct case_filter *filter)
{
	enum case_state state;

	filter->state = "";
	filter->now_ms = now_ms;
	filter->is_rejudged = strcmp(key, DESK_LIST_REJUDGED) == 0;
	filter->is_held = strcmp(key, DESK_LIST_HELD) == 0;
	filter->is_unprinted = strcmp(key, DESK_LIST_UNPRINTED) == 0;
	if (filter->is_unprinted)
		filter->step = SUPPORT_STEP_RELEASED;
	if (!*key || filter->is_rejudged || filter->is_held || filter->is_unprinted ||
	    support_step_parse(str_from(key), &filter->step))
		return true;
	if (!case_state_parse(str_from(key), &state))
		return false;
	filter->state = case_state_name(state);
	return true;
}
