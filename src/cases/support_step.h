/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is next with a company that takes part (confirmed or supported): who waits for whom. Of one case exactly one.
 */
#ifndef TENKEN_CASES_SUPPORT_STEP_H
#define TENKEN_CASES_SUPPORT_STEP_H

#include "base/str.h"

enum support_step {
	SUPPORT_STEP_NONE,
	SUPPORT_STEP_UNPERMITTED,     /* the company has not permitted a diagnosis, or no longer does */
	SUPPORT_STEP_PERMITTED_LATER, /* its permission has not begun */
	SUPPORT_STEP_READY,           /* a diagnosis can be started */
	SUPPORT_STEP_RUNNING,         /* one waits for its job or goes on */
	SUPPORT_STEP_UNRELEASED,      /* its report is to be read and released */
	SUPPORT_STEP_RELEASED,        /* the company has it */
	SUPPORT_STEP_COUNT,
};

const char *support_step_name(enum support_step step); /* "ready" */
bool support_step_parse(struct str name, enum support_step *ret_step);

#endif
