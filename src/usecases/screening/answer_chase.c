/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/screening/answer_chase.h"

#include "calendar/day.h"
#include "jobs/queue.h"
#include "store/post/message_store.h"
#include "usecases/case_task.h"
#include "usecases/mail_context.h"
#include "usecases/message_queue.h"
#include "usecases/say_deed.h"

#define MAIL      "reminder"
#define MAIL_HOUR 9 /* of a working day: a company reads no mail at midnight */
#define HOUR_MS   (INT64_C(60) * 60 * 1000)

static enum err is_over(const struct case_facts *facts, struct fault *why)
{
	return facts->now_ms >= facts->row.answer_due_ms
		       ? ERR_OK
		       : fault_set(why, ERR_CONFLICT, "the pre-interview can still be answered");
}

static enum err clear_last_day(struct tx *tx, struct case_deed_run *run, struct fault *why)
{
	run->facts.row.answer_due_ms = 0;
	return ERR_OK;
}

const struct case_deed answer_chase_expire = {
	.event = CASE_EVENT_ANSWER_EXPIRED,
	.what = "end the waiting for an answer",
	.mail = "answer_expired",
	.mails_again = true,
	.may = permission_may_end_waiting,
	.holds = is_over,
	.effect = clear_last_day,
};

/* --- when --- */

/* Of one approval; INT64_MAX for what the edition does not want, or only behind the last day. */
struct chase_days {
	int64_t remind_ms, call_ms, end_ms;
};

static int64_t days_behind(const struct edition *edition, int64_t approved_ms, int days, int64_t end_ms)
{
	int64_t at_ms = INT64_MAX;

	if (days)
		at_ms = day_start_ms(business_day_after(day_of_ms(approved_ms), days, edition->closed_days,
							edition->closed_day_count)) +
			MAIL_HOUR * HOUR_MS;
	return at_ms < end_ms ? at_ms : INT64_MAX;
}

static struct chase_days find_days(const struct edition *edition, int64_t approved_ms, int64_t end_ms)
{
	return (struct chase_days){
		.remind_ms = days_behind(edition, approved_ms, edition->remind_days, end_ms),
		.call_ms = days_behind(edition, approved_ms, edition->remind_call_days, end_ms),
		.end_ms = end_ms,
	};
}

/* The next one that is not over; the end when all are. */
static int64_t next_ms(const struct chase_days *days, int64_t now_ms)
{
	int64_t next = days->end_ms;

	if (now_ms < days->remind_ms && days->remind_ms < next)
		next = days->remind_ms;
	if (now_ms < days->call_ms && days->call_ms < next)
		next = days->call_ms;
	return next;
}

enum err answer_chase_begin(struct tx *tx, const struct case_facts *facts, struct fault *why)
{
	const struct chase_days days = find_days(facts->edition, facts->now_ms, facts->row.answer_due_ms);

	return queue_add(tx, ANSWER_CHASE_JOB, facts->row.id, next_ms(&days, facts->now_ms), why);
}

/* --- the job --- */

struct chase_work {
	const struct office *office;
	struct arena *arena;
	int64_t case_id;
	bool is_over;
};

/* The newest approval, and what was decided of its reminder since. */
struct approval {
	int64_t at_ms;
	const char *occasion; /* its place in the history tells several apart */
	bool is_reminder_held;
};

static enum err find_approval(struct tx *tx, struct arena *arena, int64_t case_id, struct approval *ret_approval,
			      struct fault *why)
{
	struct approval approval = {.occasion = ""};
	struct history_entry *entries;
	size_t count = 0;
	enum err err = case_store_history(tx, arena, case_id, &entries, &count, why);

	if (err)
		return err;
	for (; count && entries[count - 1].event != CASE_EVENT_APPROVED; count--)
		approval.is_reminder_held |= entries[count - 1].event == CASE_EVENT_REMINDER_HELD;
	if (!count)
		return fault_set(why, ERR_CORRUPT, "case %lld is invited and was never approved", (long long)case_id);
	approval.at_ms = entries[count - 1].at_ms;
	approval.occasion = arena_printf(arena, "%zu", count);
	*ret_approval = approval;
	return ERR_OK;
}

static enum err was_reminded(struct tx *tx, struct arena *arena, int64_t case_id, const char *occasion, bool *ret_was,
			     struct fault *why)
{
	struct message_row *mails;
	size_t count = 0;
	enum err err = message_store_list_case(tx, arena, case_id, &mails, &count, why);

	*ret_was = false;
	for (size_t i = 0; !err && i < count; i++)
		*ret_was = *ret_was || (str_is(str_from(mails[i].template_id), MAIL) &&
					str_is(str_from(mails[i].occasion), occasion));
	return err;
}

static enum err remind(struct tx *tx, const struct chase_work *work, const struct case_facts *facts,
		       const char *occasion, struct fault *why)
{
	const enum lang lang = str_is(str_from(facts->row.lang), "en") ? LANG_EN : LANG_JA;
	const struct actor program = actor_program();
	bool was = false;
	enum err err = was_reminded(tx, work->arena, work->case_id, occasion, &was, why);

	if (err || was)
		return err;
	err = message_queue(tx, work->office, facts->edition, facts->row.id, MAIL, occasion, lang, facts->row.mail,
			    mail_context(work->arena, work->office, facts->edition, &facts->row, lang, NULL), why);
	if (!err)
		say_deed_on_case(tx, &work->office->clock, &program, "reminded", &facts->row);
	return err;
}

static enum err ask_to_ring(struct tx *tx, const struct chase_work *work, const struct case_facts *facts,
			    const char *occasion, struct fault *why)
{
	const struct actor program = actor_program();
	bool is_new = false;
	enum err err = case_task_make(tx, work->office, facts->edition, facts->row.id, TASK_KIND_ANSWER_MISSING,
				      occasion, &is_new, why);

	if (!err && is_new)
		say_deed_on_case(tx, &work->office->clock, &program, "task_made", &facts->row);
	return err;
}

static enum err chase(struct tx *tx, const struct chase_work *work, const struct case_facts *facts, struct fault *why)
{
	struct approval approval = {.occasion = ""};
	struct chase_days days;
	enum err err = find_approval(tx, work->arena, work->case_id, &approval, why);

	days = find_days(facts->edition, approval.at_ms, facts->row.answer_due_ms);
	if (!err && facts->now_ms >= days.remind_ms && !approval.is_reminder_held)
		err = remind(tx, work, facts, approval.occasion, why);
	if (!err && facts->now_ms >= days.call_ms)
		err = ask_to_ring(tx, work, facts, approval.occasion, why);
	return err ? err : queue_add(tx, ANSWER_CHASE_JOB, facts->row.id, next_ms(&days, facts->now_ms), why);
}

/* Who has no mail address has no page to answer on, and loses no place by a clock: a person rings, again and again, and
 * decides. */
static enum err leave_to_office(struct tx *tx, const struct chase_work *work, const struct case_facts *facts,
				struct fault *why)
{
	const struct actor program = actor_program();
	struct approval approval = {.occasion = ""};
	int64_t look_ms = 0;
	bool is_new = false;
	enum err err = find_approval(tx, work->arena, work->case_id, &approval, why);

	if (!err)
		err = case_task_make_again(tx, work->office, facts->edition, work->case_id, TASK_KIND_ANSWER_MISSING,
					   approval.occasion, facts->edition->answer_days, &look_ms, &is_new, why);
	if (!err && is_new)
		say_deed_on_case(tx, &work->office->clock, &program, "task_made", &facts->row);
	return err ? err : queue_add(tx, ANSWER_CHASE_JOB, facts->row.id, look_ms, why);
}

static enum err look(struct tx *tx, void *context, struct fault *why)
{
	struct chase_work *work = context;
	struct case_facts facts;
	enum err err = case_facts_load(tx, work->arena, work->office, work->case_id, &facts, why);

	work->is_over = false;
	if (err || facts.row.state != CASE_STATE_INVITED)
		return err;
	if (facts.now_ms < facts.row.answer_due_ms)
		return chase(tx, work, &facts, why);
	work->is_over = *facts.row.mail;
	return work->is_over ? ERR_OK : leave_to_office(tx, work, &facts, why);
}

enum err answer_chase_run(void *context, const struct job *job, struct fault *why)
{
	const struct actor program = actor_program();
	ARENA_SCOPED arena;
	struct chase_work work = {.office = context, .arena = &arena, .case_id = job->subject};
	enum err err;

	arena_init(&arena);
	err = db_write(work.office->db, look, &work, why);
	if (err || !work.is_over)
		return err;
	err = case_deed_do(&answer_chase_expire, work.office, &program, NULL, work.case_id, NULL, why);
	return err == ERR_CONFLICT ? ERR_OK : err; /* it was answered in between */
}

/* --- what is going to happen --- */

static int64_t still(int64_t at_ms, int64_t now_ms)
{
	return at_ms < INT64_MAX && at_ms > now_ms ? at_ms : 0;
}

enum err answer_chase_look(struct tx *tx, struct arena *arena, const struct case_facts *facts,
			   struct answer_chase_plan *ret_plan, struct fault *why)
{
	struct approval approval = {.occasion = ""};
	struct answer_chase_plan plan = {0};
	struct chase_days days;
	bool was = false;
	enum err err;

	*ret_plan = plan;
	if (facts->row.state != CASE_STATE_INVITED)
		return ERR_OK;
	err = find_approval(tx, arena, facts->row.id, &approval, why);
	if (!err)
		err = was_reminded(tx, arena, facts->row.id, approval.occasion, &was, why);
	if (err)
		return err;
	days = find_days(facts->edition, approval.at_ms, facts->row.answer_due_ms);
	plan.is_reminder_held = approval.is_reminder_held;
	plan.remind_ms = was || plan.is_reminder_held ? 0 : still(days.remind_ms, facts->now_ms);
	plan.call_ms = case_facts_open_task(facts, TASK_KIND_ANSWER_MISSING) ? 0 : still(days.call_ms, facts->now_ms);
	plan.end_ms = still(days.end_ms, facts->now_ms);
	if (!plan.end_ms && !*facts->row.mail)
		plan.call_ms = still(case_task_again_ms(facts->edition, facts->tasks, facts->task_count,
							TASK_KIND_ANSWER_MISSING, approval.occasion,
							facts->edition->answer_days),
				     facts->now_ms);
	*ret_plan = plan;
	return ERR_OK;
}

/* In the transaction of the deed, so that none is held that was sent meanwhile. */
static enum err demand_reminder(struct tx *tx, struct case_deed_run *run, struct fault *why)
{
	struct answer_chase_plan plan = {0};
	enum err err = answer_chase_look(tx, run->arena, &run->facts, &plan, why);

	return err || plan.remind_ms ? err : fault_set(why, ERR_CONFLICT, "no reminder is going to be sent");
}

const struct case_deed answer_chase_hold = {
	.event = CASE_EVENT_REMINDER_HELD,
	.what = "hold a reminder back",
	.may = permission_may_check_case,
	.effect = demand_reminder,
};
