/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/application/offer_deed.h"

#include "jobs/queue.h"
#include "usecases/place_offer.h"

static enum err is_in_time(const struct case_facts *facts, struct fault *why)
{
	return facts->now_ms < facts->row.answer_due_ms
		       ? ERR_OK
		       : fault_set(why, ERR_CONFLICT, "the last day for accepting the place is over");
}

static enum err is_over(const struct case_facts *facts, struct fault *why)
{
	return facts->now_ms >= facts->row.answer_due_ms
		       ? ERR_OK
		       : fault_set(why, ERR_CONFLICT, "the place can still be accepted");
}

static bool has_its_place(const struct case_facts *facts, const struct case_deed_input *input)
{
	return case_state_holds_place(facts->row.state) && facts->row.state != CASE_STATE_OFFERED;
}

static enum err clear_last_day(struct tx *tx, struct case_deed_run *run, struct fault *why)
{
	run->facts.row.answer_due_ms = 0;
	return ERR_OK;
}

const struct case_deed offer_deed_accept = {
	.event = CASE_EVENT_OFFER_ACCEPTED,
	.what = "accept the place of a case",
	.mail = "offer_accepted",
	.mails_again = true,
	.may = permission_may_answer_offer,
	.is_settled = has_its_place,
	.holds = is_in_time,
	.effect = clear_last_day,
};

const struct case_deed offer_deed_refuse = {
	.event = CASE_EVENT_OFFER_REFUSED,
	.what = "refuse the place of a case",
	.mail = "withdrawn",
	.may = permission_may_answer_offer,
	.effect = clear_last_day,
};

const struct case_deed offer_deed_expire = {
	.event = CASE_EVENT_OFFER_EXPIRED,
	.what = "end the offer of a place",
	.mail = "offer_expired",
	.may = permission_may_end_waiting,
	.holds = is_over,
	.effect = clear_last_day,
};

struct end_work {
	const struct office *office;
	int64_t case_id;
	bool is_over;
};

static enum err look(struct tx *tx, void *context, struct fault *why)
{
	struct end_work *work = context;
	struct case_row row;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	work->is_over = false;
	err = case_store_load(tx, &arena, work->case_id, &row, why);
	if (err || row.state != CASE_STATE_OFFERED)
		return err;
	work->is_over = clock_now_ms(&work->office->clock) >= row.answer_due_ms;
	return work->is_over ? ERR_OK : queue_add(tx, PLACE_OFFER_JOB, row.id, row.answer_due_ms, why);
}

enum err offer_deed_run(void *context, const struct job *job, struct fault *why)
{
	const struct actor program = actor_program();
	struct end_work work = {.office = context, .case_id = job->subject};
	enum err err = db_write(work.office->db, look, &work, why);

	if (err || !work.is_over)
		return err;
	err = case_deed_do(&offer_deed_expire, work.office, &program, NULL, work.case_id, NULL, why);
	return err == ERR_CONFLICT ? ERR_OK : err; /* it was answered in between */
}
