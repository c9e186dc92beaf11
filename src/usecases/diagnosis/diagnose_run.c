/* SPDX-License-Identifier: Apache-2.0 */
#include <stdatomic.h>
#include <string.h>

#include "base/log.h"
#include "library/knowledge_load.h"
#include "store/diagnosis/diagnosis_store.h"
#include "usecases/alone/run_probe.h"
#include "usecases/case_step.h"
#include "usecases/diagnosis/diagnose_case.h"

#define LINES_AT_ONCE 64
#define FLUSH_MS      500

/* A run that goes on. Lines are gathered and stored a batch at a time, with the progress. */
struct running {
	const struct office *office;
	const struct job *job;
	struct arena *arena;
	struct diagnosis_row row;
	struct authorisation *authorisation;
	struct arena batch_arena;
	struct str batch[LINES_AT_ONCE];
	size_t batch_count;
	int64_t next_position;
	int64_t flushed_ms; /* monotonic */
	bool is_over;       /* stopped or revoked by somebody while it ran */
	struct knowledge_loaded loaded;
	struct finding_list findings; /* live in the arena and with what was loaded */
};

static enum err write(struct running *running, db_work work, struct fault *why)
{
	return db_write(running->office->db, work, running, why);
}

/* Somebody may have stopped the run or taken the authorisation back. */
static enum err look_again(struct tx *tx, struct running *running, struct fault *why)
{
	struct authorisation_row authorisation = {0};
	struct diagnosis_row now = {0};
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = diagnosis_store_load(tx, &arena, running->row.id, &now, why);
	if (!err)
		err = authorisation_store_load(tx, &arena, running->row.authorisation_id, &authorisation, why);
	if (!err)
		running->is_over = strcmp(now.state, "stopped") == 0 || authorisation.revoked_ms != 0;
	return err;
}

static enum err begin(struct tx *tx, void *context, struct fault *why)
{
	struct running *running = context;
	struct authorisation_row authorisation = {0};
	enum err err;

	err = diagnosis_store_load(tx, running->arena, running->job->subject, &running->row, why);
	if (!err)
		err = authorisation_store_load(tx, running->arena, running->row.authorisation_id, &authorisation, why);
	if (!err)
		err = authorisation_parse(running->arena, str_from(authorisation.document), &running->authorisation,
					  why);
	if (err)
		return err;
	running->is_over = strcmp(running->row.state, "queued") != 0 && strcmp(running->row.state, "observing") != 0 &&
			   strcmp(running->row.state, "judging") != 0;
	running->authorisation->revoked = authorisation.revoked_ms != 0;
	if (running->is_over)
		return ERR_OK;
	/* A run that was killed in the middle starts afresh. */
	err = diagnosis_store_clear_lines(tx, DIAGNOSIS_OBSERVATIONS, running->row.id, why);
	if (!err)
		err = diagnosis_store_clear_lines(tx, DIAGNOSIS_FINDINGS, running->row.id, why);
	if (err)
		return err;
	running->row.state = "observing";
	running->row.started_ms = clock_now_ms(&running->office->clock);
	running->row.steps_done = running->row.steps_total = 0;
	return diagnosis_store_save(tx, &running->row, why);
}

static enum err store_batch(struct tx *tx, void *context, struct fault *why)
{
	struct running *running = context;
	enum err err = look_again(tx, running, why);

	if (err || running->is_over)
		return err;
	for (size_t i = 0; !err && i < running->batch_count; i++)
		err = diagnosis_store_add_line(tx, DIAGNOSIS_OBSERVATIONS, running->row.id,
					       running->next_position + (int64_t)i, running->batch[i], why);
	return err ? err : diagnosis_store_save(tx, &running->row, why);
}

static enum err flush(struct running *running, struct fault *why)
{
	enum err err = write(running, store_batch, why);

	running->flushed_ms = clock_monotonic_ms();
	if (err)
		return err;
	running->next_position += (int64_t)running->batch_count;
	running->batch_count = 0;
	arena_reset(&running->batch_arena);
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

static enum err take(void *context, struct str line, const struct observation *observation, struct fault *why)
{
	struct running *running = context;

	if (strcmp(observation->kind, "probe.begin") == 0) {
		running->row.probe_version = arena_strdup(running->arena, value_get_text(observation->data, "version"));
		running->row.source_addresses =
			join_texts(running->arena, value_get(observation->data, "source_addresses"));
	}
	running->batch[running->batch_count++] = str_of(str_dup(&running->batch_arena, line), line.n);
	return running->batch_count == LINES_AT_ONCE ? flush(running, why) : ERR_OK;
}

static void progress(void *context, int64_t done, int64_t total)
{
	struct running *running = context;

	running->row.steps_done = done;
	running->row.steps_total = total;
}

static bool is_wanted(void *context)
{
	struct running *running = context;
	struct fault why;

	if (clock_monotonic_ms() - running->flushed_ms >= FLUSH_MS && flush(running, &why))
		log_warning("diagnosis %lld: %s", (long long)running->row.id,
			    why.text); /* the next flush tries again */
	return !running->is_over && !(running->job->is_stopping && atomic_load(running->job->is_stopping));
}

static enum err store_findings(struct tx *tx, struct running *running, struct fault *why)
{
	enum err err = ERR_OK;

	for (size_t i = 0; !err && i < running->findings.count; i++) {
		BUF_SCOPED line;
		buf_init(&line, OBSERVATION_LINE_MAX);
		finding_format(&running->findings.items[i], &line);
		err = buf_finish(&line, "a finding", why);
		if (!err)
			err = diagnosis_store_add_line(tx, DIAGNOSIS_FINDINGS, running->row.id, (int64_t)i + 1,
						       buf_str(&line), why);
	}
	return err;
}

/* Findings, the end of the run and the entry in the case's history, together. */
static enum err finish(struct tx *tx, void *context, struct fault *why)
{
	struct running *running = context;
	const struct actor actor = case_system_actor();
	const struct case_step step = {
		.office = running->office,
		.actor = &actor,
		.event = CASE_EVENT_DIAGNOSIS_ENDED,
		.reason = running->row.state,
	};
	struct permission_case of;
	struct case_row row;
	enum case_state to;
	bool is_repeated = false;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = store_findings(tx, running, why);
	if (!err)
		err = diagnosis_store_save(tx, &running->row, why);
	if (!err)
		err = case_step_load(tx, &arena, running->row.case_number, &row, &of, why);
	if (!err && case_state_advance(row.state, step.event, &to))
		err = case_step_take(tx, &arena, &step, &row, &is_repeated, why);
	return err;
}

static enum err load_observed(struct tx *tx, void *context, struct fault *why)
{
	struct running *running = context;
	struct str *lines;
	size_t count;
	enum err err;

	err = diagnosis_store_load_lines(tx, running->arena, DIAGNOSIS_OBSERVATIONS, running->row.id, &lines, &count,
					 why);
	if (err)
		return err;
	return judge_lines(running->arena, running->office->checks, &running->loaded.knowledge, lines, count,
			   clock_now_ms(&running->office->clock), &running->findings, why);
}

static enum err judge(struct running *running, struct fault *why)
{
	enum err err = knowledge_load(running->office->knowledge, &running->loaded, why);

	return err ? err : db_read(running->office->db, load_observed, running, why);
}

static enum err end_run(struct running *running, const char *state, const char *problem, struct fault *why)
{
	enum err err = strcmp(state, "done") == 0 ? judge(running, why) : ERR_OK;

	if (err)
		return err;
	if (running->loaded.knowledge.version)
		running->row.knowledge = running->loaded.knowledge.version;
	running->row.state = state;
	running->row.problem = problem;
	running->row.finished_ms = clock_now_ms(&running->office->clock);
	return write(running, finish, why);
}

static enum err observe(struct running *running, struct fault *why)
{
	static const char *const states[] = {"done", "stopped", "failed", "failed"};
	const struct probe_watch watch = {take, progress, is_wanted, running};
	struct probe_result result;
	enum err err;

	err = run_probe(running->arena, running->office->probe_path, running->authorisation, &watch, &result, why);
	if (!err)
		err = flush(running, why);
	if (err)
		return err;
	/* The process is asked to end: the job is run again by the next one, from the start. */
	if (!running->is_over && running->job->is_stopping && atomic_load(running->job->is_stopping))
		return fault_set(why, ERR_BUSY, "the run was broken off because the program ends");
	if (running->is_over)
		return end_run(running, "stopped", "stopped by hand or by revocation", why);
	return end_run(running, states[result.outcome], result.problem, why);
}

enum err diagnose_run(void *context, const struct job *job, struct fault *why)
{
	struct running running = {.office = context, .job = job, .next_position = 1};
	struct fault refused;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	arena_init(&running.batch_arena);
	running.arena = &arena;
	err = write(&running, begin, why);
	if (!err && !running.is_over) {
		if (authorisation_is_valid_at(running.authorisation, clock_now_ms(&running.office->clock), &refused))
			err = end_run(&running, "stopped", refused.text, why);
		else
			err = observe(&running, why);
	}
	/* Nobody would look at the case again if the last attempt left it "observing". */
	if (err && running.row.id && job->attempts >= DIAGNOSE_JOB_ATTEMPTS_MAX) {
		refused = *why;
		err = end_run(&running, "failed", refused.text, why);
	}
	knowledge_unload(&running.loaded);
	arena_release(&running.batch_arena);
	return err;
}
