/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/desk/task_deed.h"

#include "calendar/business_day.h"
#include "codec/utf8.h"
#include "store/account/form_use_store.h"
#include "usecases/case_facts.h"
#include "usecases/permission_demand.h"
#include "usecases/say_deed.h"

#define NOTES_CHARS_MAX 5000

struct finish_work {
	const struct office *office;
	const struct actor *actor;
	const struct once *once;
	int64_t id;
	enum task_outcome outcome;
	struct str note;
};

static enum err say(struct tx *tx, struct arena *arena, const struct finish_work *work, const struct task_row *task,
		    struct fault *why)
{
	const struct clock *clock = &work->office->clock;
	const char *kind = task->state == TASK_STATE_DONE ? "task_done" : "task_tried";
	struct case_row of;
	enum err err = ERR_OK;

	if (!task->case_id) {
		say_deed(tx, clock, work->actor, kind);
		return ERR_OK;
	}
	err = case_store_load(tx, arena, task->case_id, &of, why);
	if (!err)
		say_deed_on_case(tx, clock, work->actor, kind, &of);
	return err;
}

/* The next day on which the office works; a task of no case knows of no closed days but holidays. */
static enum err put_off(struct tx *tx, struct arena *arena, const struct finish_work *work, struct task_row *task,
			struct fault *why)
{
	int64_t today = day_of_ms(clock_now_ms(&work->office->clock));
	struct case_facts facts;
	enum err err = ERR_OK;

	if (!task->case_id) {
		task->due_day = business_day_after(today, 1, NULL, 0);
		return ERR_OK;
	}
	err = case_facts_load(tx, arena, work->office, task->case_id, &facts, why);
	if (!err)
		task->due_day =
			business_day_after(today, 1, facts.edition->closed_days, facts.edition->closed_day_count);
	return err;
}

/* Of several trials each note is a line; the oldest go where they are too many. */
static const char *join_notes(struct arena *arena, const char *before, struct str note)
{
	struct str all = str_from(*before && note.n ? arena_printf(arena, "%s\n%.*s", before, (int)note.n, note.p)
				  : *before         ? before
						    : str_dup(arena, note));

	while (utf8_count(all) > NOTES_CHARS_MAX && str_index(all, '\n') < all.n)
		all = str_skip(all, str_index(all, '\n') + 1);
	return str_dup(arena, all);
}

static enum err settle(struct tx *tx, struct arena *arena, const struct finish_work *work, struct task_row *task,
		       struct fault *why)
{
	if (task->state != TASK_STATE_OPEN)
		return task_state_move(&task->state, TASK_STATE_DONE, why);
	task->outcome = work->outcome;
	task->note = join_notes(arena, task->note, work->note);
	if (work->outcome == TASK_OUTCOME_NOT_REACHED)
		return put_off(tx, arena, work, task, why);
	task->done_ms = clock_now_ms(&work->office->clock);
	task->done_by = work->actor->person_id;
	return task_state_move(&task->state, TASK_STATE_DONE, why);
}

static enum err finish(struct tx *tx, void *context, struct fault *why)
{
	const struct finish_work *work = context;
	int64_t now_ms = clock_now_ms(&work->office->clock);
	bool is_repeated = false;
	struct task_row task;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = task_store_load(tx, &arena, work->id, &task, why);
	if (!err)
		err = permission_demand(work->actor->role == task.owner, work->actor, "do this task", why);
	if (!err && work->once)
		err = form_use_store_claim(tx, work->once->nonce, "task_done", task.case_id, now_ms, &is_repeated, why);
	if (err || is_repeated)
		return err;
	err = settle(tx, &arena, work, &task, why);
	if (!err)
		err = task_store_save(tx, &task, why);
	return err ? err : say(tx, &arena, work, &task, why);
}

enum err task_deed_finish(const struct office *office, const struct actor *actor, const struct once *once, int64_t id,
			  const struct task_deed_result *result, const char **ret_problem, struct fault *why)
{
	struct finish_work work = {.office = office, .actor = actor, .once = once, .id = id};

	work.note = str_trim(result->note);
	if (!task_outcome_parse(result->outcome, &work.outcome) || work.outcome == TASK_OUTCOME_NONE)
		*ret_problem = "outcome";
	else if (utf8_count(work.note) > TASK_DEED_NOTE_CHARS_MAX || utf8_has_control(work.note))
		*ret_problem = "note";
	else
		*ret_problem = "";
	return **ret_problem ? ERR_OK : db_write(office->db, finish, &work, why);
}
