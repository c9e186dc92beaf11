/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/screening/resend_open.h"

#include "store/post/message_store.h"
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
	return message_queue_again(tx, arena, office, &whole, &facts->row, why);
}
