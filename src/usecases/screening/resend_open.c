/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/screening/resend_open.h"

#include "calendar/day.h"
#include "store/post/message_store.h"
#include "usecases/mail_context.h"
#include "usecases/message_queue.h"

#define TEMPLATES_MAX 2

/* Of which mails the newest is the one that the company needs in this state. */
static const char *const templates[CASE_STATE_COUNT][TEMPLATES_MAX] = {
	[CASE_STATE_RECEIVED] = {"receipt", "offer_accepted"},
	[CASE_STATE_CHECKED] = {"receipt", "offer_accepted"},
	[CASE_STATE_CORRECTION] = {"send_back"},
	[CASE_STATE_WAITING] = {"waiting", "reopened"},
	[CASE_STATE_OFFERED] = {"offer"},
	[CASE_STATE_INVITED] = {"invitation"},
	[CASE_STATE_CONFIRMED] = {"confirmed"},
	[CASE_STATE_SUPPORTED] = {"report_released"},
};

static bool is_needed(const struct case_facts *facts, const struct message_row *mail)
{
	const char *const *names = templates[facts->row.state];

	if (facts->row.state == CASE_STATE_CONFIRMED && facts->authorisation.state == AUTHORISATION_STATE_AUTHORISED)
		return false; /* what it asks for is done */
	for (size_t i = 0; i < TEMPLATES_MAX && names[i]; i++)
		if (str_is(str_from(mail->template_id), names[i]))
			return true;
	return false;
}

/* It waits for its job, which knows the new address, or that address has had it. */
static bool is_on_its_way(const struct case_facts *facts, const struct message_row *mail)
{
	bool went = mail->state == MESSAGE_STATE_SENT || mail->state == MESSAGE_STATE_CAPTURED;

	return mail->state == MESSAGE_STATE_QUEUED ||
	       (went && str_eq_ascii_case(str_from(mail->recipient), str_from(facts->row.mail)));
}

/* The newest that is no copy; rows: newest first. */
static const struct message_row *find(const struct case_facts *facts, const struct message_row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (is_needed(facts, &rows[i]) && !message_queue_is_again(&rows[i]))
			return &rows[i];
	return NULL;
}

/* It or a copy of it is; a copy is not older, and may be of the same moment. */
static bool was_seen_to(const struct case_facts *facts, const struct message_row *needed,
			const struct message_row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (is_needed(facts, &rows[i]) && rows[i].queued_ms >= needed->queued_ms &&
		    is_on_its_way(facts, &rows[i]))
			return true;
	return false;
}

/* --- what was a letter --- */

/* What was written to the company with the letter; NULL where nothing was. */
static enum err find_reason(struct tx *tx, struct arena *arena, const struct message_row *letter,
			    const char **ret_reason, struct fault *why)
{
	struct history_entry *entries;
	size_t count = 0;
	enum err err = case_store_history(tx, arena, letter->case_id, &entries, &count, why);

	if (err)
		return err;
	while (count && (entries[count - 1].at_ms > letter->queued_ms || !*entries[count - 1].reason))
		count--;
	*ret_reason = count ? entries[count - 1].reason : NULL;
	return ERR_OK;
}

/* A letter names no page. Its words as a mail, with the dates of the letter. */
static enum err write_as_mail(struct tx *tx, struct arena *arena, const struct office *office,
			      const struct case_facts *facts, struct message_row *letter, struct fault *why)
{
	const char *reason = NULL;
	struct value *context;
	enum err err = find_reason(tx, arena, letter, &reason, why);

	if (err)
		return err;
	context = mail_context(arena, office, facts->edition, &facts->row, letter->lang, reason);
	value_set_text(arena, context, "today", day_format_date(arena, letter->lang, day_of_ms(letter->queued_ms)));
	return message_queue_render(tx, arena, office, facts->edition, letter->template_id, letter->lang, context,
				    &letter->subject, &letter->body, why);
}

/* Nobody posts it any more. */
static enum err end_posting(struct tx *tx, struct arena *arena, const struct case_facts *facts,
			    const struct message_row *letter, struct fault *why)
{
	struct str occasion = str_from(message_queue_letter(arena, letter));
	enum err err = ERR_OK;

	for (size_t i = 0; !err && i < facts->task_count; i++) {
		struct task_row task = facts->tasks[i];
		if (task.kind != TASK_KIND_TO_POST || task.state != TASK_STATE_OPEN || !str_is(occasion, task.occasion))
			continue;
		err = task_state_move(&task.state, TASK_STATE_OVER, why);
		task.done_ms = facts->now_ms;
		if (!err)
			err = task_store_save(tx, &task, why);
	}
	return err;
}

enum err resend_open(struct tx *tx, struct arena *arena, const struct office *office, const struct case_facts *facts,
		     struct fault *why)
{
	const struct message_row *needed;
	struct message_row *rows, whole;
	size_t count = 0;
	enum err err = message_store_list_case(tx, arena, facts->row.id, &rows, &count, why);

	if (err)
		return err;
	needed = find(facts, rows, count);
	if (!needed || was_seen_to(facts, needed, rows, count))
		return ERR_OK;
	err = message_store_load(tx, arena, needed->id, &whole, why);
	if (err || !*whole.body)
		return err;
	if (whole.state == MESSAGE_STATE_TO_POST)
		err = write_as_mail(tx, arena, office, facts, &whole, why);
	if (!err && whole.state == MESSAGE_STATE_TO_POST)
		err = end_posting(tx, arena, facts, &whole, why);
	return err ? err : message_queue_again(tx, arena, office, &whole, &facts->row, why);
}
