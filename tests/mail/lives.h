/* SPDX-License-Identifier: Apache-2.0 */
/* Two processes in a row: one that is killed at a step, and one that goes on with what it left. */
#ifndef TENKEN_TESTS_MAIL_LIVES_H
#define TENKEN_TESTS_MAIL_LIVES_H

#include "fixture.h"

/* What the second one tells. */
struct told {
	char message_id[200]; /* "" when no mail was stored */
	enum message_state state_before, state_after;
};

/* Stores the case with its mail and sends it, up to the step (steps.h). True when the process was killed there, with
 * the step's name; false when its life was shorter. */
bool lives_kill_at(struct fixture *fixture, int step, char name[200]);

/* Works until nothing is left to do. */
struct told lives_go_on(struct fixture *fixture);

#endif
