/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/desk/note_deed.h"

#include "store/account/form_use_store.h"
#include "store/desk/note_store.h"
#include "store/new_id.h"
#include "usecases/case_deed.h"
#include "usecases/permission_demand.h"
#include "usecases/say_deed.h"

_Static_assert(NOTE_DEED_CHARS_MAX == CASE_DEED_REASON_CHARS_MAX, "one rule judges both");

struct note_work {
	const struct office *office;
	const struct actor *actor;
	const struct once *once;
	int64_t case_id;
	enum note_kind kind;
	struct str words;
};

static bool may_write(const struct note_work *work, const struct permission_case *of)
{
	return work->kind == NOTE_KIND_VISIT ? permission_may_advise(work->actor, of)
					     : permission_may_write_note(work->actor);
}

static enum err keep(struct tx *tx, void *context, struct fault *why)
{
	const struct note_work *work = context;
	struct note_row note = {.id = new_id(), .case_id = work->case_id, .kind = work->kind};
	bool is_repeated = false;
	struct case_facts facts;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	note.noted_ms = clock_now_ms(&work->office->clock);
	note.noted_by = work->actor->person_id;
	note.words = str_dup(&arena, work->words);
	err = case_facts_load(tx, &arena, work->office, work->case_id, &facts, why);
	if (!err)
		err = permission_demand(may_write(work, &facts.of), work->actor, "write a note", why);
	if (!err && work->once)
		err = form_use_store_claim(tx, work->once->nonce, "noted", work->case_id, note.noted_ms, &is_repeated,
					   why);
	if (err || is_repeated)
		return err;
	err = note_store_insert(tx, &note, why);
	if (!err)
		say_deed_on_case(tx, &work->office->clock, work->actor, "noted", &facts.row);
	return err;
}

enum err note_deed_add(const struct office *office, const struct actor *actor, const struct once *once, int64_t case_id,
		       enum note_kind kind, struct str words, const char **ret_problem, struct fault *why)
{
	struct note_work work = {office, actor, once, case_id, kind, str_trim(words)};
	const char *problem = case_deed_reason_problem(work.words);
	enum err err = permission_demand(kind == NOTE_KIND_VISIT || permission_may_write_note(actor), actor,
					 "write a note", why);

	if (!err && !problem)
		err = db_write(office->db, keep, &work, why);
	if (!err)
		*ret_problem = problem ? problem : "";
	return err;
}
