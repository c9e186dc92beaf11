/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/application/draft_saving.h"

#include <string.h>

#include "base/log.h"
#include "calendar/day.h"
#include "codec/text/mail_address.h"
#include "jobs/queue.h"
#include "mail/message.h"
#include "mail/smtp.h"
#include "programme/edition_contact.h"
#include "programme/question.h"
#include "store/application/draft_mail_store.h"
#include "store/new_id.h"
#include "usecases/application/draft_link.h"
#include "usecases/edition_shelf.h"

bool draft_saving_is_offered(const struct office *office)
{
	return office->rehearsal || office->mail.smtp_url;
}

/* --- what the mail says --- */

static int64_t expires_of(int64_t asked_ms)
{
	return asked_ms + DRAFT_LINK_DAYS * DAY_MS;
}

/* Who comes with the link behind the end of the reception cannot apply any more. */
static int64_t useful_until(const struct edition *edition, const struct draft_mail_row *mail)
{
	int64_t expires_ms = expires_of(mail->asked_ms);

	return edition->closes_ms < expires_ms ? edition->closes_ms : expires_ms;
}

static const char *link_text(const struct office *office, struct arena *arena, const struct draft_mail_row *mail)
{
	char text[PERSONAL_LINK_LENGTH + 1];

	draft_link_format(office, mail->link_id, expires_of(mail->asked_ms), text);
	return arena_strdup(arena, text);
}

static struct value *context_of(const struct office *office, struct arena *arena, const struct edition *edition,
				const struct draft_mail_row *mail)
{
	struct value *context = value_map(arena);

	value_set_text(arena, context, "short_name", lang_pick(edition->short_name, mail->lang));
	value_set_text(arena, context, "until",
		       day_format_date(arena, mail->lang, day_of_ms(useful_until(edition, mail) - 1)));
	value_set_text(arena, context, "link",
		       arena_printf(arena, "%s%s/resume/%s", office->base_url, mail->lang == LANG_EN ? "/en" : "",
				    link_text(office, arena, mail)));
	value_set(arena, context, "contact", edition_contact_value(arena, &edition->contact, mail->lang));
	return context;
}

/* --- asking --- */

struct ask_work {
	const struct office *office;
	struct arena *arena;
	const struct edition *edition;
	struct draft_key key;
	struct str link; /* that the browser opened the draft by */
	struct draft_mail_row mail;
	bool is_lost;
};

static enum err queue_mail(struct tx *tx, struct ask_work *work, struct fault *why)
{
	const struct draft_mail_row *mail = &work->mail;
	struct draft_mail_counts counts;
	enum err err = draft_mail_store_forget(tx, mail->asked_ms - DAY_MS, why);

	if (!err)
		err = draft_mail_store_count(tx, mail->recipient, mail->address, &counts, why);
	if (err)
		return err;
	if (counts.from >= DRAFT_SAVING_FROM_MAX || counts.all >= DRAFT_SAVING_ALL_MAX)
		return fault_set(why, ERR_BUSY, "no more links of drafts are mailed today: %lld from here, %lld in all",
				 (long long)counts.from, (long long)counts.all);
	if (counts.to >= DRAFT_SAVING_TO_MAX)
		return ERR_OK; /* the answer reveals nothing of a recipient */
	err = draft_mail_store_insert(tx, mail, why);
	return err || work->office->rehearsal ? err : queue_add(tx, DRAFT_SAVING_JOB, mail->id, mail->asked_ms, why);
}

static enum err ask(struct tx *tx, void *context, struct fault *why)
{
	struct ask_work *work = context;
	struct draft_row row;
	enum err err = draft_link_follow(tx, work->office, work->arena, work->link, &work->key, why);

	if (!err)
		err = draft_store_load(tx, work->arena, &work->key, work->mail.asked_ms, &row, why);
	if (err)
		return err;
	work->is_lost = !row.answers[0] || row.case_id;
	if (work->is_lost)
		return ERR_OK;
	work->mail.link_id = row.link_id ? row.link_id : new_id();
	err = draft_store_link(tx, &work->key, work->mail.link_id, expires_of(work->mail.asked_ms), why);
	return err ? err : queue_mail(tx, work, why);
}

static void tell(const struct ask_work *work, struct draft_saving_result *ret_result)
{
	*ret_result = (struct draft_saving_result){.is_lost = work->is_lost, .link = ""};
	if (!work->is_lost)
		ret_result->link = link_text(work->office, work->arena, &work->mail);
}

enum err draft_saving_ask(const struct office *office, struct arena *arena, const struct apply_draft *draft,
			  struct str mail, enum lang lang, struct draft_saving_result *ret_result, struct fault *why)
{
	const struct question question = {.kind = QUESTION_MAIL, .required = true};
	struct ask_work work = {.office = office, .arena = arena, .edition = draft->call->edition, .link = draft->link};
	struct value *answer = NULL;
	struct token_hash hash;
	enum err err;

	*ret_result = (struct draft_saving_result){.is_wrong = true, .link = ""};
	if (question_judge(arena, &question, value_str(arena, mail), &answer) || !token_hash(draft->token, &hash))
		return ERR_OK;
	work.key = (struct draft_key){token_hash_str(&hash), work.edition->id, draft->name};
	work.mail = (struct draft_mail_row){
		.id = new_id(),
		.recipient = str_dup(arena, answer->text),
		.address = draft->client,
		.lang = lang,
		.asked_ms = clock_now_ms(&office->clock),
	};
	err = db_write(office->db, ask, &work, why);
	if (!err)
		tell(&work, ret_result);
	return err;
}

/* --- sending --- */

struct draft_saving_attempt {
	const struct office *office;
	struct arena *arena;
	int64_t id;
	bool is_due;
	struct draft_mail_row mail;
	const struct edition *edition;
};

/* A mail of a draft that was sent or forgotten meanwhile is not due any more. */
static enum err load(struct tx *tx, void *context, struct fault *why)
{
	struct draft_saving_attempt *attempt = context;
	struct draft_key key;
	struct draft_row row;
	enum err err = draft_mail_store_load(tx, attempt->arena, attempt->id, &attempt->mail, why);

	attempt->is_due = false;
	if (!err)
		err = draft_store_find_link(tx, attempt->arena, attempt->mail.link_id,
					    clock_now_ms(&attempt->office->clock), &key, &row, why);
	if (err)
		return err == ERR_NOT_FOUND ? ERR_OK : err;
	attempt->is_due = !row.case_id;
	return edition_shelf_current(attempt->office->editions, tx, key.edition, &attempt->edition, why);
}

static enum err write_mail(const struct draft_saving_attempt *attempt, struct buf *out, struct fault *why)
{
	const struct office *office = attempt->office;
	struct arena *arena = attempt->arena;
	enum lang lang = attempt->mail.lang;
	const struct value *context = context_of(office, arena, attempt->edition, &attempt->mail);
	struct str domain = mail_address_domain(str_from(office->mail.from_address));
	const struct message message = {
		.from_name = lang_pick(attempt->edition->contact.name, lang),
		.from = office->mail.from_address,
		.to = attempt->mail.recipient,
		.subject = texts_get(office->texts, arena, lang, "mail.draft_subject", context),
		.body = texts_get(office->texts, arena, lang, "mail.draft_body", context),
		.message_id = arena_printf(arena, "d.%lld@%.*s", (long long)attempt->id, (int)domain.n,
					   domain.n ? domain.p : ""),
		.date_ms = clock_now_ms(&office->clock),
	};

	return message_format(&message, out, why);
}

static enum err send(const struct draft_saving_attempt *attempt, struct fault *why)
{
	const struct office_mail *mail = &attempt->office->mail;
	const struct smtp_server server = {.url = mail->smtp_url, .ca_file = mail->smtp_ca_file};
	struct smtp_result result = {.outcome = SMTP_OUTCOME_LATER};
	BUF_SCOPED bytes;
	enum err err;

	buf_init(&bytes, MESSAGE_BYTES_MAX);
	err = write_mail(attempt, &bytes, why);
	if (!err)
		err = smtp_send(&server, mail->from_address, attempt->mail.recipient, buf_str(&bytes), &result, why);
	if (!err && result.outcome == SMTP_OUTCOME_LATER)
		err = fault_set(why, ERR_BUSY, "the mail server did not take a draft's mail: reply %d", result.code);
	if (!err && result.outcome == SMTP_OUTCOME_REFUSED)
		log_warning("a draft's mail was refused: reply %d", result.code);
	return err;
}

enum err draft_saving_run(void *context, const struct job *job, struct fault *why)
{
	const struct office *office = context;
	ARENA_SCOPED arena;
	struct draft_saving_attempt attempt = {.office = office, .arena = &arena, .id = job->subject};
	enum err err;

	arena_init(&arena);
	err = db_read(office->db, load, &attempt, why);
	return err || !attempt.is_due || !office->mail.smtp_url ? err : send(&attempt, why);
}
