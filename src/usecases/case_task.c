/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/case_task.h"

#include <string.h>

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

/* --- a reason that lasts --- */

#define REPEATED "."

static bool is_of(const struct task_row *task, enum task_kind kind, const char *occasion)
{
	struct str rest = str_from(task->occasion);

	return task->kind == kind && str_starts(rest, occasion) &&
	       (rest.n == strlen(occasion) || str_starts(str_skip(rest, strlen(occasion)), REPEATED));
}

/* *ret_count: how many there have been. */
static const struct task_row *newest_of(const struct task_row *tasks, size_t count, enum task_kind kind,
					const char *occasion, size_t *ret_count)
{
	const struct task_row *newest = NULL;

	*ret_count = 0;
	for (size_t i = 0; i < count; i++) {
		if (!is_of(&tasks[i], kind, occasion))
			continue;
		newest = newest ? newest : &tasks[i];
		++*ret_count;
	}
	return newest;
}

static int64_t days_behind(const struct edition *edition, int64_t at_ms, int days)
{
	return day_start_ms(
		business_day_after(day_of_ms(at_ms), days, edition->closed_days, edition->closed_day_count));
}

int64_t case_task_again_ms(const struct edition *edition, const struct task_row *tasks, size_t count,
			   enum task_kind kind, const char *occasion, int days)
{
	size_t times;
	const struct task_row *newest = newest_of(tasks, count, kind, occasion, &times);

	return newest && newest->state != TASK_STATE_OPEN ? days_behind(edition, newest->done_ms, days) : 0;
}

enum err case_task_make_again(struct tx *tx, const struct office *office, const struct edition *edition,
			      int64_t case_id, enum task_kind kind, const char *occasion, int days,
			      int64_t *ret_look_ms, bool *ret_is_new, struct fault *why)
{
	int64_t now_ms = clock_now_ms(&office->clock), again_ms;
	const struct task_row *newest;
	struct task_row *tasks;
	size_t count = 0, times = 0;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	*ret_is_new = false;
	err = task_store_list_case(tx, &arena, case_id, &tasks, &count, why);
	if (err)
		return err;
	newest = newest_of(tasks, count, kind, occasion, &times);
	again_ms = case_task_again_ms(edition, tasks, count, kind, occasion, days);
	*ret_look_ms = again_ms > now_ms ? again_ms : days_behind(edition, now_ms, days);
	if (newest && (newest->state == TASK_STATE_OPEN || again_ms > now_ms))
		return ERR_OK;
	if (times)
		occasion = arena_printf(&arena, "%s" REPEATED "%zu", occasion, times + 1);
	return case_task_make(tx, office, edition, case_id, kind, occasion, ret_is_new, why);
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
