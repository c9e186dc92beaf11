/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/privacy/erase_content.h"

#include "people/erased_key.h"
#include "store/invitation/invitation_store.h"
#include "store/post/message_store.h"
#include "usecases/case_facts.h"
#include "usecases/case_step.h"
#include "usecases/permission_demand.h"
#include "usecases/place_offer.h"
#include "usecases/receipt.h"
#include "usecases/say_deed.h"

struct erasing {
	const struct office *office;
	const struct actor *actor;
	int64_t case_id;
	enum erase_class class;
	const char *rule;
};

/* What is still on its way would be sent or stored again. */
static enum err demand_rest(struct tx *tx, struct arena *arena, const struct erasing *erasing,
			    const struct case_facts *facts, struct fault *why)
{
	struct message_row *mails;
	size_t count;
	enum err err;

	if (diagnosis_state_is_running(facts->diagnosis.state))
		return fault_set(why, ERR_CONFLICT, "a diagnosis of this case is running");
	err = message_store_list_case(tx, arena, erasing->case_id, &mails, &count, why);
	for (size_t i = 0; !err && i < count; i++)
		if (!message_state_is_final(mails[i].state))
			return fault_set(why, ERR_CONFLICT, "a mail of this case waits to be sent");
	return err;
}

/* Whom nobody can reach any more takes no part: its place is for the next one. It is told by no mail. */
static enum err end_case(struct tx *tx, struct arena *arena, const struct erasing *erasing, struct case_facts *facts,
			 struct fault *why)
{
	const struct case_step step = {
		.office = erasing->office,
		.edition = facts->edition,
		.actor = erasing->actor,
		.event = CASE_EVENT_WITHDRAWN,
	};
	enum case_state to;

	if (erasing->class != ERASE_CONTACT || !case_state_advance(facts->row.state, step.event, &to))
		return ERR_OK;
	return case_step_take(tx, arena, &step, &facts->row, why);
}

/* By the answers and the contact of a case is known which invitations are its company's: so those come first. */
static enum err erase_invitations(struct tx *tx, struct arena *arena, const struct erasing *erasing, struct fault *why)
{
	char erased_key[ERASED_KEY_LENGTH + 1];
	struct invitation_row *rows;
	size_t count = 0;
	enum err err = ERR_OK;

	if (erasing->class == ERASE_ANSWERS || erasing->class == ERASE_CONTACT)
		err = invitation_store_tie(tx, erasing->case_id, why);
	if (err || erasing->class != ERASE_CONTACT)
		return err;
	err = invitation_store_list_company(tx, arena, erasing->case_id, &rows, &count, why);
	for (size_t i = 0; !err && i < count; i++) {
		erased_key_make(erasing->office->secret, str_from(rows[i].company_key), erased_key);
		err = invitation_store_erase(tx, rows[i].id, erased_key, why);
	}
	return err;
}

static enum err erase(struct tx *tx, void *context, struct fault *why)
{
	const struct erasing *erasing = context;
	enum case_state before = CASE_STATE_NONE;
	struct case_facts facts;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = case_facts_load(tx, &arena, erasing->office, erasing->case_id, &facts, why);
	if (!err)
		err = permission_demand(permission_may_erase_content(erasing->actor), erasing->actor,
					"erase what a company gave", why);
	if (!err)
		err = demand_rest(tx, &arena, erasing, &facts, why);
	before = err ? before : facts.row.state;
	if (!err)
		err = end_case(tx, &arena, erasing, &facts, why);
	if (!err)
		err = erase_invitations(tx, &arena, erasing, why);
	if (!err)
		err = erase_store_run(tx, erasing->class, erasing->case_id, receipt_format(&arena, &facts.row), why);
	if (!err)
		say_deed_erased(tx, &erasing->office->clock, erasing->actor, erase_class_name(erasing->class),
				erasing->rule, &facts.row);
	if (!err && place_ledger_may_owe(CASE_EVENT_WITHDRAWN, before, facts.row.state))
		err = place_offer_owed(tx, erasing->office, facts.edition, facts.row.course, why);
	return err;
}

enum err erase_content(const struct office *office, const struct actor *actor, int64_t case_id, enum erase_class class,
		       const char *rule, struct fault *why)
{
	struct erasing erasing = {office, actor, case_id, class, rule};
	enum err err = db_write(office->db, erase, &erasing, why);

	return err ? err : db_scrub(office->db, why);
}
