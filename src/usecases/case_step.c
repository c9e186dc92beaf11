/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/case_step.h"

#include <string.h>

#include "store/account/person_store.h"
#include "store/diagnosis/diagnosis_store.h"
#include "usecases/mail_context.h"
#include "usecases/queue_message.h"

const char *case_receipt(struct arena *arena, const struct office *office, int64_t number)
{
	return arena_printf(arena, "%s%04lld", office->edition->receipt_prefix, (long long)number);
}

bool case_receipt_parse(const struct office *office, struct str text, int64_t *ret_number)
{
	int64_t number;

	text = str_trim(text);
	if (str_starts(text, office->edition->receipt_prefix))
		text = str_skip(text, strlen(office->edition->receipt_prefix));
	if (!str_to_i64(text, &number) || number < 1)
		return false;
	*ret_number = number;
	return true;
}

struct actor case_system_actor(void)
{
	return (struct actor){.name = "system"};
}

enum err case_step_demand(bool is_allowed, const struct actor *actor, const char *what, struct fault *why)
{
	if (is_allowed)
		return ERR_OK;
	return fault_set(why, ERR_DENIED, "a person in the role %s may not %s here",
			 actor->role ? role_name(actor->role) : "system", what);
}

enum err case_step_load(struct tx *tx, struct arena *arena, int64_t number, struct case_row *ret_row,
			struct permission_case *ret_of, struct fault *why)
{
	struct diagnosis_row diagnosis;
	struct case_row row;
	enum err err;

	err = case_store_load(tx, arena, number, &row, why);
	if (!err)
		err = diagnosis_store_newest(tx, arena, number, &diagnosis, why);
	if (err)
		return err;
	*ret_row = row;
	*ret_of = (struct permission_case){row.number, row.checked_by, row.expert_id, diagnosis.released_ms != 0};
	return ERR_OK;
}

static enum err append(struct tx *tx, const struct case_step *step, struct case_row *row, struct fault *why)
{
	struct history_entry entry = {
		.at_ms = clock_now_ms(&step->office->clock),
		.event = step->event,
		.actor_id = step->actor->person_id,
		.actor_name = step->actor->name,
		.reason = step->reason ? step->reason : "",
		.detail = step->detail ? step->detail : "{}",
	};

	if (!case_state_advance(row->state, step->event, &entry.state))
		return fault_set(why, ERR_CONFLICT, "case %lld is in the state %s, where \"%s\" cannot happen",
				 (long long)row->number, case_state_name(row->state), case_event_name(step->event));
	return case_store_append(tx, row, &entry, why);
}

static enum err queue_mail(struct tx *tx, struct arena *arena, const struct case_step *step, const struct case_row *row,
			   struct fault *why)
{
	enum lang lang = strcmp(row->lang, "en") == 0 ? LANG_EN : LANG_JA;
	struct value *context;

	if (!step->mail)
		return ERR_OK;
	context = mail_context(arena, step->office, row, lang, step->reason);
	return message_queue(tx, step->office, row->number, step->mail, step->occasion ? step->occasion : "", lang,
			     row->mail, context, why);
}

enum err case_step_take(struct tx *tx, struct arena *arena, const struct case_step *step, struct case_row *row,
			bool *ret_is_repeated, struct fault *why)
{
	const char *earlier = NULL;
	enum err err = ERR_OK;

	if (step->once)
		err = form_use_claim(tx, arena, step->once->nonce, case_event_name(step->event),
				     clock_now_ms(&step->office->clock), &earlier, why);
	*ret_is_repeated = earlier != NULL;
	if (err || earlier)
		return err;
	err = append(tx, step, row, why);
	return err ? err : queue_mail(tx, arena, step, row, why);
}
