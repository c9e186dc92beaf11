/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/case_facts.h"

#include "usecases/edition_shelf.h"

/* Who turned the company away, where the office can take that back. */
static enum err load_ended_by(struct tx *tx, struct arena *arena, const struct case_row *row, int64_t *ret_ended_by,
			      struct fault *why)
{
	struct history_entry *entries;
	enum case_state reopened;
	size_t count = 0;
	enum err err = ERR_OK;

	*ret_ended_by = 0;
	if (case_state_advance(row->state, CASE_EVENT_REOPENED, &reopened))
		err = case_store_history(tx, arena, row->id, &entries, &count, why);
	for (size_t i = 0; !err && i < count; i++)
		if (entries[i].state == row->state && (!i || entries[i - 1].state != row->state))
			*ret_ended_by = entries[i].actor_id;
	return err;
}

enum err case_facts_load(struct tx *tx, struct arena *arena, const struct office *office, int64_t case_id,
			 struct case_facts *ret_facts, struct fault *why)
{
	struct case_facts facts = {.now_ms = clock_now_ms(&office->clock), .is_rehearsal = office->rehearsal};
	enum err err;

	err = case_store_load(tx, arena, case_id, &facts.row, why);
	if (!err)
		err = edition_shelf_current(office->editions, tx, facts.row.edition, &facts.edition, why);
	if (!err)
		err = authorisation_store_newest(tx, arena, case_id, &facts.authorisation, why);
	if (!err)
		err = diagnosis_store_newest(tx, arena, case_id, &facts.diagnosis, why);
	if (!err)
		err = mail_hold_store_load(tx, arena, case_id, &facts.hold, why);
	if (!err)
		err = task_store_list_case(tx, arena, case_id, &facts.tasks, &facts.task_count, why);
	if (!err)
		err = load_ended_by(tx, arena, &facts.row, &facts.of.ended_by, why);
	if (err)
		return err;
	facts.of = (struct permission_case){
		.ended_by = facts.of.ended_by,
		.case_id = case_id,
		.checked_by = facts.row.checked_by,
		.expert_id = facts.row.expert_id,
		.is_report_released = facts.diagnosis.released_ms != 0,
	};
	*ret_facts = facts;
	return ERR_OK;
}

const struct task_row *case_facts_open_task(const struct case_facts *facts, enum task_kind kind)
{
	for (size_t i = 0; i < facts->task_count; i++)
		if (facts->tasks[i].kind == kind && facts->tasks[i].state == TASK_STATE_OPEN)
			return &facts->tasks[i];
	return NULL;
}

struct edition_work {
	const struct office *office;
	int64_t case_id;
	const struct edition *edition;
};

static enum err find_edition(struct tx *tx, void *context, struct fault *why)
{
	struct edition_work *work = context;
	struct case_row row;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = case_store_load(tx, &arena, work->case_id, &row, why);
	return err ? err : edition_shelf_current(work->office->editions, tx, row.edition, &work->edition, why);
}

enum err case_facts_edition(const struct office *office, int64_t case_id, const struct edition **ret_edition,
			    struct fault *why)
{
	struct edition_work work = {.office = office, .case_id = case_id};
	enum err err = db_read(office->db, find_edition, &work, why);

	if (!err)
		*ret_edition = work.edition;
	return err;
}
