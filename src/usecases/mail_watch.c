/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/mail_watch.h"

#include "calendar/day.h"
#include "jobs/queue.h"
#include "usecases/case_facts.h"
#include "usecases/case_task.h"
#include "usecases/say_deed.h"

int64_t mail_watch_confirmed_ms(const struct history_entry *entries, size_t count)
{
	int64_t confirmed_ms = 0;

	for (size_t i = 0; i < count; i++) {
		if (case_state_changes_mail(entries[i].event))
			confirmed_ms = 0;
		else if (!confirmed_ms && case_state_proves_mail(entries[i].event))
			confirmed_ms = entries[i].at_ms;
	}
	return confirmed_ms;
}

enum err mail_watch_begin(struct tx *tx, const struct office *office, const struct message_row *mail, struct fault *why)
{
	return queue_add(tx, MAIL_WATCH_JOB, mail->id, clock_now_ms(&office->clock), why);
}

/* When waiting for the button ends: a mail that could not be sent is not waited for. */
static int64_t deadline_ms(const struct edition *edition, const struct message_row *mail)
{
	int64_t last_day = business_day_after(day_of_ms(mail->done_ms), edition->confirm_days, edition->closed_days,
					      edition->closed_day_count);

	return mail->state == MESSAGE_STATE_FAILED ? mail->done_ms : day_start_ms(last_day + 1);
}

struct watch_work {
	const struct office *office;
	struct arena *arena;
	int64_t message_id;
};

/* Of a case that is over, or whose mails go elsewhere by now, nothing is asked; and nobody is rung twice at a time. */
static enum err is_needed(struct tx *tx, const struct watch_work *work, const struct case_facts *facts,
			  const struct message_row *mail, bool *ret_is_needed, struct fault *why)
{
	struct history_entry *entries;
	size_t count;
	enum err err = case_store_history(tx, work->arena, facts->row.id, &entries, &count, why);

	if (!err)
		*ret_is_needed = !case_state_is_ended(facts->row.state) && !mail_watch_confirmed_ms(entries, count) &&
				 str_is(str_from(facts->row.mail), mail->recipient) &&
				 !case_facts_open_task(facts, TASK_KIND_MAIL_UNCONFIRMED);
	return err;
}

static enum err make_task(struct tx *tx, const struct watch_work *work, const struct case_facts *facts,
			  struct fault *why)
{
	const char *occasion = arena_printf(work->arena, "%lld", (long long)work->message_id);
	const struct actor program = actor_program();
	bool is_new = false;
	enum err err = case_task_make(tx, work->office, facts->edition, facts->row.id, TASK_KIND_MAIL_UNCONFIRMED,
				      occasion, &is_new, why);

	if (!err && is_new)
		say_deed_on_case(tx, &work->office->clock, &program, "task_made", &facts->row);
	return err;
}

static enum err look(struct tx *tx, void *context, struct fault *why)
{
	const struct watch_work *work = context;
	struct message_row mail;
	struct case_facts facts;
	struct fault missing;
	bool is_due = false;
	enum err err = message_store_load(tx, work->arena, work->message_id, &mail, &missing);

	if (err == ERR_NOT_FOUND)
		return ERR_OK; /* gone with its case since */
	if (err)
		return fault_set(why, err, "%s", missing.text);
	err = case_facts_load(tx, work->arena, work->office, mail.case_id, &facts, why);
	if (!err)
		err = is_needed(tx, work, &facts, &mail, &is_due, why);
	if (err || !is_due)
		return err;
	if (clock_now_ms(&work->office->clock) < deadline_ms(facts.edition, &mail))
		return queue_add(tx, MAIL_WATCH_JOB, mail.id, deadline_ms(facts.edition, &mail), why);
	return make_task(tx, work, &facts, why);
}

enum err mail_watch_run(void *context, const struct job *job, struct fault *why)
{
	const struct office *office = context;
	ARENA_SCOPED arena;

	arena_init(&arena);
	return db_write(office->db, look, &(struct watch_work){office, &arena, job->subject}, why);
}
