/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/seal/mail_head.h"

#include <stdio.h>

#include "base/log.h"
#include "calendar/day.h"
#include "codec/text/mail_address.h"
#include "jobs/queue.h"
#include "mail/message.h"
#include "mail/smtp.h"
#include "store/system/setting_store.h"
#include "usecases/office_open.h"
#include "usecases/say_deed.h"
#include "usecases/seal/log_head.h"

/* "20612 2": on that day (calendar/day.h) the first two addresses were served. */
#define SERVED_SETTING "head_mailed"

struct mail_head_work {
	const struct office *office;
	struct arena *arena;
	const char *recipients, *served;
	int64_t day, count; /* today, and how many addresses were served on it */
	const char *note;
};

static enum err load(struct tx *tx, void *context, struct fault *why)
{
	struct mail_head_work *work = context;
	long long day = 0, count = 0;
	enum err err = setting_store_get(tx, work->arena, OFFICE_HEAD_RECIPIENTS, &work->recipients, why);

	if (!err)
		err = setting_store_get(tx, work->arena, SERVED_SETTING, &work->served, why);
	if (err)
		return err;
	work->day = day_of_ms(clock_now_ms(&work->office->clock));
	if (sscanf(work->served, "%lld %lld", &day, &count) == 2 && day == work->day)
		work->count = count;
	return ERR_OK;
}

static enum err save(struct tx *tx, void *context, struct fault *why)
{
	const struct mail_head_work *work = context;
	const struct actor program = actor_program();

	say_deed(tx, &work->office->clock, &program, "head_mailed");
	return setting_store_set(tx, SERVED_SETTING,
				 arena_printf(work->arena, "%lld %lld", (long long)work->day, (long long)work->count),
				 why);
}

static enum err queue_tomorrow(struct tx *tx, void *context, struct fault *why)
{
	const struct mail_head_work *work = context;

	return queue_add(tx, OFFICE_MAIL_HEAD_JOB, OFFICE_MAIL_HEAD_SUBJECT,
			 clock_now_ms(&work->office->clock) + DAY_MS, why);
}

static enum err write(const struct mail_head_work *work, const char *to, struct buf *bytes, struct fault *why)
{
	struct value *context = value_map(work->arena);
	const struct office *office = work->office;
	struct str domain = mail_address_domain(str_from(office->mail.from_address));
	struct message message = {
		.from = office->mail.from_address,
		.to = to,
		.message_id = arena_printf(work->arena, "head.%lld.%lld@%.*s", (long long)work->day,
					   (long long)work->count, (int)domain.n, domain.n ? domain.p : ""),
		.date_ms = clock_now_ms(&office->clock),
	};

	value_set_text(work->arena, context, "note", work->note);
	value_set_text(work->arena, context, "today", day_format_date(work->arena, LANG_JA, work->day));
	message.subject = texts_get(office->texts, work->arena, LANG_JA, "mail.head_subject", context);
	message.body = texts_get(office->texts, work->arena, LANG_JA, "mail.head_body", context);
	return message_format(&message, bytes, why);
}

/* A refused address is passed over: the others must have theirs. */
static enum err send_to(struct mail_head_work *work, const char *to, struct fault *why)
{
	const struct office_mail *mail = &work->office->mail;
	const struct smtp_server server = {.url = mail->smtp_url, .ca_file = mail->smtp_ca_file};
	struct smtp_result result = {.outcome = SMTP_OUTCOME_LATER};
	BUF_SCOPED bytes;
	enum err err;

	buf_init(&bytes, MESSAGE_BYTES_MAX);
	err = write(work, to, &bytes, why);
	if (!err)
		err = smtp_send(&server, mail->from_address, to, buf_str(&bytes), &result, why);
	if (!err && result.outcome == SMTP_OUTCOME_LATER)
		err = fault_set(why, ERR_BUSY, "the mail server did not take the head: reply %d", result.code);
	if (!err && result.outcome == SMTP_OUTCOME_REFUSED)
		log_warning("address %lld of the setting " OFFICE_HEAD_RECIPIENTS " was refused: reply %d",
			    (long long)work->count + 1, result.code);
	work->count++;
	return err ? err : db_write(work->office->db, save, work, why);
}

static enum err send_all(struct mail_head_work *work, struct fault *why)
{
	struct str rest = str_from(work->recipients);
	int64_t index = 0;
	enum err err = log_head_read(work->office, work->arena, &work->note, why);

	while (!err && rest.n) {
		struct str to = str_trim(str_cut(&rest, ','));

		if (to.n && index++ == work->count)
			err = send_to(work, str_dup(work->arena, to), why);
	}
	return err;
}

enum err mail_head_run(void *context, const struct job *job, struct fault *why)
{
	const struct office *office = context;
	ARENA_SCOPED arena;
	struct mail_head_work work = {.office = office, .arena = &arena};
	enum err err;

	(void)job;
	arena_init(&arena);
	err = db_read(office->db, load, &work, why);
	if (err || !work.recipients[0])
		return err;
	if (!office->rehearsal && office->mail.smtp_url)
		err = send_all(&work, why);
	return err ? err : db_write(office->db, queue_tomorrow, &work, why);
}
