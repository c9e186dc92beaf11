/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/invitation/invitation_mail.h"

#include <stdio.h>

#include "base/log.h"
#include "codec/text/mail_address.h"
#include "jobs/queue.h"
#include "mail/bounce.h"
#include "mail/message.h"
#include "mail/smtp.h"
#include "mail/spool.h"
#include "usecases/call.h"
#include "usecases/invitation/invitation_text.h"
#include "usecases/permission_demand.h"
#include "usecases/say_deed.h"

#define AT_ONCE 200 /* mails queued in a transaction */

struct queue_work {
	const struct office *office;
	const struct actor *actor;
	const char *edition;
	size_t count; /* in this transaction */
};

static enum err queue_one(struct tx *tx, struct invitation_row *row, int64_t at_ms, struct fault *why)
{
	enum err err = message_state_move(&row->mail_state, MESSAGE_STATE_QUEUED, why);

	row->mail_queued_ms = at_ms;
	if (!err)
		err = invitation_store_save(tx, row, why);
	return err ? err : queue_add(tx, INVITATION_MAIL_JOB, row->id, at_ms, why);
}

static enum err queue_some(struct tx *tx, void *context, struct fault *why)
{
	struct queue_work *work = context;
	const struct invitation_filter filter = {
		.edition = work->edition, .list = INVITATION_LIST_UNMAILED, .limit = AT_ONCE};
	int64_t now_ms = clock_now_ms(&work->office->clock), last_ms = 0;
	struct invitation_row *rows;
	struct call call;
	ARENA_SCOPED arena;
	enum err err = call_load(tx, work->office, work->edition, &call, why);

	arena_init(&arena);
	if (!err && !call_is_open(&call))
		err = fault_set(why, ERR_CONFLICT, "the call \"%s\" takes no applications now", work->edition);
	if (!err)
		err = invitation_store_list(tx, &arena, &filter, &rows, &work->count, why);
	if (!err)
		err = invitation_store_last_queued(tx, &last_ms, why);
	if (err)
		return err;
	if (last_ms < now_ms)
		last_ms = now_ms;
	for (size_t i = 0; !err && i < work->count; i++)
		err = queue_one(tx, &rows[i], last_ms += INVITATION_MAIL_GAP_MS, why);
	if (!err && work->count)
		say_deed_on_edition(tx, &work->office->clock, work->actor, "invitations_mailed", work->edition);
	return err;
}

enum err invitation_mail_queue(const struct office *office, const struct actor *actor, const char *edition,
			       int64_t *ret_queued, struct fault *why)
{
	struct queue_work work = {.office = office, .actor = actor, .edition = edition, .count = AT_ONCE};
	int64_t queued = 0;
	enum err err = permission_demand(permission_may_invite(actor), actor, "invite companies", why);

	while (!err && work.count == AT_ONCE) {
		err = db_write(office->db, queue_some, &work, why);
		queued += (int64_t)work.count;
	}
	if (!err)
		*ret_queued = queued;
	return err;
}

/* --- the job --- */

struct invitation_attempt {
	const struct office *office;
	struct arena *arena;
	int64_t id;
	struct invitation_row row;
	const struct edition *edition;
	struct invitation_text text;
	bool is_due;    /* there is a mail that is not settled */
	bool is_wanted; /* see invitation_store_is_open; and the call takes applications */
};

static enum err begin(struct tx *tx, void *context, struct fault *why)
{
	struct invitation_attempt *attempt = context;
	struct call call;
	enum err err = invitation_store_load(tx, attempt->arena, attempt->id, &attempt->row, why);

	if (err)
		return err;
	attempt->is_due = attempt->row.mail_state == MESSAGE_STATE_QUEUED;
	err = invitation_store_is_open(tx, attempt->id, &attempt->is_wanted, why);
	if (!err)
		err = call_load(tx, attempt->office, attempt->row.edition, &call, why);
	if (err)
		return err;
	attempt->is_wanted = attempt->is_wanted && call_is_open(&call);
	attempt->edition = call.edition;
	return invitation_text_mail(tx, attempt->arena, attempt->office, attempt->edition, &attempt->row, false,
				    &attempt->text, why);
}

/* What became of the mail; what else became of the invitation meanwhile stays. */
static enum err finish(struct tx *tx, void *context, struct fault *why)
{
	const struct invitation_attempt *attempt = context;
	const struct actor program = actor_program();
	struct invitation_row row;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = invitation_store_load(tx, &arena, attempt->id, &row, why);
	if (!err)
		err = message_state_move(&row.mail_state, attempt->row.mail_state, why);
	row.mail_done_ms = clock_now_ms(&attempt->office->clock);
	row.mail_reply = attempt->row.mail_reply;
	if (!err)
		err = invitation_store_save(tx, &row, why);
	if (!err)
		say_deed_on_edition(tx, &attempt->office->clock, &program,
				    arena_printf(&arena, "invitation_%s", message_state_name(row.mail_state)),
				    row.edition);
	return err;
}

static const char *message_id(const struct invitation_attempt *attempt)
{
	struct str domain = mail_address_domain(str_from(attempt->office->mail.from_address));

	return arena_printf(attempt->arena, "i.%lld@%.*s", (long long)attempt->id, (int)domain.n,
			    domain.n ? domain.p : "");
}

static enum err write_mail(const struct invitation_attempt *attempt, struct buf *out, struct fault *why)
{
	const struct edition_contact *contact = &attempt->edition->contact;
	const struct message message = {
		.from_name = contact->name.ja,
		.from = attempt->office->mail.from_address,
		.to = attempt->row.mail,
		.reply_to = mail_address_is_sendable(str_from(contact->mail)) ? contact->mail : NULL,
		.subject = attempt->text.subject,
		.body = attempt->text.body,
		.message_id = message_id(attempt),
		.date_ms = clock_now_ms(&attempt->office->clock),
		.list_unsubscribe = attempt->text.secret,
	};

	return message_format(&message, out, why);
}

static enum err hand_over(const struct invitation_attempt *attempt, struct smtp_result *ret_result, struct fault *why)
{
	const struct office_mail *mail = &attempt->office->mail;
	const struct smtp_server server = {.url = mail->smtp_url, .ca_file = mail->smtp_ca_file};
	const char *sender = mail->from_address;
	char own[BOUNCE_ADDRESS_SIZE];
	struct fault unwritable;
	BUF_SCOPED bytes;

	buf_init(&bytes, MESSAGE_BYTES_MAX);
	if (write_mail(attempt, &bytes, &unwritable) != ERR_OK) {
		*ret_result = (struct smtp_result){.outcome = SMTP_OUTCOME_REFUSED};
		snprintf(ret_result->reply, sizeof(ret_result->reply), "%.*s", (int)sizeof(ret_result->reply) - 1,
			 unwritable.text);
		return ERR_OK;
	}
	if (mail->bounce_domain && bounce_address_format(attempt->id, mail->bounce_domain, own))
		sender = own;
	return smtp_send(&server, sender, attempt->row.mail, buf_str(&bytes), ret_result, why);
}

static enum err try_to_send(struct invitation_attempt *attempt, struct fault *why)
{
	struct smtp_result result = {.outcome = SMTP_OUTCOME_LATER};
	enum err err = hand_over(attempt, &result, why);

	if (err)
		return err;
	attempt->row.mail_reply = arena_strdup(attempt->arena, result.reply);
	if (result.outcome == SMTP_OUTCOME_SENT)
		attempt->row.mail_state = MESSAGE_STATE_SENT;
	else if (result.outcome == SMTP_OUTCOME_REFUSED ||
		 spool_is_over(attempt->row.mail_queued_ms, clock_now_ms(&attempt->office->clock)))
		attempt->row.mail_state = MESSAGE_STATE_FAILED;
	else
		return fault_set(why, ERR_BUSY, "the mail server did not take it: reply %d", result.code);
	if (attempt->row.mail_state == MESSAGE_STATE_FAILED)
		log_warning("invitation %lld could not be sent: reply %d", (long long)attempt->id, result.code);
	return db_write(attempt->office->db, finish, attempt, why);
}

enum err invitation_mail_run(void *context, const struct job *job, struct fault *why)
{
	const struct office *office = context;
	ARENA_SCOPED arena;
	struct invitation_attempt attempt = {.office = office, .arena = &arena, .id = job->subject};
	enum err err;

	arena_init(&arena);
	err = db_read(office->db, begin, &attempt, why);
	if (err || !attempt.is_due)
		return err;
	if (attempt.is_wanted && !office->rehearsal && office->mail.smtp_url)
		return try_to_send(&attempt, why);
	attempt.row.mail_state = attempt.is_wanted ? MESSAGE_STATE_CAPTURED : MESSAGE_STATE_CANCELLED;
	return db_write(office->db, finish, &attempt, why);
}
