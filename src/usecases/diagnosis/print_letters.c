/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/diagnosis/print_letters.h"

#include "store/diagnosis/diagnosis_store.h"
#include "usecases/case_facts.h"
#include "usecases/permission_demand.h"
#include "usecases/say_deed.h"

/* One letter. */
struct printing {
	const struct office *office;
	const struct actor *actor;
	const struct report_release *release;
};

static bool is_of(const struct report_release *release, const struct diagnosis_row *now)
{
	return now->id == release->diagnosis_id && now->released_ms && now->released_ms == release->released_ms &&
	       now->released_judgement == release->judgement;
}

static enum err note(struct tx *tx, void *context, struct fault *why)
{
	const struct printing *printing = context;
	struct case_facts facts;
	struct diagnosis_row *row = &facts.diagnosis;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = case_facts_load(tx, &arena, printing->office, printing->release->case_id, &facts, why);
	if (err || !is_of(printing->release, row))
		return err;
	row->letter_ms = facts.now_ms;
	say_deed_on_case(tx, &printing->office->clock, printing->actor, "letter_printed", &facts.row);
	return diagnosis_store_save(tx, row, why);
}

enum err print_letters_note(const struct office *office, const struct actor *actor,
			    const struct report_release *releases, size_t count, struct fault *why)
{
	struct printing *printings;
	void **contexts;
	ARENA_SCOPED arena;

	arena_init(&arena);
	printings = arena_array(&arena, count, sizeof(*printings));
	contexts = arena_array(&arena, count, sizeof(*contexts));
	for (size_t i = 0; i < count; i++) {
		printings[i] = (struct printing){office, actor, &releases[i]};
		contexts[i] = &printings[i];
	}
	return db_write_each(office->db, note, contexts, count, why);
}

enum err print_letters(const struct office *office, struct arena *arena, const struct actor *actor,
		       const int64_t *case_ids, size_t count, struct buf *out, struct fault *why)
{
	struct report_release *releases = arena_array(arena, count, sizeof(*releases));
	enum err err = permission_demand(actor->role & ROLE_SECRETARIAT, actor, "print letters", why);

	if (!err)
		err = view_report_letters(office, arena, actor, LANG_JA, case_ids, count, out, releases, why);
	return err ? err : print_letters_note(office, actor, releases, count, why);
}
