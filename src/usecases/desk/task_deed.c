/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/desk/task_deed.h"

#include "codec/utf8.h"
#include "store/account/form_use_store.h"
#include "store/desk/task_store.h"
#include "usecases/permission_demand.h"
#include "usecases/say_deed.h"

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
	struct case_row of;
	enum err err = ERR_OK;

	if (!task->case_id) {
		say_deed(tx, clock, work->actor, "task_done");
		return ERR_OK;
	}
	err = case_store_load(tx, arena, task->case_id, &of, why);
	if (!err)
		say_deed_on_case(tx, clock, work->actor, "task_done", &of);
	return err;
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
	err = task_state_move(&task.state, TASK_STATE_DONE, why);
	task.outcome = work->outcome;
	task.note = str_dup(&arena, work->note);
	task.done_ms = now_ms;
	task.done_by = work->actor->person_id;
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
