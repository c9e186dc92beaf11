/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/post/send_message.h"

#include <stdio.h>

#include "base/log.h"
#include "codec/mail_address.h"
#include "mail/bounce.h"
#include "mail/message.h"
#include "mail/smtp.h"
#include "mail/spool.h"
#include "store/application/case_store.h"
#include "store/post/message_store.h"
#include "usecases/edition_shelf.h"

_Static_assert(EDITION_SENDER_MAX <= MESSAGE_NAME_MAX, "a checked name of the contact fits into a mail");

/* One run of the job. */
struct send_message_attempt {
	const struct office *office;
	struct arena *arena;
	int64_t id;
	struct message_row row;
	const struct edition *edition; /* of the mail's case: whose contact writes */
	bool is_needed;                /* there is a mail and it is to be sent now */
};

static enum err find_edition(struct tx *tx, struct send_message_attempt *trial, struct fault *why)
{
	struct case_row row;
	enum err err = case_store_load(tx, trial->arena, trial->row.case_id, &row, why);

	return err ? err : edition_shelf_current(trial->office->editions, tx, row.edition, &trial->edition, why);
}

/* Loads the mail and commits that a trial has begun, or that there is nothing to send. */
static enum err begin(struct tx *tx, void *context, struct fault *why)
{
	struct send_message_attempt *trial = context;
	const struct office *office = trial->office;
	struct fault missing;
	enum err err = message_store_load(tx, trial->arena, trial->id, &trial->row, &missing);

	trial->is_needed = false;
	if (err == ERR_NOT_FOUND)
		return ERR_OK; /* deleted with its case since */
	if (err)
		return fault_set(why, err, "%s", missing.text);
	if (message_state_is_final(trial->row.state))
		return ERR_OK;
	trial->is_needed = !office->rehearsal && office->mail.smtp_url;
	err = find_edition(tx, trial, why);
	if (!err)
		err = message_state_move(&trial->row.state,
					 trial->is_needed ? MESSAGE_STATE_SENDING : MESSAGE_STATE_CAPTURED, why);
	if (trial->is_needed)
		trial->row.attempts++;
	else
		trial->row.done_ms = clock_now_ms(&office->clock);
	return err ? err : message_store_save(tx, &trial->row, why);
}

static enum err finish(struct tx *tx, void *context, struct fault *why)
{
	return message_store_save(tx, &((struct send_message_attempt *)context)->row, why);
}

static const char *reply_address(const struct edition *edition)
{
	const char *address = edition->contact.mail;

	return address && mail_address_is_sendable(str_from(address)) ? address : NULL;
}

static enum err write_mail(const struct send_message_attempt *trial, struct buf *out, struct fault *why)
{
	const struct office *office = trial->office;
	struct message message = {
		.from_name = lang_pick(trial->edition->contact.name, trial->row.lang),
		.from = office->mail.from_address,
		.to = trial->row.recipient,
		.reply_to = reply_address(trial->edition),
		.subject = trial->row.subject,
		.body = trial->row.body,
		.message_id = trial->row.message_id,
		.date_ms = clock_now_ms(&office->clock),
	};

	return message_format(&message, out, why);
}

/* The envelope's sender: its own address for each mail where bounces are read. */
static const char *envelope_sender(const struct send_message_attempt *trial, char address[BOUNCE_ADDRESS_SIZE])
{
	const struct office_mail *mail = &trial->office->mail;

	if (mail->bounce_domain && bounce_address_format(trial->row.id, mail->bounce_domain, address))
		return address;
	return mail->from_address;
}

/* Speaks to the server. What cannot be written as a mail is refused by ourselves. */
static enum err hand_over(const struct send_message_attempt *trial, struct smtp_result *ret_result, struct fault *why)
{
	const struct office_mail *mail = &trial->office->mail;
	struct smtp_server server = {.url = mail->smtp_url, .ca_file = mail->smtp_ca_file};
	char sender[BOUNCE_ADDRESS_SIZE];
	struct fault unwritable;
	BUF_SCOPED bytes;

	buf_init(&bytes, MESSAGE_BYTES_MAX);
	if (write_mail(trial, &bytes, &unwritable) != ERR_OK) {
		*ret_result = (struct smtp_result){.outcome = SMTP_OUTCOME_REFUSED};
		snprintf(ret_result->reply, sizeof(ret_result->reply), "%.*s", (int)sizeof(ret_result->reply) - 1,
			 unwritable.text);
		return ERR_OK;
	}
	return smtp_send(&server, envelope_sender(trial, sender), trial->row.recipient, buf_str(&bytes), ret_result,
			 why);
}

/* What the answer makes of the mail. The reply may name a person, so it goes into the row and not into the log. */
static enum err settle(struct send_message_attempt *trial, const struct smtp_result *result, struct fault *why)
{
	int64_t now_ms = clock_now_ms(&trial->office->clock);
	enum message_state to = MESSAGE_STATE_QUEUED;
	enum err err;

	trial->row.last_reply = arena_strdup(trial->arena, result->reply);
	if (result->outcome == SMTP_OUTCOME_SENT)
		to = MESSAGE_STATE_SENT;
	else if (result->outcome == SMTP_OUTCOME_REFUSED || spool_is_over(trial->row.queued_ms, now_ms))
		to = MESSAGE_STATE_FAILED;
	err = message_state_move(&trial->row.state, to, why);
	trial->row.done_ms = message_state_is_final(trial->row.state) ? now_ms : 0;
	if (trial->row.state == MESSAGE_STATE_FAILED)
		log_warning("mail %lld could not be sent: reply %d", (long long)trial->row.id, result->code);
	return err;
}

enum err send_message_run(void *context, const struct job *job, struct fault *why)
{
	const struct office *office = context;
	ARENA_SCOPED arena;
	struct send_message_attempt trial = {.office = office, .arena = &arena, .id = job->subject};
	struct smtp_result result = {.outcome = SMTP_OUTCOME_LATER};
	enum err err;

	arena_init(&arena);
	err = db_write(office->db, begin, &trial, why);
	if (err || !trial.is_needed)
		return err;
	err = hand_over(&trial, &result, why);
	if (err)
		return err;
	err = settle(&trial, &result, why);
	if (!err)
		err = db_write(office->db, finish, &trial, why);
	if (!err && trial.row.state == MESSAGE_STATE_QUEUED)
		err = fault_set(why, ERR_BUSY, "the mail server did not take it: reply %d, kept with the mail",
				result.code);
	return err;
}
