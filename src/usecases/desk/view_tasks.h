/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tasks as the one whose work they are sees them: a list, and one with its form.
 */
#ifndef TENKEN_USECASES_DESK_VIEW_TASKS_H
#define TENKEN_USECASES_DESK_VIEW_TASKS_H

#include "codec/value_keys.h"
#include "usecases/case_facts.h"

#define VIEW_TASKS_PAGE 50

struct task_query {
	struct str state; /* a name of task_state_name; what is none means the open ones */
	int64_t page;     /* from 1 */
};

extern const struct value_key view_tasks_keys[];
MUST_USE enum err view_tasks(const struct office *office, struct arena *arena, const struct actor *actor,
			     enum lang lang, const struct task_query *query, struct value **ret_view,
			     struct fault *why);

/* ERR_NOT_FOUND, and ERR_DENIED for whom it is not. */
extern const struct value_key view_tasks_one_keys[];
MUST_USE enum err view_tasks_one(const struct office *office, struct arena *arena, const struct actor *actor,
				 enum lang lang, int64_t id, struct value **ret_view, struct fault *why);

/* How many are open for the actor, and how many of them are due today or before. */
extern const struct value_key view_tasks_count_keys[];
MUST_USE enum err view_tasks_count(struct tx *tx, const struct office *office, struct arena *arena, enum role role,
				   struct value **ret_map, struct fault *why);

/* Those of one case, newest first. */
extern const struct value_key view_tasks_of_case_keys[];
struct value *view_tasks_of_case(struct arena *arena, enum lang lang, const struct case_facts *facts);

#endif
