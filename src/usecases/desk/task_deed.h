/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A person has done a task, or tried to, and says what came of it. Who was not reached is rung again on the next
 * business day: the task stays open, and its notes are kept one below the other.
 */
#ifndef TENKEN_USECASES_DESK_TASK_DEED_H
#define TENKEN_USECASES_DESK_TASK_DEED_H

#include "cases/task.h"
#include "people/actor.h"
#include "usecases/office.h"

#define TASK_DEED_NOTE_CHARS_MAX 1000

struct task_deed_result {
	struct str outcome; /* as it was sent: a name of task_outcome_name */
	struct str note;    /* may be empty */
};

/* ret_problem: "" when it is done, else "outcome" or "note", of which nothing was stored. ERR_NOT_FOUND, ERR_DENIED for
 * whom the task is not, ERR_CONFLICT for one that is not open any more. The same form sent again is done already. */
MUST_USE enum err task_deed_finish(const struct office *office, const struct actor *actor, const struct once *once,
				   int64_t id, const struct task_deed_result *result, const char **ret_problem,
				   struct fault *why);

#endif
