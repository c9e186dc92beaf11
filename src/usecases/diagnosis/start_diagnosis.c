/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "findings/authorisation.h"
#include "jobs/queue.h"
#include "store/diagnosis/judgement_store.h"
#include "usecases/case_step.h"
#include "usecases/diagnosis/diagnose_case.h"

struct start_work {
	struct case_step step;
	struct arena *arena;
	int64_t number;
	int64_t id;
	struct case_row row;
	struct permission_case of;
	struct diagnosis_row newest;
};

static enum err run(const struct office *office, const struct actor *actor, const struct once *once, int64_t number,
		    struct case_step step, db_work work, struct fault *why)
{
	struct start_work start = {.step = step, .number = number, .id = db_new_id()};
	ARENA_SCOPED arena;

	arena_init(&arena);
	start.arena = &arena;
	start.step.office = office;
	start.step.actor = actor;
	start.step.once = once;
	return db_write(office->db, work, &start, why);
}

static enum err load(struct tx *tx, struct start_work *work, struct fault *why)
{
	enum err err = case_step_load(tx, work->arena, work->number, &work->row, &work->of, why);

	return err ? err : diagnosis_store_newest(tx, work->arena, work->number, &work->newest, why);
}

static bool is_running(const struct diagnosis_row *diagnosis)
{
	return diagnosis->id &&
	       (strcmp(diagnosis->state, "queued") == 0 || strcmp(diagnosis->state, "observing") == 0 ||
		strcmp(diagnosis->state, "judging") == 0);
}

/* ERR_CONFLICT with the reason unless the company's authorisation allows a run now. */
static enum err demand_authorisation(struct tx *tx, struct start_work *work, int64_t *ret_id, struct fault *why)
{
	struct authorisation_row row;
	struct authorisation *document;
	enum err err;

	err = authorisation_store_newest(tx, work->arena, work->number, &row, why);
	if (err)
		return err;
	if (!row.id || row.revoked_ms)
		return fault_set(why, ERR_CONFLICT, "the company has not authorised any targets");
	err = authorisation_parse(work->arena, str_from(row.document), &document, why);
	if (!err && authorisation_is_valid_at(document, clock_now_ms(&work->step.office->clock), why))
		err = ERR_CONFLICT;
	if (!err)
		*ret_id = row.id;
	return err;
}

static enum err start(struct tx *tx, void *context, struct fault *why)
{
	struct start_work *work = context;
	struct diagnosis_row row = {
		.id = work->id,
		.case_number = work->number,
		.state = "queued",
		.queued_ms = clock_now_ms(&work->step.office->clock),
		.probe_version = "",
		.source_addresses = "",
		.problem = "",
		.knowledge = "",
		.judgement = 1,
	};
	bool is_repeated = false;
	enum err err;

	err = load(tx, work, why);
	if (!err)
		err = case_step_demand(permission_may_run_diagnosis(work->step.actor, &work->of), work->step.actor,
				       "run a diagnosis", why);
	if (!err)
		err = case_step_take(tx, work->arena, &work->step, &work->row, &is_repeated, why);
	if (err || is_repeated)
		return err;
	if (is_running(&work->newest))
		return fault_set(why, ERR_CONFLICT, "a diagnosis of this case is running");
	err = demand_authorisation(tx, work, &row.authorisation_id, why);
	if (!err)
		err = diagnosis_store_insert(tx, &row, why);
	return err ? err : queue_add(tx, DIAGNOSE_JOB, row.id, row.queued_ms, why);
}

enum err start_diagnosis(const struct office *office, const struct actor *actor, const struct once *once,
			 int64_t number, struct fault *why)
{
	struct case_step step = {.event = CASE_EVENT_DIAGNOSIS_STARTED, .mail = "diagnosis_begins"};
	ARENA_SCOPED arena;

	arena_init(&arena);
	/* A later run is told of in a mail of its own. */
	step.occasion = arena_printf(&arena, "%lld", (long long)db_new_id());
	return run(office, actor, once, number, step, start, why);
}

static enum err stop(struct tx *tx, void *context, struct fault *why)
{
	struct start_work *work = context;
	enum err err = load(tx, work, why);

	if (!err)
		err = case_step_demand(permission_may_run_diagnosis(work->step.actor, &work->of), work->step.actor,
				       "stop a diagnosis", why);
	if (err || !is_running(&work->newest))
		return err;
	work->newest.state = "stopped";
	work->newest.problem = "stopped by hand";
	work->newest.finished_ms = clock_now_ms(&work->step.office->clock);
	return diagnosis_store_save(tx, &work->newest, why);
}

enum err stop_diagnosis(const struct office *office, const struct actor *actor, const struct once *once, int64_t number,
			struct fault *why)
{
	return run(office, actor, once, number, (struct case_step){.event = CASE_EVENT_DIAGNOSIS_ENDED}, stop, why);
}

static enum err release(struct tx *tx, void *context, struct fault *why)
{
	struct start_work *work = context;
	bool is_repeated = false;
	enum err err = load(tx, work, why);

	if (!err)
		err = case_step_demand(permission_may_release_report(work->step.actor, &work->of), work->step.actor,
				       "release a report", why);
	if (!err && (!work->newest.id || strcmp(work->newest.state, "done") != 0))
		err = fault_set(why, ERR_CONFLICT, "there is no finished diagnosis to release");
	if (!err)
		err = case_step_take(tx, work->arena, &work->step, &work->row, &is_repeated, why);
	if (err || is_repeated)
		return err;
	work->newest.released_ms = clock_now_ms(&work->step.office->clock);
	work->newest.released_judgement = work->newest.judgement;
	err = diagnosis_store_save(tx, &work->newest, why);
	return err ? err
		   : judgement_store_see(tx, work->newest.id, work->step.actor->person_id, work->newest.released_ms,
					 why);
}

enum err release_report(const struct office *office, const struct actor *actor, const struct once *once, int64_t number,
			struct fault *why)
{
	struct case_step step = {.event = CASE_EVENT_REPORT_RELEASED, .mail = "report_released"};
	ARENA_SCOPED arena;

	arena_init(&arena);
	step.occasion = arena_printf(&arena, "%lld", (long long)db_new_id());
	return run(office, actor, once, number, step, release, why);
}
