/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/diagnosis/see_judgement.h"

#include "store/diagnosis/judgement_store.h"
#include "usecases/case_facts.h"
#include "usecases/permission_demand.h"
#include "usecases/say_deed.h"

struct see_judgement_work {
	const struct office *office;
	const struct actor *actor;
	int64_t case_id;
};

static enum err see(struct tx *tx, void *context, struct fault *why)
{
	const struct see_judgement_work *work = context;
	struct case_facts facts;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = case_facts_load(tx, &arena, work->office, work->case_id, &facts, why);
	if (!err)
		err = permission_demand(permission_may_release_report(work->actor, &facts.of), work->actor,
					"close the task of a new judgement", why);
	if (err || !facts.diagnosis.id)
		return err;
	say_deed_on_case(tx, &work->office->clock, work->actor, "judgement_seen", &facts.row);
	return judgement_store_see(tx, facts.diagnosis.id, work->actor->person_id, facts.now_ms, why);
}

enum err see_judgement(const struct office *office, const struct actor *actor, int64_t case_id, struct fault *why)
{
	struct see_judgement_work work = {office, actor, case_id};

	return db_write(office->db, see, &work, why);
}
