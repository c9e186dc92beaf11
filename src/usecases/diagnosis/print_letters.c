/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/diagnosis/print_letters.h"

#include "store/diagnosis/diagnosis_store.h"
#include "usecases/case_facts.h"
#include "usecases/diagnosis/view_report.h"
#include "usecases/permission_demand.h"
#include "usecases/say_deed.h"

/* One letter. */
struct printing {
	const struct office *office;
	const struct actor *actor;
	int64_t case_id;
};

/* What was released meanwhile, or is diagnosed anew, has another letter. */
static enum err note(struct tx *tx, void *context, struct fault *why)
{
	const struct printing *printing = context;
	struct case_facts facts;
	struct diagnosis_row *row = &facts.diagnosis;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = case_facts_load(tx, &arena, printing->office, printing->case_id, &facts, why);
	if (!err && !row->released_ms)
		err = fault_set(why, ERR_CONFLICT, "the report of case %lld is not released",
				(long long)printing->case_id);
	if (err)
		return err;
	row->letter_ms = facts.now_ms;
	say_deed_on_case(tx, &printing->office->clock, printing->actor, "letter_printed", &facts.row);
	return diagnosis_store_save(tx, row, why);
}

enum err print_letters(const struct office *office, struct arena *arena, const struct actor *actor,
		       const int64_t *case_ids, size_t count, struct buf *out, struct fault *why)
{
	struct printing *printings = arena_array(arena, count, sizeof(*printings));
	void **contexts = arena_array(arena, count, sizeof(*contexts));
	enum err err = permission_demand(actor->role & ROLE_SECRETARIAT, actor, "print letters", why);

	if (!err)
		err = view_report_letters(office, arena, actor, LANG_JA, case_ids, count, out, why);
	if (err)
		return err;
	for (size_t i = 0; i < count; i++) {
		printings[i] = (struct printing){office, actor, case_ids[i]};
		contexts[i] = &printings[i];
	}
	return db_write_each(office->db, note, contexts, count, why);
}
