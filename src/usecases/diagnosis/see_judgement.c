/* SPDX-License-Identifier: Apache-2.0 */
#include "store/diagnosis/judgement_store.h"
#include "usecases/case_step.h"
#include "usecases/diagnosis/rejudge.h"

struct seeing {
	const struct office *office;
	const struct actor *actor;
	int64_t number;
};

static enum err see(struct tx *tx, void *context, struct fault *why)
{
	const struct seeing *seeing = context;
	struct diagnosis_row newest = {0};
	struct permission_case of;
	struct case_row row;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = case_step_load(tx, &arena, seeing->number, &row, &of, why);
	if (!err)
		err = case_step_demand(permission_may_release_report(seeing->actor, &of), seeing->actor,
				       "close the task of a new judgement", why);
	if (!err)
		err = diagnosis_store_newest(tx, &arena, seeing->number, &newest, why);
	if (err || !newest.id)
		return err;
	return judgement_store_see(tx, newest.id, seeing->actor->person_id, clock_now_ms(&seeing->office->clock), why);
}

/* To see it twice changes nothing, so the form's token need not be kept. */
enum err see_judgement(const struct office *office, const struct actor *actor, const struct once *once, int64_t number,
		       struct fault *why)
{
	struct seeing seeing = {office, actor, number};

	(void)once;
	return db_write(office->db, see, &seeing, why);
}
