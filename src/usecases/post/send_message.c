/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/post/send_message.h"

#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "codec/digest.h"
#include "codec/text/mail_address.h"
#include "jobs/queue.h"
#include "mail/bounce.h"
#include "mail/message.h"
#include "mail/smtp.h"
#include "mail/spool.h"
#include "store/application/case_store.h"
#include "store/post/mail_hold_store.h"
#include "store/post/message_store.h"
#include "store/seal/log_store.h"
#include "usecases/edition_shelf.h"
#include "usecases/mail_secret.h"
#include "usecases/mail_watch.h"
#include "usecases/post/mail_return.h"
#include "usecases/say_deed.h"

_Static_assert(EDITION_SENDER_MAX <= MESSAGE_NAME_MAX, "a checked name of the contact fits into a mail");

/* One run of the job. */
struct send_message_attempt {
	const struct office *office;
	struct arena *arena;
	const struct job *job;
	struct message_row row;
	struct case_row of;
	const struct edition *edition; /* of the mail's case: whose contact writes */
	const char *head_line;         /* that ends the mail */
	int64_t since_ms;              /* when it might first be sent: it was queued, or let go after it was held */
	bool is_due;                   /* there is a mail that is not settled */
	bool is_captured;              /* in a rehearsal, or without a mail server, it is kept to be read on a page */
};

static enum err find_edition(struct tx *tx, struct send_message_attempt *attempt, struct fault *why)
{
	enum err err = case_store_load(tx, attempt->arena, attempt->row.case_id, &attempt->of, why);

	return err ? err
		   : edition_shelf_current(attempt->office->editions, tx, attempt->of.edition, &attempt->edition, why);
}

/* One line at the end of each mail: whoever keeps the mail keeps the log's head. It is of the moment of sending. */
static enum err find_head_line(struct tx *tx, struct send_message_attempt *attempt, struct fault *why)
{
	struct arena *arena = attempt->arena;
	struct value *context = value_map(arena);
	struct log_edge_row row;
	struct merkle_hash root;
	enum err err = log_store_edge(tx, arena, &row, why);

	attempt->head_line = "";
	if (err || !row.edge.size)
		return err;
	root = merkle_edge_root(&row.edge);
	value_set_int(arena, context, "size", (int64_t)row.edge.size);
	value_set_text(arena, context, "root",
		       str_dup(arena, digest_base64_encode(arena, str_of(root.bytes, sizeof(root.bytes)))));
	attempt->head_line = texts_get(attempt->office->texts, arena, attempt->row.lang, "mail.head_line", context);
	return ERR_OK;
}

static enum err find_since(struct tx *tx, struct send_message_attempt *attempt, struct fault *why)
{
	const struct message_row *row = &attempt->row;
	int64_t held_until_ms = 0;
	enum err err = mail_hold_store_until(tx, row->case_id, &held_until_ms, why);
	bool was_held = held_until_ms > row->queued_ms && held_until_ms <= clock_now_ms(&attempt->office->clock);

	attempt->since_ms = was_held ? held_until_ms : row->queued_ms;
	return err;
}

/* Loads the mail and looks whether it is to be sent. */
static enum err begin(struct tx *tx, void *context, struct fault *why)
{
	struct send_message_attempt *attempt = context;
	const struct office *office = attempt->office;
	struct fault missing;
	enum err err = message_store_load(tx, attempt->arena, attempt->job->subject, &attempt->row, &missing);

	if (err == ERR_NOT_FOUND)
		return ERR_OK; /* deleted with its case since */
	if (err)
		return fault_set(why, err, "%s", missing.text);
	attempt->is_due = !message_state_is_final(attempt->row.state);
	attempt->is_captured = office->rehearsal || !office->mail.smtp_url;
	err = find_edition(tx, attempt, why);
	if (!err)
		err = find_since(tx, attempt, why);
	return err ? err : find_head_line(tx, attempt, why);
}

/* Whether the mail is still the one that was handed over. */
static enum err is_same(struct tx *tx, struct arena *arena, const struct send_message_attempt *attempt,
			bool *ret_is_same, struct fault *why)
{
	struct message_row stored;
	enum err err = message_store_load(tx, arena, attempt->row.id, &stored, why);

	if (!err)
		*ret_is_same = strcmp(stored.recipient, attempt->row.recipient) == 0;
	return err;
}

/* The mail as it became, said to the log. A mail that waits for its next attempt is as it was, but for the reply that
 * its job keeps. One whose address was corrected while the server had it is as it was too, whatever the server said of
 * the old address, and runs once more. */
static enum err finish(struct tx *tx, void *context, struct fault *why)
{
	const struct send_message_attempt *attempt = context;
	const struct actor program = actor_program();
	struct case_row row;
	bool is_still = false;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	if (!message_state_is_final(attempt->row.state))
		return queue_save_reply(tx, attempt->job, attempt->row.last_reply, why);
	err = is_same(tx, &arena, attempt, &is_still, why);
	if (!err && !is_still)
		return queue_add(tx, MESSAGE_JOB, attempt->row.id, clock_now_ms(&attempt->office->clock), why);
	if (!err)
		err = case_store_load(tx, &arena, attempt->row.case_id, &row, why);
	if (!err)
		err = message_store_save(tx, &attempt->row, why);
	if (!err && mail_secret_asks_to_confirm(attempt->row.body))
		err = mail_watch_begin(tx, attempt->office, &attempt->row, why); /* also of one that failed */
	else if (!err && attempt->row.state == MESSAGE_STATE_FAILED)
		err = mail_return_ask(tx, attempt->office, &attempt->row, why);
	if (!err)
		say_deed_on_case(tx, &attempt->office->clock, &program,
				 arena_printf(&arena, "mail_%s", message_state_name(attempt->row.state)), &row);
	return err;
}

static const char *reply_address(const struct edition *edition)
{
	const char *address = edition->contact.mail;

	return address && mail_address_is_sendable(str_from(address)) ? address : NULL;
}

static enum err write_mail(const struct send_message_attempt *attempt, struct buf *out, struct fault *why)
{
	const struct office *office = attempt->office;
	const char *body = mail_secret_put(attempt->arena, office, &attempt->of, &attempt->row);
	struct message message = {
		.from_name = lang_pick(attempt->edition->contact.name, attempt->row.lang),
		.from = office->mail.from_address,
		.to = attempt->row.recipient,
		.reply_to = reply_address(attempt->edition),
		.subject = attempt->row.subject,
		.body = arena_printf(attempt->arena, "%s%s", body, attempt->head_line),
		.message_id = attempt->row.message_id,
		.date_ms = clock_now_ms(&office->clock),
	};

	return message_format(&message, out, why);
}

/* The envelope's sender: its own address for each mail where bounces are read. */
static const char *envelope_sender(const struct send_message_attempt *attempt, char address[BOUNCE_ADDRESS_SIZE])
{
	const struct office_mail *mail = &attempt->office->mail;

	if (mail->bounce_domain && bounce_address_format(attempt->row.id, mail->bounce_domain, address))
		return address;
	return mail->from_address;
}

/* Speaks to the server. What cannot be written as a mail is refused by ourselves. */
static enum err hand_over(const struct send_message_attempt *attempt, struct smtp_result *ret_result, struct fault *why)
{
	const struct office_mail *mail = &attempt->office->mail;
	struct smtp_server server = {.url = mail->smtp_url, .ca_file = mail->smtp_ca_file};
	char sender[BOUNCE_ADDRESS_SIZE];
	struct fault unwritable;
	BUF_SCOPED bytes;

	buf_init(&bytes, MESSAGE_BYTES_MAX);
	if (write_mail(attempt, &bytes, &unwritable) != ERR_OK) {
		*ret_result = (struct smtp_result){.outcome = SMTP_OUTCOME_REFUSED};
		snprintf(ret_result->reply, sizeof(ret_result->reply), "%.*s", (int)sizeof(ret_result->reply) - 1,
			 unwritable.text);
		return ERR_OK;
	}
	return smtp_send(&server, envelope_sender(attempt, sender), attempt->row.recipient, buf_str(&bytes), ret_result,
			 why);
}

/* What the answer makes of the mail. The reply may name a person, so it goes into the row and not into the log. */
static enum err settle(struct send_message_attempt *attempt, const struct smtp_result *result, struct fault *why)
{
	int64_t now_ms = clock_now_ms(&attempt->office->clock);
	enum message_state to = MESSAGE_STATE_QUEUED;
	enum err err = ERR_OK;

	attempt->row.last_reply = arena_strdup(attempt->arena, result->reply);
	if (result->outcome == SMTP_OUTCOME_SENT)
		to = MESSAGE_STATE_SENT;
	else if (result->outcome == SMTP_OUTCOME_REFUSED || spool_is_over(attempt->since_ms, now_ms))
		to = MESSAGE_STATE_FAILED;
	if (to != MESSAGE_STATE_QUEUED)
		err = message_state_move(&attempt->row.state, to, why);
	attempt->row.done_ms = message_state_is_final(attempt->row.state) ? now_ms : 0;
	if (attempt->row.state == MESSAGE_STATE_FAILED)
		log_warning("mail %lld could not be sent: reply %d", (long long)attempt->row.id, result->code);
	return err;
}

static enum err try_to_send(struct send_message_attempt *attempt, struct fault *why)
{
	struct smtp_result result = {.outcome = SMTP_OUTCOME_LATER};
	enum err err;

	attempt->row.attempts = attempt->job->attempts;
	err = hand_over(attempt, &result, why);
	if (!err)
		err = settle(attempt, &result, why);
	if (!err)
		err = db_write(attempt->office->db, finish, attempt, why);
	if (!err && attempt->row.state == MESSAGE_STATE_QUEUED)
		err = fault_set(why, ERR_BUSY, "the mail server did not take it: reply %d, kept with the mail",
				result.code);
	return err;
}

static enum err capture(struct send_message_attempt *attempt, struct fault *why)
{
	enum err err = message_state_move(&attempt->row.state, MESSAGE_STATE_CAPTURED, why);

	attempt->row.attempts = 0;
	attempt->row.done_ms = clock_now_ms(&attempt->office->clock);
	return err ? err : db_write(attempt->office->db, finish, attempt, why);
}

enum err send_message_run(void *context, const struct job *job, struct fault *why)
{
	const struct office *office = context;
	ARENA_SCOPED arena;
	struct send_message_attempt attempt = {.office = office, .arena = &arena, .job = job};
	enum err err;

	arena_init(&arena);
	err = db_read(office->db, begin, &attempt, why);
	if (err || !attempt.is_due)
		return err;
	return attempt.is_captured ? capture(&attempt, why) : try_to_send(&attempt, why);
}
