/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/diagnosis/diagnosis_deed.h"

#include "calendar/day.h"
#include "findings/authorisation.h"
#include "jobs/queue.h"
#include "store/diagnosis/judgement_store.h"
#include "usecases/diagnosis/diagnose_run.h"

#define HOUR_MS (INT64_C(60) * 60 * 1000)

static enum err read_permission(struct arena *arena, const struct case_facts *facts,
				struct authorisation **ret_document, struct fault *why)
{
	enum err err;

	if (facts->authorisation.state != AUTHORISATION_STATE_AUTHORISED)
		return fault_set(why, ERR_CONFLICT, "the company has not authorised any targets");
	err = authorisation_parse(arena, str_from(facts->authorisation.document), ret_document, why);
	if (!err && authorisation_is_for(*ret_document, facts->is_rehearsal, why))
		return ERR_CONFLICT;
	return err;
}

/* Unless the company's authorisation allows a run for some purpose now and none goes on. */
static enum err may_run_now(const struct case_facts *facts, struct fault *why)
{
	enum authorisation_purpose purpose;
	struct authorisation *document;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	if (diagnosis_state_is_running(facts->diagnosis.state))
		return fault_set(why, ERR_CONFLICT, "a diagnosis of this case is running");
	err = read_permission(&arena, facts, &document, why);
	if (err || authorisation_purpose_now(document, facts->now_ms, &purpose))
		return err;
	return fault_set(why, ERR_CONFLICT, "the company permits a diagnosis for no purpose now");
}

/* The permission for a run: its purpose is the one that was asked for, while it holds; else the first that does. */
static enum err permission_for_run(struct case_deed_run *run, struct authorisation **ret_document, struct fault *why)
{
	struct authorisation *document;
	enum err err = read_permission(run->arena, &run->facts, &document, why);

	if (err)
		return err;
	*ret_document = document;
	if (!run->input.purpose.n && authorisation_purpose_now(document, run->facts.now_ms, &document->purpose))
		return ERR_OK;
	if (!authorisation_purpose_parse(run->input.purpose, &document->purpose))
		return fault_set(why, ERR_INVALID, "there is no such purpose of a diagnosis");
	return authorisation_is_valid_at(document, run->facts.now_ms, why) ? ERR_CONFLICT : ERR_OK;
}

/* The mail tells of this run, not of all that the company permits. */
static enum err tell_of(struct case_deed_run *run, const struct authorisation *permission, struct fault *why)
{
	BUF_SCOPED text;
	enum err err;

	buf_init(&text, AUTHORISATION_BYTES_MAX);
	authorisation_format(permission, &text);
	err = buf_finish(&text, "the authorisation", why);
	run->step.permission = arena_strdup(run->arena, buf_text(&text));
	return err;
}

static enum err queue_run(struct tx *tx, struct case_deed_run *run, struct fault *why)
{
	struct diagnosis_row row = {
		.id = run->input.id,
		.case_id = run->case_id,
		.authorisation_id = run->facts.authorisation.id,
		.state = DIAGNOSIS_STATE_QUEUED,
		.queued_ms = run->facts.now_ms,
		.probe_version = "",
		.source_addresses = "",
		.problem = "",
		.knowledge = "",
		.judgement = 1,
	};
	struct authorisation *permission;
	enum err err = permission_for_run(run, &permission, why);

	if (!err)
		err = tell_of(run, permission, why);
	if (err)
		return err;
	row.purpose = authorisation_purpose_name(permission->purpose);
	err = diagnosis_store_insert(tx, &row, why);
	return err ? err : queue_add(tx, DIAGNOSE_JOB, row.id, row.queued_ms, why);
}

const struct case_deed diagnosis_deed_start = {
	.event = CASE_EVENT_DIAGNOSIS_STARTED,
	.what = "run a diagnosis",
	.mail = "diagnosis_begins",
	.mails_again = true,
	.may = permission_may_run_diagnosis,
	.holds = may_run_now,
	.effect = queue_run,
};

/* --- once a month --- */

/* The permission, where a watch holds or is going to; NULL: there is none. */
static struct authorisation *watch_permission(struct arena *arena, const struct case_facts *facts)
{
	const struct authorisation_row *row = &facts->authorisation;
	struct authorisation *document;

	if (row->state != AUTHORISATION_STATE_AUTHORISED ||
	    authorisation_parse(arena, str_from(row->document), &document, NULL) ||
	    !authorisation_purpose_holds(&document->purposes[AUTHORISATION_WATCH], facts->now_ms))
		return NULL;
	return document;
}

/* When the next look is due in whatever state the case is; 0: the permission does not hold as long as that. */
static int64_t next_look_ms(const struct case_facts *facts)
{
	const struct edition *edition = facts->edition;
	const struct authorisation *document;
	int64_t from_ms, day, at_ms;
	ARENA_SCOPED arena;

	arena_init(&arena);
	document = watch_permission(&arena, facts);
	if (!document)
		return 0;
	from_ms = document->authorised_ms;
	if (facts->diagnosis.id && facts->diagnosis.queued_ms > from_ms)
		from_ms = facts->diagnosis.queued_ms;
	day = business_day_after(day_of_ms(from_ms) + DIAGNOSIS_WATCH_DAYS - 1, 1, edition->closed_days,
				 edition->closed_day_count);
	at_ms = day_start_ms(day) + DIAGNOSIS_WATCH_HOUR * HOUR_MS;
	return at_ms < document->purposes[AUTHORISATION_WATCH].not_after_ms ? at_ms : 0;
}

int64_t diagnosis_deed_watch_ms(const struct case_facts *facts)
{
	enum case_state to;

	return case_state_advance(facts->row.state, CASE_EVENT_DIAGNOSIS_STARTED, &to) ? next_look_ms(facts) : 0;
}

enum err diagnosis_deed_watch_begin(struct tx *tx, const struct case_facts *facts, struct fault *why)
{
	int64_t at_ms = next_look_ms(facts);

	return at_ms ? queue_add(tx, DIAGNOSIS_WATCH_JOB, facts->row.id, at_ms, why) : ERR_OK;
}

/* The next look is a month behind this run, which is the newest diagnosis by then. */
static enum err queue_watch(struct tx *tx, struct case_deed_run *run, struct fault *why)
{
	struct case_facts after = run->facts;
	enum err err = queue_run(tx, run, why);

	after.diagnosis = (struct diagnosis_row){.id = run->input.id, .queued_ms = run->facts.now_ms};
	return err ? err : diagnosis_deed_watch_begin(tx, &after, why);
}

const struct case_deed diagnosis_deed_watch = {
	.event = CASE_EVENT_DIAGNOSIS_STARTED,
	.what = "run a watch",
	.mail = "diagnosis_begins",
	.mails_again = true,
	.may = permission_may_run_watch,
	.holds = may_run_now,
	.effect = queue_watch,
};

struct watch_work {
	const struct office *office;
	int64_t case_id;
	bool is_due, was_refused; /* refused: what the look before saw was no longer so */
};

/* A case that may not be diagnosed now may be again, as one that is reopened: so the looks go on with the permission.
 */
static enum err look(struct tx *tx, void *context, struct fault *why)
{
	struct watch_work *work = context;
	struct case_facts facts;
	int64_t at_ms;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	work->is_due = false;
	err = case_facts_load(tx, &arena, work->office, work->case_id, &facts, why);
	at_ms = err ? 0 : next_look_ms(&facts);
	if (!at_ms) /* ended, or over */
		return err;
	work->is_due = at_ms <= facts.now_ms && !work->was_refused && diagnosis_deed_watch_ms(&facts) &&
		       !diagnosis_state_is_running(facts.diagnosis.state);
	if (work->is_due)
		return ERR_OK;
	return queue_add(tx, DIAGNOSIS_WATCH_JOB, work->case_id, at_ms > facts.now_ms ? at_ms : facts.now_ms + DAY_MS,
			 why);
}

enum err diagnosis_deed_watch_run(void *context, const struct job *job, struct fault *why)
{
	const struct case_deed_input input = {.purpose = str_from(authorisation_purpose_name(AUTHORISATION_WATCH))};
	const struct actor program = actor_program();
	struct watch_work work = {.office = context, .case_id = job->subject};
	enum err err = db_write(work.office->db, look, &work, why);

	if (err || !work.is_due)
		return err;
	err = case_deed_do(&diagnosis_deed_watch, work.office, &program, NULL, work.case_id, &input, why);
	if (err != ERR_CONFLICT)
		return err;
	work.was_refused = true; /* it ended, or another run began, in between */
	return db_write(work.office->db, look, &work, why);
}

/* --- stopping and releasing --- */

static bool is_not_running(const struct case_facts *facts, const struct case_deed_input *input)
{
	return !diagnosis_state_is_running(facts->diagnosis.state);
}

static enum err stop_run(struct tx *tx, struct case_deed_run *run, struct fault *why)
{
	struct diagnosis_row *row = &run->facts.diagnosis;
	enum err err = diagnosis_state_move(&row->state, DIAGNOSIS_STATE_STOPPED, why);

	row->problem = "stopped by hand";
	row->finished_ms = run->facts.now_ms;
	return err ? err : diagnosis_store_save(tx, row, why);
}

const struct case_deed diagnosis_deed_stop = {
	.event = CASE_EVENT_DIAGNOSIS_STOPPED,
	.what = "stop a diagnosis",
	.may = permission_may_run_diagnosis,
	.is_settled = is_not_running,
	.effect = stop_run,
};

/* A judgement that the company does not read yet. */
static enum err is_unreleased(const struct case_facts *facts, struct fault *why)
{
	const struct diagnosis_row *row = &facts->diagnosis;

	if (row->state != DIAGNOSIS_STATE_DONE)
		return fault_set(why, ERR_CONFLICT, "there is no finished diagnosis to release");
	if (row->released_ms && row->released_judgement >= row->judgement)
		return fault_set(why, ERR_CONFLICT, "the company reads this report already");
	return ERR_OK;
}

static enum err release(struct tx *tx, struct case_deed_run *run, struct fault *why)
{
	struct diagnosis_row *row = &run->facts.diagnosis;
	enum err err;

	row->released_ms = run->facts.now_ms;
	row->released_judgement = row->judgement;
	row->letter_ms = 0;
	row->remarks = str_dup(run->arena, run->input.reason);
	err = diagnosis_store_save(tx, row, why);
	return err ? err : judgement_store_see(tx, row->id, run->actor->person_id, row->released_ms, why);
}

const struct case_deed diagnosis_deed_release = {
	.event = CASE_EVENT_REPORT_RELEASED,
	.what = "release a report",
	.mail = "report_released",
	.mails_again = true,
	.takes_text = true, /* the expert's remarks */
	.may = permission_may_release_report,
	.holds = is_unreleased,
	.effect = release,
};
