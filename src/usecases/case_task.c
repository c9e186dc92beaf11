/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/case_task.h"

#include "store/new_id.h"

enum err case_task_make(struct tx *tx, const struct office *office, const struct edition *edition, int64_t case_id,
			enum task_kind kind, const char *occasion, bool *ret_is_new, struct fault *why)
{
	int64_t now_ms = clock_now_ms(&office->clock);
	const struct task_row row = {
		.id = new_id(),
		.case_id = case_id,
		.kind = kind,
		.occasion = occasion,
		.owner = task_kind_owner(kind),
		.due_day = business_day_after(day_of_ms(now_ms), edition->call_days, edition->closed_days,
					      edition->closed_day_count),
		.state = TASK_STATE_OPEN,
		.made_ms = now_ms,
		.note = "",
	};

	return task_store_insert(tx, &row, ret_is_new, why);
}

enum err case_task_end(struct tx *tx, const struct case_row *row, enum case_event event, int64_t now_ms,
		       struct fault *why)
{
	struct task_row *tasks;
	size_t count = 0;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = task_store_list_case(tx, &arena, row->id, &tasks, &count, why);
	for (size_t i = 0; !err && i < count; i++) {
		struct task_row *task = &tasks[i];
		if (task->state != TASK_STATE_OPEN || !task_kind_is_over(task->kind, event, row->state))
			continue;
		err = task_state_move(&task->state, TASK_STATE_OVER, why);
		task->done_ms = now_ms;
		if (!err)
			err = task_store_save(tx, task, why);
	}
	return err;
}
