/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/diagnosis/diagnose_run.h"

#include <stdatomic.h>
#include <string.h>

#include "base/log.h"
#include "jobs/queue.h"
#include "library/knowledge_load.h"
#include "usecases/alone/judge_lines.h"
#include "usecases/alone/run_probe.h"
#include "usecases/case_facts.h"
#include "usecases/case_step.h"
#include "usecases/diagnosis/diagnose_past.h"
#include "usecases/diagnosis/shared_key.h"
#include "usecases/diagnosis/software_index.h"
#include "usecases/edition_shelf.h"
#include "usecases/say_deed.h"

#define LINES_AT_ONCE 64
#define FLUSH_MS      500

/* Lines that wait to be stored together, with the progress. */
struct batch {
	struct arena arena;
	struct str lines[LINES_AT_ONCE];
	size_t count;
	bool has_begin; /* what the probe says of itself is among them */
	int64_t next_position;
	int64_t flushed_ms; /* monotonic */
};

struct diagnose_run_work {
	const struct office *office;
	const struct job *job;
	struct arena *arena;
	struct diagnosis_row row;
	struct authorisation *authorisation;
	struct batch batch;
	int64_t steps_done, steps_total;
	bool is_over; /* stopped or revoked by somebody while it ran */
	struct diagnose_past past;
	bool goes_on;       /* from where an earlier attempt was broken off ... */
	bool has_met_place; /* ... and has come to an address of its own */
	struct knowledge_loaded loaded;
	const char *keys[SHARED_KEY_MAX]; /* of the servers, in the arena */
	size_t key_count;
	struct finding_list findings; /* live in the arena and with what was loaded */
	struct software_index_rows software;
	enum diagnosis_state outcome;
};

static enum err write(struct diagnose_run_work *work, db_work part, struct fault *why)
{
	return db_write(work->office->db, part, work, why);
}

/* The document as it stands now, of this run's purpose. */
static enum err read_permission(struct arena *arena, const struct diagnosis_row *run,
				const struct authorisation_row *row, struct authorisation **ret_document,
				struct fault *why)
{
	enum err err = authorisation_parse(arena, str_from(row->document), ret_document, why);

	if (err)
		return err;
	(*ret_document)->revoked |= row->state != AUTHORISATION_STATE_AUTHORISED;
	if (!authorisation_purpose_parse(str_from(run->purpose), &(*ret_document)->purpose))
		return fault_set(why, ERR_CORRUPT, "diagnosis %lld has an unknown purpose", (long long)run->id);
	return ERR_OK;
}

/* Somebody may have stopped the run, taken the authorisation back, or ended the run's purpose. */
static enum err look_again(struct tx *tx, struct diagnose_run_work *work, struct fault *why)
{
	struct authorisation *permission;
	struct authorisation_row authorisation = {0};
	struct diagnosis_row now = {0};
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = diagnosis_store_load(tx, &arena, work->row.id, &now, why);
	if (!err)
		err = authorisation_store_load(tx, &arena, work->row.authorisation_id, &authorisation, why);
	if (!err)
		err = read_permission(&arena, &now, &authorisation, &permission, why);
	if (err)
		return err;
	work->is_over = !diagnosis_state_is_running(now.state) || permission->revoked ||
			permission->purposes[permission->purpose].ended_ms;
	return ERR_OK;
}

static enum err load_run(struct tx *tx, struct diagnose_run_work *work, struct fault *why)
{
	struct authorisation_row authorisation = {0};
	enum err err;

	err = diagnosis_store_load(tx, work->arena, work->job->subject, &work->row, why);
	if (!err)
		err = authorisation_store_load(tx, work->arena, work->row.authorisation_id, &authorisation, why);
	return err ? err : read_permission(work->arena, &work->row, &authorisation, &work->authorisation, why);
}

/* What the run does between its events, said to the log. */
static enum err say(struct tx *tx, const struct diagnose_run_work *work, const char *kind, struct fault *why)
{
	const struct actor program = actor_program();
	struct case_row row;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = case_store_load(tx, &arena, work->row.case_id, &row, why);
	if (!err)
		say_deed_on_case(tx, &work->office->clock, &program, kind, &row);
	return err;
}

static void note_key(struct diagnose_run_work *work, const struct observation *seen)
{
	const char *key = work->key_count < SHARED_KEY_MAX ? shared_key_of(work->arena, seen) : NULL;

	for (size_t i = 0; key && i < work->key_count; i++)
		if (!strcmp(work->keys[i], key))
			return;
	if (key)
		work->keys[work->key_count++] = key;
}

/* What an attempt that was broken off has told to the end stays, and is not asked again. */
static enum err keep_past(struct tx *tx, struct diagnose_run_work *work, struct fault *why)
{
	struct diagnose_past past;
	struct str *lines;
	size_t count;
	enum err err;

	err = diagnosis_store_load_lines(tx, work->arena, DIAGNOSIS_OBSERVATIONS, work->row.id, &lines, &count, why);
	if (err)
		return err;
	past = diagnose_past_read(work->arena, lines, count);
	work->authorisation->past = past.places;
	work->authorisation->past_count = past.place_count;
	work->past = past;
	work->goes_on = past.kept > 0;
	work->batch.next_position = (int64_t)past.kept + 1;
	work->key_count = 0;
	for (size_t i = 0; i < past.kept; i++) {
		struct observation seen;

		if (!observation_parse(work->arena, lines[i], &seen, NULL))
			note_key(work, &seen);
	}
	return diagnosis_store_clear_lines(tx, DIAGNOSIS_OBSERVATIONS, work->row.id, work->batch.next_position, why);
}

static enum err begin(struct tx *tx, void *context, struct fault *why)
{
	struct diagnose_run_work *work = context;
	enum err err = load_run(tx, work, why);

	if (err)
		return err;
	work->is_over = !diagnosis_state_is_running(work->row.state);
	if (work->is_over)
		return ERR_OK;
	err = keep_past(tx, work, why);
	if (!err)
		err = diagnosis_store_clear_lines(tx, DIAGNOSIS_FINDINGS, work->row.id, 1, why);
	if (!err)
		err = diagnosis_state_move(&work->row.state, DIAGNOSIS_STATE_OBSERVING, why);
	if (err)
		return err;
	work->row.started_ms = clock_now_ms(&work->office->clock);
	err = diagnosis_store_save(tx, &work->row, why);
	return err ? err : say(tx, work, "diagnosis_begun", why);
}

static enum err store_batch(struct tx *tx, void *context, struct fault *why)
{
	struct diagnose_run_work *work = context;
	const struct batch *batch = &work->batch;
	enum err err = look_again(tx, work, why);

	if (err || work->is_over)
		return err;
	for (size_t i = 0; !err && i < batch->count; i++)
		err = diagnosis_store_add_line(tx, DIAGNOSIS_OBSERVATIONS, work->row.id,
					       batch->next_position + (int64_t)i, batch->lines[i], why);
	if (!err && batch->has_begin)
		err = diagnosis_store_save(tx, &work->row, why);
	if (!err && batch->count)
		err = say(tx, work, "observed", why);
	return err ? err : queue_save_progress(tx, work->job, work->steps_done, work->steps_total, why);
}

static enum err flush(struct diagnose_run_work *work, struct fault *why)
{
	struct batch *batch = &work->batch;
	enum err err = write(work, store_batch, why);

	batch->flushed_ms = clock_monotonic_ms();
	if (err)
		return err;
	batch->next_position += (int64_t)batch->count;
	batch->count = 0;
	batch->has_begin = false;
	arena_reset(&batch->arena);
	return ERR_OK;
}

static const char *join_texts(struct arena *arena, const struct value *list)
{
	BUF_SCOPED text;

	buf_init(&text, 2000);
	for (size_t i = 0; i < value_count(list); i++)
		if (value_at(list, i)->kind == VALUE_TEXT)
			buf_printf(&text, "%s%s", i ? ", " : "", value_at(list, i)->text.p);
	return arena_strdup(arena, buf_text(&text));
}

/* The earlier attempt has told how the run began. */
static bool is_told_already(const struct diagnose_run_work *work, const struct observation *seen)
{
	return str_is(str_from(seen->kind), "probe.begin") || diagnose_past_has(&work->past, seen);
}

static enum err take(void *context, struct str line, const struct observation *observation, struct fault *why)
{
	struct diagnose_run_work *work = context;
	struct batch *batch = &work->batch;

	if (str_is(str_from(observation->kind), "probe.begin")) {
		work->row.probe_version = arena_strdup(work->arena, value_get_text(observation->data, "version"));
		work->row.source_addresses = join_texts(work->arena, value_get(observation->data, "source_addresses"));
		batch->has_begin = true;
	}
	work->has_met_place |= str_is(str_from(observation->kind), "port.summary");
	if (work->goes_on && !work->has_met_place && is_told_already(work, observation))
		return ERR_OK;
	note_key(work, observation);
	batch->lines[batch->count++] = str_of(str_dup(&batch->arena, line), line.n);
	return batch->count == LINES_AT_ONCE ? flush(work, why) : ERR_OK;
}

static void progress(void *context, const struct probe_progress *progress)
{
	struct diagnose_run_work *work = context;

	work->steps_done = progress->done;
	work->steps_total = progress->total;
}

static bool is_ending(const struct job *job)
{
	return job->is_stopping && atomic_load(job->is_stopping);
}

static bool is_wanted(void *context)
{
	struct diagnose_run_work *work = context;
	struct fault why;

	if (clock_monotonic_ms() - work->batch.flushed_ms >= FLUSH_MS && flush(work, &why))
		log_warning("diagnosis %lld: %s", (long long)work->row.id, why.text); /* the next flush tries again */
	return !work->is_over && !is_ending(work->job);
}

static enum err store_findings(struct tx *tx, struct diagnose_run_work *work, struct fault *why)
{
	enum err err = ERR_OK;

	for (size_t i = 0; !err && i < work->findings.count; i++) {
		BUF_SCOPED line;
		buf_init(&line, OBSERVATION_LINE_MAX);
		finding_format(&work->findings.items[i], &line);
		err = buf_finish(&line, "a finding", why);
		if (!err)
			err = diagnosis_store_add_line(tx, DIAGNOSIS_FINDINGS, work->row.id, (int64_t)i + 1,
						       buf_str(&line), why);
	}
	return err;
}

/* The entry in the case's history, where its state has one. */
static enum err take_last_step(struct tx *tx, const struct diagnose_run_work *work, struct fault *why)
{
	const struct actor program = actor_program();
	struct case_step step = {
		.office = work->office,
		.actor = &program,
		.event = CASE_EVENT_DIAGNOSIS_ENDED,
		.reason = diagnosis_state_name(work->outcome),
	};
	struct case_row row;
	enum case_state to;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = case_store_load(tx, &arena, work->row.case_id, &row, why);
	if (!err && work->outcome == DIAGNOSIS_STATE_DONE)
		err = shared_key_note(tx, work->office, &row, work->keys, work->key_count, why);
	if (err)
		return err;
	if (!case_state_advance(row.state, step.event, &to)) {
		say_deed_on_case(tx, &work->office->clock, &program, "run_ended", &row);
		return ERR_OK;
	}
	err = edition_shelf_current(work->office->editions, tx, row.edition, &step.edition, why);
	return err ? err : case_step_take(tx, &arena, &step, &row, why);
}

/* Findings, the end of the run and the entry in the history, together. A stop by hand was the end already. */
static enum err finish(struct tx *tx, void *context, struct fault *why)
{
	struct diagnose_run_work *work = context;
	struct diagnosis_row row = work->row, now;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = diagnosis_store_load(tx, &arena, row.id, &now, why);
	if (err || !diagnosis_state_is_running(now.state))
		return err;
	err = diagnosis_state_move(&row.state, work->outcome, why);
	if (!err)
		err = store_findings(tx, work, why);
	if (!err)
		err = diagnosis_store_save(tx, &row, why);
	if (!err && work->outcome == DIAGNOSIS_STATE_DONE)
		err = seen_software_store_replace(tx, row.case_id, row.id, work->software.items, work->software.count,
						  why);
	return err ? err : take_last_step(tx, work, why);
}

static enum err load_observed(struct tx *tx, void *context, struct fault *why)
{
	struct diagnose_run_work *work = context;
	struct check_input judged;
	struct str *lines;
	size_t count;
	enum err err;

	err = diagnosis_store_load_lines(tx, work->arena, DIAGNOSIS_OBSERVATIONS, work->row.id, &lines, &count, why);
	if (err)
		return err;
	err = judge_lines(work->arena, work->office->checks, &work->loaded.knowledge, lines, count,
			  clock_now_ms(&work->office->clock), &work->findings, &judged, why);
	if (!err)
		software_index_gather(work->arena, &judged, &work->software);
	return err;
}

static enum err judge(struct diagnose_run_work *work, struct fault *why)
{
	enum err err = knowledge_load(work->office->knowledge, &work->loaded, why);

	return err ? err : db_read(work->office->db, load_observed, work, why);
}

/* problem: for the secretariat; "" for a run that is done. */
static enum err end_run(struct diagnose_run_work *work, enum diagnosis_state outcome, const char *problem,
			struct fault *why)
{
	enum err err = outcome == DIAGNOSIS_STATE_DONE ? judge(work, why) : ERR_OK;

	if (err)
		return err;
	if (work->loaded.knowledge.version)
		work->row.knowledge = work->loaded.knowledge.version;
	work->outcome = outcome;
	work->row.problem = problem;
	work->row.finished_ms = clock_now_ms(&work->office->clock);
	return write(work, finish, why);
}

static enum diagnosis_state outcome_of(enum probe_outcome outcome)
{
	switch (outcome) {
	case PROBE_DONE: return DIAGNOSIS_STATE_DONE;
	case PROBE_STOPPED: return DIAGNOSIS_STATE_STOPPED;
	case PROBE_REFUSED:
	case PROBE_FAILED: break;
	}
	return DIAGNOSIS_STATE_FAILED;
}

static enum err observe(struct diagnose_run_work *work, struct fault *why)
{
	const struct probe_watch watch = {take, progress, is_wanted, work};
	struct probe_result result;
	enum err err;

	err = run_probe(work->arena, &work->office->probe, work->authorisation, &watch, &result, why);
	if (!err)
		err = flush(work, why);
	if (err)
		return err;
	/* The process is asked to end: the job is run again by the next one, from the address at which it was. */
	if (!work->is_over && is_ending(work->job))
		return fault_set(why, ERR_BUSY, "the run was broken off because the program ends");
	if (work->is_over)
		return end_run(work, DIAGNOSIS_STATE_STOPPED, "stopped by hand or by revocation", why);
	return end_run(work, outcome_of(result.outcome), result.problem, why);
}

/* Within the window of the authorisation only. */
static enum err run_in_window(struct diagnose_run_work *work, struct fault *why)
{
	struct fault refusal;

	if (authorisation_is_for(work->authorisation, work->office->rehearsal, &refusal) ||
	    authorisation_is_valid_at(work->authorisation, clock_now_ms(&work->office->clock), &refusal))
		return end_run(work, DIAGNOSIS_STATE_STOPPED, refusal.text, why);
	return observe(work, why);
}

enum err diagnose_run(void *office, const struct job *job, struct fault *why)
{
	struct diagnose_run_work work = {
		.office = office,
		.job = job,
	};
	struct fault last;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	arena_init(&work.batch.arena);
	work.arena = &arena;
	err = write(&work, begin, why);
	if (!err && !work.is_over)
		err = run_in_window(&work, why);
	/* Nobody would look at the case again if the last attempt left it "observing". */
	if (err && work.row.id && job->attempts >= DIAGNOSE_JOB_ATTEMPTS_MAX) {
		last = *why;
		err = end_run(&work, DIAGNOSIS_STATE_FAILED, last.text, why);
	}
	knowledge_load_release(&work.loaded);
	arena_release(&work.batch.arena);
	return err;
}
