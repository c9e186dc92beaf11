/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/advice/advice_deed.h"

#include <stdlib.h>

#include "codec/json.h"
#include "store/account/form_use_store.h"
#include "store/advice/advice_store.h"
#include "usecases/advice/advice_facts.h"
#include "usecases/permission_demand.h"
#include "usecases/say_deed.h"

struct advice_work {
	const struct office *office;
	const struct actor *actor;
	const struct once *once;
	int64_t case_id;
	const struct value *form;
	int64_t read_ms;
	const char *problem;
	size_t entry;
};

static const char *encode(struct arena *arena, const struct value *document)
{
	BUF_SCOPED out;

	buf_init(&out, ADVICE_DOCUMENT_MAX);
	json_encode(&out, document);
	return buf_finish(&out, "the advice", NULL) ? NULL : arena_strdup(arena, buf_text(&out));
}

static enum err keep(struct tx *tx, struct advice_work *work, struct arena *arena, const struct case_facts *of,
		     const struct value *document, struct advice_row *row, struct fault *why)
{
	enum err err;

	row->document = encode(arena, document);
	if (!row->document)
		return fault_set(why, ERR_TOO_LARGE, "an advice plan has at most %zu bytes", ADVICE_DOCUMENT_MAX);
	row->saved_ms = of->now_ms > row->saved_ms ? of->now_ms : row->saved_ms + 1;
	row->saved_by = work->actor->person_id;
	err = advice_store_save(tx, row, why);
	if (!err)
		say_deed_on_case(tx, &work->office->clock, work->actor, "advice_drafted", &of->row);
	return err;
}

static enum err make(struct tx *tx, void *context, struct fault *why)
{
	struct advice_work *work = context;
	struct advice_facts facts;
	struct advice_row row;
	struct value *document;
	bool is_repeated = false;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = advice_facts_load(tx, &arena, work->office, work->actor, work->case_id, &facts, why);
	if (!err)
		err = permission_demand(permission_may_advise(work->actor, &facts.of.of), work->actor,
					"advise this company", why);
	if (!err && work->once)
		err = form_use_store_claim(tx, work->once->nonce, "advice_drafted", work->case_id, facts.of.now_ms,
					   &is_repeated, why);
	if (!err && !is_repeated)
		err = advice_store_newest(tx, &arena, work->case_id, false, &row, why);
	if (err || is_repeated)
		return err;
	if (!row.version || row.released_ms) {
		row.version++;
		row.released_ms = 0;
	}
	document = advice_document_make(&arena, work->office, facts.of.edition, facts.answers, &facts.plan);
	if (facts.measures.count)
		advice_document_set_judgement(&arena, document, facts.of.diagnosis.id, facts.of.diagnosis.judgement);
	return keep(tx, work, &arena, &facts.of, document, &row, why);
}

enum err advice_deed_make(const struct office *office, const struct actor *actor, const struct once *once,
			  int64_t case_id, struct fault *why)
{
	struct advice_work work = {.office = office, .actor = actor, .once = once, .case_id = case_id};

	return db_write(office->db, make, &work, why);
}

/* --- editing --- */

static struct str field(struct arena *arena, const struct value *form, const char *name, size_t index)
{
	const struct value *value = value_get(form, arena_printf(arena, "%s-%zu", name, index));

	return value && value->kind == VALUE_TEXT ? value->text : STR("");
}

/* An entry that the form does not name stays as it is. */
static void read_choices(struct arena *arena, const struct value *form, const struct value *document,
			 struct advice_choice *choices)
{
	const struct value *entries = value_get(document, "entries");

	for (size_t i = 0; i < value_count(entries); i++) {
		struct str stage = field(arena, form, "stage", i), place = field(arena, form, "place", i);
		bool is_given = stage.n > 0;
		choices[i].stage = is_given ? stage : str_from(value_get_text(value_at(entries, i), "stage"));
		choices[i].own =
			is_given ? field(arena, form, "own", i) : str_from(value_get_text(value_at(entries, i), "own"));
		choices[i].place = place.n ? strtol(str_dup(arena, place), NULL, 10) : (int64_t)i + 1;
	}
}

static enum err load_draft(struct tx *tx, struct arena *arena, int64_t case_id, struct advice_row *ret_row,
			   struct value **ret_document, struct fault *why)
{
	enum err err = advice_store_newest(tx, arena, case_id, false, ret_row, why);

	if (!err && (!ret_row->version || ret_row->released_ms))
		err = fault_set(why, ERR_CONFLICT, "there is no draft of the advice");
	return err ? err : json_decode(arena, str_from(ret_row->document), ret_document, why);
}

static enum err save(struct tx *tx, void *context, struct fault *why)
{
	struct advice_work *work = context;
	struct case_facts of;
	struct advice_row row;
	struct value *document, *chosen;
	struct advice_choice *choices;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = case_facts_load(tx, &arena, work->office, work->case_id, &of, why);
	if (!err)
		err = permission_demand(permission_may_advise(work->actor, &of.of), work->actor, "advise this company",
					why);
	if (!err)
		err = load_draft(tx, &arena, work->case_id, &row, &document, why);
	if (!err && row.saved_ms != work->read_ms)
		err = fault_set(why, ERR_CONFLICT, "the draft was saved meanwhile");
	if (err)
		return err;
	choices = arena_array(&arena, value_count(value_get(document, "entries")), sizeof(*choices));
	read_choices(&arena, work->form, document, choices);
	chosen = advice_document_choose(&arena, document, choices, &work->problem, &work->entry);
	return *work->problem ? ERR_OK : keep(tx, work, &arena, &of, chosen, &row, why);
}

enum err advice_deed_save(const struct office *office, const struct actor *actor, int64_t case_id,
			  const struct value *form, int64_t read_ms, const char **ret_problem, size_t *ret_entry,
			  struct fault *why)
{
	struct advice_work work = {
		.office = office, .actor = actor, .case_id = case_id, .form = form, .read_ms = read_ms, .problem = ""};
	enum err err = db_write(office->db, save, &work, why);

	if (!err) {
		*ret_problem = work.problem;
		*ret_entry = work.entry;
	}
	return err;
}

/* --- release --- */

static enum err release(struct tx *tx, struct case_deed_run *run, struct fault *why)
{
	struct advice_row row;
	struct value *document;
	bool may_be_read = false;
	enum err err = load_draft(tx, run->arena, run->case_id, &row, &document, why);

	if (!err)
		err = advice_facts_may_be_read(tx, run->arena, document, &may_be_read, why);
	if (!err && run->input.read_ms && row.saved_ms != run->input.read_ms)
		return fault_set(why, ERR_CONFLICT, "the draft was saved since it was read");
	if (!err && !may_be_read)
		err = fault_set(why, ERR_CONFLICT, "the report of the findings that it names is not released");
	if (err)
		return err;
	row.released_ms = run->facts.now_ms;
	return advice_store_save(tx, &row, why);
}

const struct case_deed advice_deed_release = {
	.event = CASE_EVENT_ADVICE_RELEASED,
	.what = "release the advice",
	.may = permission_may_advise,
	.effect = release,
};
