/* SPDX-License-Identifier: Apache-2.0 */
#include "cases/support_step.h"

static const char *const names[SUPPORT_STEP_COUNT] = {
	[SUPPORT_STEP_NONE] = "none",
	[SUPPORT_STEP_UNPERMITTED] = "unpermitted",
	[SUPPORT_STEP_PERMITTED_LATER] = "permitted_later",
	[SUPPORT_STEP_READY] = "ready",
	[SUPPORT_STEP_RUNNING] = "running",
	[SUPPORT_STEP_UNRELEASED] = "unreleased",
	[SUPPORT_STEP_RELEASED] = "released",
};

const char *support_step_name(enum support_step step)
{
	return names[step];
}

bool support_step_parse(struct str name, enum support_step *ret_step)
{
	for (int i = SUPPORT_STEP_UNPERMITTED; i < SUPPORT_STEP_COUNT; i++) {
		if (!str_is(name, names[i]))
			continue;
		*ret_step = (enum support_step)i;
		return true;
	}
	return false;
}
