/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/message_queue.h"

#include <string.h>

#include "codec/text/mail_address.h"
#include "jobs/queue.h"
#include "mail/message.h"
#include "programme/edition_find.h"
#include "store/new_id.h"
#include "store/post/mail_hold_store.h"
#include "store/post/message_store.h"
#include "usecases/call.h"
#include "usecases/case_task.h"

/* "tenken edition check" holds mails to less than a mail may have; what is left is the rehearsal's
 * (texts/ja/mail.yaml). */
_Static_assert(EDITION_SUBJECT_MAX + 100 <= MESSAGE_SUBJECT_MAX, "a checked subject fits into a mail");
_Static_assert(EDITION_BODY_MAX + 2000 <= MESSAGE_BODY_MAX, "a checked body fits into a mail");

/* Renders one text of the edition behind a mark that a rehearsal puts before it. */
static enum err render(struct arena *arena, const struct office *office, const char *name, struct lang_text text,
		       const char *mark, enum lang lang, const struct value *context, size_t cap, const char **ret_text,
		       struct fault *why)
{
	struct template_source source = {.text = texts_find, .context = office->texts};
	struct template *template;
	BUF_SCOPED out;
	enum err err;

	buf_init(&out, cap);
	if (office->rehearsal)
		buf_add_text(&out, texts_get(office->texts, arena, lang, mark, NULL));
	err = template_compile(arena, name, str_from(lang_pick(text, lang)), &template, why);
	if (!err)
		err = template_render(template, &source, TEMPLATE_PLAIN, lang, context, &out, why);
	if (!err)
		err = buf_finish(&out, name, why);
	if (!err)
		*ret_text = arena_strdup(arena, buf_text(&out));
	return err;
}

/* A subject is one line, whatever a name in it holds. */
static const char *one_line(struct arena *arena, const char *text)
{
	char *line = str_dup(arena, str_trim(str_from(text)));

	for (char *p = line; *p; p++)
		if ((unsigned char)*p < ' ' || *p == 0x7f)
			*p = ' ';
	return line;
}

/* It is due whoever applied: the office writes it to this one company, and the days to answer it run already. */
static bool goes_at_once(const struct message_row *row)
{
	return strcmp(row->template_id, "offer") == 0 || strcmp(row->template_id, "send_back") == 0;
}

static enum err store(struct tx *tx, const struct message_row *row, struct fault *why)
{
	int64_t until_ms = 0;
	bool is_new = false;
	enum err err = message_store_insert(tx, row, &is_new, why);

	if (!err && is_new && !goes_at_once(row))
		err = mail_hold_store_until(tx, row->case_id, &until_ms, why);
	if (!err && is_new)
		err = queue_add(tx, MESSAGE_JOB, row->id, until_ms > row->queued_ms ? until_ms : row->queued_ms, why);
	return err;
}

static const char *fresh_message_id(struct arena *arena, const struct office *office, int64_t id)
{
	struct str domain = mail_address_domain(str_from(office->mail.from_address));

	return arena_printf(arena, "m.%lld@%.*s", (long long)id, (int)domain.n, domain.n ? domain.p : "");
}

enum err message_queue_row(struct tx *tx, struct arena *arena, const struct office *office, struct message_row *row,
			   struct fault *why)
{
	row->state = MESSAGE_STATE_QUEUED;
	row->queued_ms = clock_now_ms(&office->clock);
	row->message_id = fresh_message_id(arena, office, row->id);
	return store(tx, row, why);
}

#define AGAIN "again "

bool message_queue_is_again(const struct message_row *row)
{
	return str_starts(str_from(row->occasion), AGAIN);
}

enum err message_queue_again(struct tx *tx, struct arena *arena, const struct office *office, struct message_row *row,
			     const struct case_row *of, struct fault *why)
{
	row->id = new_id_of(of->id);
	row->occasion = arena_printf(arena, AGAIN "%lld", (long long)row->id);
	row->recipient = of->mail;
	return message_queue_row(tx, arena, office, row, why);
}

/* The result lives as long as the office. */
static enum err find_message(struct tx *tx, const struct office *office, const struct edition *edition, const char *id,
			     const struct edition_message **ret_message, struct fault *why)
{
	const struct edition_message *message = edition_find_message(edition, id);
	struct call *calls;
	size_t count = 0;
	ARENA_SCOPED arena;
	enum err err = ERR_OK;

	arena_init(&arena);
	if (!message)
		err = call_list(tx, office, &arena, &calls, &count, why);
	for (size_t i = 0; !message && i < count; i++)
		message = edition_find_message(calls[i].edition, id);
	if (!err && !message)
		err = fault_set(why, ERR_NOT_FOUND, "no call has a mail \"%s\": add %s%s.yaml to \"%s\" and publish it",
				id, EDITION_MAILS, id, edition->id);
	if (!err)
		*ret_message = message;
	return err;
}

const char *message_queue_letter(struct arena *arena, const struct message_row *row)
{
	return arena_printf(arena, "%s %s", row->template_id, row->occasion);
}

/* Who applied on paper may have no mail address: a person posts what the mail would say. */
static enum err ask_to_post(struct tx *tx, struct arena *arena, const struct office *office,
			    const struct edition *edition, struct message_row *row, struct fault *why)
{
	bool is_new = false;
	enum err err = message_state_move(&row->state, MESSAGE_STATE_TO_POST, why);

	row->queued_ms = clock_now_ms(&office->clock);
	row->message_id = "";
	if (!err)
		err = message_store_insert(tx, row, &is_new, why);
	if (err || !is_new)
		return err;
	return case_task_make(tx, office, edition, row->case_id, TASK_KIND_TO_POST, message_queue_letter(arena, row),
			      &is_new, why);
}

enum err message_queue_render(struct tx *tx, struct arena *arena, const struct office *office,
			      const struct edition *edition, const char *template_id, enum lang lang,
			      const struct value *context, const char **ret_subject, const char **ret_body,
			      struct fault *why)
{
	const struct edition_message *message = NULL;
	const char *subject = "";
	enum err err = find_message(tx, office, edition, template_id, &message, why);

	if (err)
		return err;
	err = render(arena, office, template_id, message->subject, "mail.rehearsal_mark", lang, context,
		     MESSAGE_SUBJECT_MAX, &subject, why);
	if (!err)
		err = render(arena, office, template_id, message->body, "mail.rehearsal_note", lang, context,
			     MESSAGE_BODY_MAX, ret_body, why);
	if (err)
		return fault_prefix(why, err, "message \"%s\"", template_id);
	*ret_subject = one_line(arena, subject);
	return ERR_OK;
}

enum err message_queue(struct tx *tx, const struct office *office, const struct edition *edition, int64_t case_id,
		       const char *template_id, const char *occasion, enum lang lang, const char *recipient,
		       const struct value *context, struct fault *why)
{
	struct message_row row = {
		.id = new_id_of(case_id),
		.case_id = case_id,
		.template_id = template_id,
		.occasion = occasion,
		.recipient = recipient,
		.lang = lang,
	};
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = message_queue_render(tx, &arena, office, edition, template_id, lang, context, &row.subject, &row.body,
				   why);
	if (err)
		return err;
	return *recipient ? message_queue_row(tx, &arena, office, &row, why)
			  : ask_to_post(tx, &arena, office, edition, &row, why);
}

enum err message_queue_release_held(struct tx *tx, int64_t case_id, int64_t now_ms, struct fault *why)
{
	int64_t until_ms = 0;
	struct message_row *rows;
	size_t count = 0;
	ARENA_SCOPED arena;
	enum err err = mail_hold_store_until(tx, case_id, &until_ms, why);

	arena_init(&arena);
	if (err || until_ms <= now_ms)
		return err;
	err = mail_hold_store_end(tx, case_id, now_ms, why);
	if (!err)
		err = message_store_list_case(tx, &arena, case_id, &rows, &count, why);
	for (size_t i = 0; !err && i < count; i++)
		if (rows[i].state == MESSAGE_STATE_QUEUED)
			err = queue_add(tx, MESSAGE_JOB, rows[i].id, now_ms, why);
	return err;
}

static enum err cancel(struct tx *tx, struct message_row *row, int64_t now_ms, struct fault *why)
{
	enum err err = message_state_move(&row->state, MESSAGE_STATE_CANCELLED, why);

	row->done_ms = now_ms;
	return err ? err : message_store_save(tx, row, why);
}

enum err message_queue_cancel_held(struct tx *tx, int64_t case_id, int64_t now_ms, struct fault *why)
{
	int64_t until_ms = 0;
	struct message_row *rows;
	size_t count = 0;
	ARENA_SCOPED arena;
	enum err err = mail_hold_store_until(tx, case_id, &until_ms, why);

	arena_init(&arena);
	if (!err && until_ms > now_ms)
		err = message_store_list_case(tx, &arena, case_id, &rows, &count, why);
	for (size_t i = 0; !err && i < count; i++)
		if (rows[i].state == MESSAGE_STATE_QUEUED)
			err = cancel(tx, &rows[i], now_ms, why);
	return err;
}
