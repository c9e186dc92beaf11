/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/account/staff_invite.h"

#include "base/ascii.h"
#include "base/log.h"
#include "calendar/day.h"
#include "codec/text/mail_address.h"
#include "codec/utf8.h"
#include "jobs/queue.h"
#include "mail/message.h"
#include "mail/smtp.h"
#include "mail/spool.h"
#include "store/account/person_store.h"
#include "store/new_id.h"
#include "usecases/account/staff.h"
#include "usecases/permission_demand.h"
#include "usecases/say_deed.h"

struct invite_work {
	const struct office *office;
	const struct actor *actor;
	struct staff_invitation_row row;
};

static enum err demand(const struct actor *actor, struct fault *why)
{
	return permission_demand(actor_kind(actor) == ACTOR_PROGRAM || permission_may_manage_people(actor), actor,
				 "manage people", why);
}

static enum err check_free(struct tx *tx, const char *sign_in_name, struct fault *why)
{
	struct person_row person;
	struct fault missing;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = person_store_find(tx, &arena, sign_in_name, &person, &missing);
	if (err == ERR_OK)
		return fault_set(why, ERR_CONFLICT, "somebody signs in as \"%s\" already", sign_in_name);
	return err == ERR_NOT_FOUND ? ERR_OK : fault_set(why, err, "%s", missing.text);
}

static enum err insert(struct tx *tx, void *context, struct fault *why)
{
	struct invite_work *work = context;
	const struct clock *clock = &work->office->clock;
	enum err err = check_free(tx, work->row.mail, why);

	work->row.made_ms = clock_now_ms(clock);
	work->row.until_ms = work->row.made_ms + STAFF_INVITE_DAYS * DAY_MS;
	if (!err)
		err = staff_invitation_store_insert(tx, &work->row, why);
	if (!err)
		err = queue_add(tx, STAFF_INVITE_JOB, work->row.id, work->row.made_ms, why);
	if (!err)
		say_deed(tx, clock, work->actor, "staff_invited");
	return err;
}

static const char *small_letters(struct arena *arena, const char *mail)
{
	char *small = str_dup(arena, str_trim(str_from(mail)));

	for (char *c = small; *c; c++)
		*c = (char)ascii_lower(*c);
	return small;
}

static enum err check(const struct office *office, const struct staff_invitation_row *row, struct fault *why)
{
	const struct str mail = str_from(row->mail), name = str_from(row->display_name);

	if (!mail_address_is_sendable(mail) || mail.n > STAFF_NAME_BYTES_MAX)
		return fault_set(why, ERR_INVALID, "\"%s\" is no mail address of at most %d bytes", row->mail,
				 STAFF_NAME_BYTES_MAX);
	if (name.n == 0 || name.n > STAFF_NAME_BYTES_MAX || utf8_has_control(name))
		return fault_set(why, ERR_INVALID, "a person needs a name of 1 to %d bytes", STAFF_NAME_BYTES_MAX);
	if (!(row->role & ROLE_STAFF))
		return fault_set(why, ERR_INVALID, "this is no role of staff");
	if (!office->rehearsal && !office->mail.smtp_url)
		return fault_set(why, ERR_CONFLICT, "no mail can be sent: this office has no mail server");
	return ERR_OK;
}

enum err staff_invite(const struct office *office, const struct actor *actor, const struct staff_invite_input *input,
		      int64_t *ret_id, struct fault *why)
{
	ARENA_SCOPED arena;
	struct invite_work work = {.office = office, .actor = actor};
	enum err err = demand(actor, why);

	arena_init(&arena);
	work.row = (struct staff_invitation_row){
		.id = new_id(),
		.mail = small_letters(&arena, input->mail),
		.display_name = str_dup(&arena, str_trim(str_from(input->name))),
		.role = input->role,
		.state = STAFF_INVITATION_QUEUED,
		.made_by = actor->person_id,
	};
	if (!err)
		err = check(office, &work.row, why);
	if (!err)
		err = db_write(office->db, insert, &work, why);
	if (!err)
		*ret_id = work.row.id;
	return err;
}

static enum err withdraw(struct tx *tx, void *context, struct fault *why)
{
	const struct invite_work *work = context;
	struct staff_invitation_row row;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = staff_invitation_store_load(tx, &arena, work->row.id, &row, why);
	if (err || row.state == STAFF_INVITATION_JOINED || row.state == STAFF_INVITATION_WITHDRAWN)
		return err;
	row.state = STAFF_INVITATION_WITHDRAWN;
	say_deed(tx, &work->office->clock, work->actor, "staff_invitation_withdrawn");
	return staff_invitation_store_save(tx, &row, why);
}

enum err staff_invite_withdraw(const struct office *office, const struct actor *actor, int64_t id, struct fault *why)
{
	struct invite_work work = {.office = office, .actor = actor, .row = {.id = id}};
	enum err err = demand(actor, why);

	return err ? err : db_write(office->db, withdraw, &work, why);
}

void staff_invite_link(const struct office *office, const struct staff_invitation_row *row,
		       char ret_link[PERSONAL_LINK_LENGTH + 1])
{
	const struct personal_link link = {.message_id = row->id, .expires_ms = row->until_ms};

	personal_link_format(office->secret, PERSONAL_LINK_TO_JOIN, &link, ret_link);
}

/* --- the job --- */

struct invite_attempt {
	const struct office *office;
	struct arena *arena;
	struct staff_invitation_row row;
	bool is_due;
};

static enum err begin(struct tx *tx, void *context, struct fault *why)
{
	struct invite_attempt *attempt = context;
	enum err err = staff_invitation_store_load(tx, attempt->arena, attempt->row.id, &attempt->row, why);

	attempt->is_due = !err && attempt->row.state == STAFF_INVITATION_QUEUED;
	return err;
}

/* One that was withdrawn meanwhile, or joined by, stays so. */
static enum err finish(struct tx *tx, void *context, struct fault *why)
{
	const struct invite_attempt *attempt = context;
	const struct actor program = actor_program();
	struct staff_invitation_row row;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = staff_invitation_store_load(tx, &arena, attempt->row.id, &row, why);
	if (err || row.state != STAFF_INVITATION_QUEUED)
		return err;
	row.state = attempt->row.state;
	say_deed(tx, &attempt->office->clock, &program,
		 row.state == STAFF_INVITATION_SENT ? "staff_invitation_sent" : "staff_invitation_failed");
	return staff_invitation_store_save(tx, &row, why);
}

static enum err write_mail(const struct invite_attempt *attempt, struct buf *out, struct fault *why)
{
	const struct office *office = attempt->office;
	struct str domain = mail_address_domain(str_from(office->mail.from_address));
	struct value *context = value_map(attempt->arena);
	char link[PERSONAL_LINK_LENGTH + 1];
	struct message message = {
		.from = office->mail.from_address,
		.to = attempt->row.mail,
		.message_id = arena_printf(attempt->arena, "staff.%lld@%.*s", (long long)attempt->row.id, (int)domain.n,
					   domain.n ? domain.p : ""),
		.date_ms = clock_now_ms(&office->clock),
	};

	staff_invite_link(office, &attempt->row, link);
	value_set_text(attempt->arena, context, "name", attempt->row.display_name);
	value_set_text(attempt->arena, context, "link",
		       arena_printf(attempt->arena, "%s/join/%s", office->base_url, link));
	value_set_int(attempt->arena, context, "days", STAFF_INVITE_DAYS);
	message.subject = texts_get(office->texts, attempt->arena, LANG_JA, "mail.staff_subject", context);
	message.body = texts_get(office->texts, attempt->arena, LANG_JA, "mail.staff_body", context);
	return message_format(&message, out, why);
}

static enum err try_to_send(struct invite_attempt *attempt, struct fault *why)
{
	const struct office_mail *mail = &attempt->office->mail;
	const struct smtp_server server = {.url = mail->smtp_url, .ca_file = mail->smtp_ca_file};
	struct smtp_result result = {.outcome = SMTP_OUTCOME_LATER};
	BUF_SCOPED bytes;
	enum err err;

	buf_init(&bytes, MESSAGE_BYTES_MAX);
	err = write_mail(attempt, &bytes, why);
	if (!err)
		err = smtp_send(&server, mail->from_address, attempt->row.mail, buf_str(&bytes), &result, why);
	if (err)
		return err;
	if (result.outcome == SMTP_OUTCOME_SENT)
		attempt->row.state = STAFF_INVITATION_SENT;
	else if (result.outcome == SMTP_OUTCOME_REFUSED ||
		 spool_is_over(attempt->row.made_ms, clock_now_ms(&attempt->office->clock)))
		attempt->row.state = STAFF_INVITATION_FAILED;
	else
		return fault_set(why, ERR_BUSY, "the mail server did not take it: reply %d", result.code);
	if (attempt->row.state == STAFF_INVITATION_FAILED)
		log_warning("the invitation %lld of staff could not be sent: reply %d", (long long)attempt->row.id,
			    result.code);
	return db_write(attempt->office->db, finish, attempt, why);
}

enum err staff_invite_run(void *context, const struct job *job, struct fault *why)
{
	const struct office *office = context;
	ARENA_SCOPED arena;
	struct invite_attempt attempt = {.office = office, .arena = &arena, .row = {.id = job->subject}};
	enum err err;

	arena_init(&arena);
	err = db_read(office->db, begin, &attempt, why);
	if (err || !attempt.is_due)
		return err;
	if (!office->rehearsal && office->mail.smtp_url)
		return try_to_send(&attempt, why);
	attempt.row.state = STAFF_INVITATION_SENT; /* a rehearsal's page shows the link */
	return db_write(office->db, finish, &attempt, why);
}
