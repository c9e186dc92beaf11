/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/case_step.h"

#include "store/account/session_store.h"
#include "store/diagnosis/authorisation_store.h"
#include "usecases/case_task.h"
#include "usecases/mail_context.h"
#include "usecases/message_queue.h"
#include "usecases/say_deed.h"

enum err case_step_check(const struct case_row *row, enum case_event event, enum case_state *ret_to, struct fault *why)
{
	if (case_state_advance(row->state, event, ret_to))
		return ERR_OK;
	return fault_set(why, ERR_CONFLICT, "case %lld is in the state %s, where \"%s\" cannot happen",
			 (long long)row->id, case_state_name(row->state), case_state_event_name(event));
}

/* Who has withdrawn, or is out, is not looked at any more. */
static enum err end_permission(struct tx *tx, struct arena *arena, const struct case_row *row, int64_t now_ms,
			       struct fault *why)
{
	struct authorisation_row authorisation;
	enum err err;

	if (!case_state_is_ended(row->state))
		return ERR_OK;
	err = authorisation_store_newest(tx, arena, row->id, &authorisation, why);
	if (!err && authorisation.state == AUTHORISATION_STATE_AUTHORISED)
		err = authorisation_store_revoke(tx, &authorisation, now_ms, why);
	return err;
}

/* Who is out has no page to come to: a later reopening must not wake what was mailed before. */
static enum err end_links(struct tx *tx, enum case_state from, struct case_row *row, struct fault *why)
{
	enum err err;

	if (case_state_lets_in(row->state) || !case_state_lets_in(from))
		return ERR_OK;
	row->link_version++;
	err = case_store_save(tx, row, why);
	return err ? err : session_store_delete_case(tx, row->id, why);
}

static enum err append(struct tx *tx, struct arena *arena, const struct case_step *step, struct case_row *row,
		       struct fault *why)
{
	struct history_entry entry = {
		.edition_version = step->edition->version,
		.at_ms = clock_now_ms(&step->office->clock),
		.event = step->event,
		.actor_kind = actor_kind(step->actor),
		.actor_id = step->actor->person_id,
		.actor_name = step->actor->name,
		.reason = step->reason ? step->reason : "",
		.detail = step->detail ? step->detail : "{}",
	};
	enum case_state from = row->state;
	enum err err;

	err = case_step_check(row, step->event, &entry.state, why);
	if (!err)
		err = row->event_count ? case_store_append(tx, row, &entry, why)
				       : case_store_insert_first(tx, row, &entry, why);
	if (!err)
		err = end_permission(tx, arena, row, entry.at_ms, why);
	if (!err)
		err = case_task_end(tx, row, step->event, entry.at_ms, why);
	if (!err && (step->event == CASE_EVENT_CHECKED || case_state_proves_mail(step->event)))
		err = message_queue_release_held(tx, row->id, entry.at_ms, why);
	if (!err && case_state_is_ended(row->state)) /* of its end alone it is told, once its mails may go */
		err = message_queue_cancel_held(tx, row->id, entry.at_ms, why);
	if (!err)
		err = end_links(tx, from, row, why);
	if (!err)
		say_deed_event(tx, step->actor, &entry, row);
	return err;
}

enum err case_step_mail(struct tx *tx, struct arena *arena, const struct case_step *step, const struct case_row *row,
			struct fault *why)
{
	enum lang lang = str_is(str_from(row->lang), "en") ? LANG_EN : LANG_JA;
	struct value *context;
	enum err err = ERR_OK;

	if (!step->mail)
		return ERR_OK;
	context = mail_context(arena, step->office, step->edition, row, lang, step->reason);
	if (step->permission)
		err = mail_context_add_permission(arena, context, step->permission, lang, why);
	if (err)
		return err;
	return message_queue(tx, step->office, step->edition, row->id, step->mail, step->occasion ? step->occasion : "",
			     lang, row->mail, context, why);
}

enum err case_step_take(struct tx *tx, struct arena *arena, const struct case_step *step, struct case_row *row,
			struct fault *why)
{
	enum err err = append(tx, arena, step, row, why);

	return err ? err : case_step_mail(tx, arena, step, row, why);
}
