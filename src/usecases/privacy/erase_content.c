/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/privacy/erase_content.h"

#include "store/post/message_store.h"
#include "usecases/case_facts.h"
#include "usecases/permission_demand.h"
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

static enum err erase(struct tx *tx, void *context, struct fault *why)
{
	const struct erasing *erasing = context;
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
	if (!err)
		err = erase_store_run(tx, erasing->class, erasing->case_id, why);
	if (!err)
		say_deed_erased(tx, &erasing->office->clock, erasing->actor, erase_class_name(erasing->class),
				erasing->rule, &facts.row);
	return err;
}

enum err erase_content(const struct office *office, const struct actor *actor, int64_t case_id, enum erase_class class,
		       const char *rule, struct fault *why)
{
	struct erasing erasing = {office, actor, case_id, class, rule};
	enum err err = db_write(office->db, erase, &erasing, why);

	return err ? err : db_scrub(office->db, why);
}
