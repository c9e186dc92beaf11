/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/screening/send_back.h"

#include <string.h>

#include "calendar/day.h"
#include "codec/json.h"
#include "jobs/queue.h"
#include "usecases/case_task.h"
#include "usecases/form_value.h"
#include "usecases/say_deed.h"

#define QUESTIONS "questions" /* of the document */

/* --- what is asked for --- */

static bool is_statement(const struct edition_statement *statements, size_t count, const char *id)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(statements[i].id, id) == 0)
			return true;
	return false;
}

bool send_back_may_ask(const struct edition *edition, const struct question *question)
{
	return strcmp(question->id, "course") != 0 && strcmp(question->id, "mail") != 0 &&
	       !is_statement(edition->pledges, edition->pledge_count, question->id) &&
	       !is_statement(edition->consents, edition->consent_count, question->id);
}

const char *send_back_document(struct arena *arena, const struct edition *edition, const struct value *ids)
{
	struct value *document = value_map(arena), *chosen = value_list(arena);
	BUF_SCOPED text;

	buf_init(&text, CASE_DEED_REASON_CHARS_MAX * 10);
	for (size_t i = 0; i < edition->application_count; i++)
		for (size_t k = 0; k < edition->application[i].question_count; k++) {
			const struct question *question = &edition->application[i].questions[k];
			if (send_back_may_ask(edition, question) && form_value_is_chosen(ids, question->id))
				value_add(arena, chosen, value_text(arena, question->id));
		}
	if (!value_count(chosen))
		return "";
	value_set(arena, document, QUESTIONS, chosen);
	json_encode(&text, document);
	return text.full ? "" : arena_strdup(arena, buf_text(&text));
}

const struct value *send_back_questions(struct arena *arena, const char *detail)
{
	struct value *document;

	if (json_decode(arena, str_from(detail), &document, NULL) || !value_get(document, QUESTIONS))
		return value_list(arena);
	return value_get(document, QUESTIONS);
}

/* --- the deed --- */

static int correction_days(const struct edition *edition)
{
	return edition->correction_days ? edition->correction_days : edition->answer_days;
}

static enum err set_last_day(struct tx *tx, struct case_deed_run *run, struct fault *why)
{
	const struct edition *edition = run->facts.edition;
	int64_t last_day = business_day_after(day_of_ms(run->facts.now_ms), correction_days(edition),
					      edition->closed_days, edition->closed_day_count);

	if (!run->input.document || !*run->input.document)
		return fault_set(why, ERR_INVALID, "no answer to correct is named");
	run->facts.row.answer_due_ms = day_start_ms(last_day + 1);
	run->step.detail = run->input.document;
	return ERR_OK;
}

static enum err wait_for_correction(struct tx *tx, struct case_deed_run *run, struct fault *why)
{
	run->facts.row.checked_by = 0;
	return queue_add(tx, SEND_BACK_JOB, run->case_id, run->facts.row.answer_due_ms, why);
}

const struct case_deed send_back_deed = {
	.event = CASE_EVENT_SENT_BACK,
	.what = "ask a company to correct its application",
	.mail = "send_back",
	.mails_again = true,
	.needs_reason = true,
	.may = permission_may_check_case,
	.prepare = set_last_day,
	.effect = wait_for_correction,
};

/* --- the job --- */

struct due_work {
	const struct office *office;
	int64_t case_id;
};

/* The occasion of its calls is the state's own event, so that a second request has calls of its own. */
static enum err find_occasion(struct tx *tx, struct arena *arena, int64_t case_id, const char **ret_occasion,
			      struct fault *why)
{
	struct history_entry *entries;
	size_t count = 0;
	enum err err = case_store_history(tx, arena, case_id, &entries, &count, why);

	while (!err && count && entries[count - 1].event != CASE_EVENT_SENT_BACK)
		count--;
	if (!err)
		*ret_occasion = arena_printf(arena, "%zu", count);
	return err;
}

/* Again and again, as long as nothing is corrected: no clock ends the case. */
static enum err ask_to_ring(struct tx *tx, const struct due_work *work, const struct case_facts *facts,
			    struct arena *arena, struct fault *why)
{
	const struct actor program = actor_program();
	const char *occasion = "";
	int64_t look_ms = 0;
	bool is_new = false;
	enum err err = find_occasion(tx, arena, work->case_id, &occasion, why);

	if (!err)
		err = case_task_make_again(tx, work->office, facts->edition, work->case_id,
					   TASK_KIND_CORRECTION_MISSING, occasion, correction_days(facts->edition),
					   &look_ms, &is_new, why);
	if (!err && is_new)
		say_deed_on_case(tx, &work->office->clock, &program, "task_made", &facts->row);
	return err ? err : queue_add(tx, SEND_BACK_JOB, work->case_id, look_ms, why);
}

static enum err look(struct tx *tx, void *context, struct fault *why)
{
	const struct due_work *work = context;
	struct case_facts facts;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = case_facts_load(tx, &arena, work->office, work->case_id, &facts, why);
	if (err || facts.row.state != CASE_STATE_CORRECTION)
		return err;
	if (facts.now_ms < facts.row.answer_due_ms)
		return queue_add(tx, SEND_BACK_JOB, work->case_id, facts.row.answer_due_ms, why);
	return ask_to_ring(tx, work, &facts, &arena, why);
}

enum err send_back_next_call(struct tx *tx, struct arena *arena, const struct case_facts *facts, int64_t *ret_at_ms,
			     struct fault *why)
{
	const char *occasion = "";
	int64_t at_ms = facts->row.answer_due_ms;
	enum err err = ERR_OK;

	*ret_at_ms = 0;
	if (facts->row.state != CASE_STATE_CORRECTION)
		return ERR_OK;
	if (at_ms <= facts->now_ms)
		err = find_occasion(tx, arena, facts->row.id, &occasion, why);
	if (!err && *occasion)
		at_ms = case_task_again_ms(facts->edition, facts->tasks, facts->task_count,
					   TASK_KIND_CORRECTION_MISSING, occasion, correction_days(facts->edition));
	if (!err && at_ms > facts->now_ms)
		*ret_at_ms = at_ms;
	return err;
}

enum err send_back_run(void *context, const struct job *job, struct fault *why)
{
	struct due_work work = {.office = context, .case_id = job->subject};

	return db_write(work.office->db, look, &work, why);
}
