/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/index_cases.h"

#include "codec/json.h"
#include "jobs/queue.h"
#include "store/application/case_list_store.h"
#include "store/application/case_word.h"
#include "store/application/twin_case_store.h"
#include "usecases/case_facts.h"
#include "usecases/case_words.h"

#define AT_ONCE 100 /* cases a second */
#define REST_MS 1000

struct index_work {
	const struct office *office;
	int64_t job_subject;
};

/* One job for all who apply in the same second. */
enum err index_cases_soon(struct tx *tx, const struct office *office, struct fault *why)
{
	int64_t second = clock_now_ms(&office->clock) / REST_MS;

	return queue_add(tx, INDEX_CASES_JOB, second, (second + 1) * REST_MS, why);
}

static enum err write_words(struct tx *tx, struct arena *arena, const struct edition *edition,
			    const struct case_row *row, struct fault *why)
{
	const char *sheet;
	struct value *answers;
	enum err err = case_store_load_answers(tx, arena, row->id, "application", &sheet, why);

	if (err)
		return err;
	if (json_decode(arena, str_from(sheet), &answers, NULL))
		answers = value_map(arena); /* erased */
	return case_words_keep(tx, edition, answers, row, why);
}

/* A second application of a company is told to the first, in a work of its own: what a work does it says of one case.
 */
static enum err look_for_twins(struct tx *tx, struct arena *arena, const struct office *office,
			       const struct case_row *row, struct fault *why)
{
	struct case_row *twins;
	size_t count = 0;
	enum err err = twin_case_store_list(tx, arena, row, &twins, &count, why);

	if (err || !count || twins[0].id > row->id)
		return err;
	return queue_add(tx, TWIN_CASE_JOB, row->id, clock_now_ms(&office->clock), why);
}

static enum err index_next(struct tx *tx, void *context, struct fault *why)
{
	const struct index_work *work = context;
	int64_t before, after = 0;
	struct case_row *rows;
	size_t count = 0;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = case_word_newest(tx, &before, why);
	if (!err)
		err = case_list_store_after(tx, &arena, before, AT_ONCE, &rows, &count, why);
	for (size_t i = 0; !err && i < count; i++) {
		struct case_facts facts;
		err = case_facts_load(tx, &arena, work->office, rows[i].id, &facts, why);
		if (!err)
			err = write_words(tx, &arena, facts.edition, &facts.row, why);
		if (!err)
			err = look_for_twins(tx, &arena, work->office, &facts.row, why);
	}
	if (!err && count == AT_ONCE)
		err = case_word_newest(tx, &after, why);
	if (err || after <= before)
		return err;
	return queue_add(tx, INDEX_CASES_JOB, work->job_subject, clock_now_ms(&work->office->clock) + REST_MS, why);
}

enum err index_cases_run(void *office, const struct job *job, struct fault *why)
{
	struct index_work work = {office, job->subject};

	return db_write(work.office->db, index_next, &work, why);
}

/* What the job has not reached yet, it will read as it is now. */
enum err index_cases_again(struct tx *tx, const struct edition *edition, const struct case_row *row, struct fault *why)
{
	int64_t newest;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = case_word_newest(tx, &newest, why);
	if (err || row->id > newest)
		return err;
	return write_words(tx, &arena, edition, row, why);
}
