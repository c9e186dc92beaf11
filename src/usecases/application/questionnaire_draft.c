/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/application/questionnaire_draft.h"

#include "codec/json.h"
#include "programme/answers.h"
#include "store/application/questionnaire_store.h"
#include "usecases/application/draft_room.h"
#include "usecases/application/questionnaire_deed.h"
#include "usecases/permission_demand.h"

struct load_work {
	const struct office *office;
	struct arena *arena;
	const struct actor *actor;
	int64_t case_id;
	struct questionnaire_draft draft;
};

static enum err load(struct tx *tx, void *context, struct fault *why)
{
	struct load_work *work = context;
	struct questionnaire_draft *draft = &work->draft;
	struct questionnaire_row row = {.answers = ""};
	enum err err = case_facts_load(tx, work->arena, work->office, work->case_id, &draft->facts, why);

	if (!err)
		err = permission_demand(permission_may_answer_case(work->actor, &draft->facts.of), work->actor,
					"answer the pre-interview", why);
	if (!err)
		err = questionnaire_store_load(tx, work->arena, work->case_id, &row, why);
	if (err)
		return err;
	draft->is_open = case_deed_is_open(&questionnaire_deed_answer, work->actor, &draft->facts);
	draft->typed = questionnaire_judge_typed(work->arena, row.answers);
	draft->saved_ms = row.saved_ms;
	return ERR_OK;
}

enum err questionnaire_draft_load(const struct office *office, struct arena *arena, const struct actor *actor,
				  int64_t case_id, struct questionnaire_draft *ret_draft, struct fault *why)
{
	struct load_work work = {.office = office, .arena = arena, .actor = actor, .case_id = case_id};
	enum err err = db_read(office->db, load, &work, why);

	if (!err)
		*ret_draft = work.draft;
	return err;
}

/* --- a page --- */

struct take_work {
	struct load_work before;
	const char *page;
	const struct value *typed;
	struct value *problems;
};

bool questionnaire_draft_only_misses(const struct value *problems)
{
	const char *missing = question_problem_name(QUESTION_PROBLEM_MISSING);

	for (size_t i = 0; i < problems->count; i++)
		if (!str_is(problems->items[i]->text, missing))
			return false;
	return true;
}

static bool is_emptied(const struct take_work *work, const char *id)
{
	return str_is(str_from(value_get_text(work->problems, id)), question_problem_name(QUESTION_PROBLEM_MISSING));
}

/* What the draft held, without what was emptied and with what the page took. */
static struct value *merge(const struct take_work *work, const struct edition_form *page, const struct value *taken)
{
	struct arena *arena = work->before.arena;
	const struct value *held = work->before.draft.typed;
	struct value *merged = value_map(arena);

	for (size_t i = 0; i < held->count; i++)
		if (!is_emptied(work, held->keys[i].p) && !value_get_str(taken, held->keys[i]))
			value_append(arena, merged, held->keys[i], held->items[i]);
	for (size_t i = 0; i < page->question_count; i++) {
		const char *id = page->questions[i].id;
		if (value_get(taken, id) && value_get(work->typed, id))
			value_set_shared(arena, merged, id, value_get(work->typed, id));
	}
	return merged;
}

static enum err save(struct tx *tx, const struct take_work *work, const struct value *merged, struct fault *why)
{
	const struct load_work *before = &work->before;
	struct questionnaire_row row = {.saved_ms = before->draft.facts.now_ms};
	BUF_SCOPED text;

	buf_init(&text, QUESTIONNAIRE_DRAFT_BYTES_MAX);
	json_encode(&text, merged);
	if (text.full)
		return fault_set(why, ERR_TOO_LARGE, "the answers are longer than %zu bytes",
				 QUESTIONNAIRE_DRAFT_BYTES_MAX);
	row.answers = buf_text(&text);
	return questionnaire_store_save(tx, before->case_id, &row, why);
}

static enum err take(struct tx *tx, void *context, struct fault *why)
{
	struct take_work *work = context;
	struct load_work *before = &work->before;
	struct questionnaire_judgement judgement;
	const struct edition_form *page;
	const struct edition *edition;
	struct value *taken;
	enum err err = load(tx, before, why);

	if (err)
		return err;
	if (!before->draft.is_open)
		return fault_set(why, ERR_CONFLICT, "this pre-interview is not to be answered now");
	edition = before->draft.facts.edition;
	page = *work->page ? questionnaire_judge_page(edition, work->page) : &edition->questionnaire;
	if (!page)
		return fault_set(why, ERR_NOT_FOUND, "the pre-interview has no page \"%s\"", work->page);
	judgement = questionnaire_judge(before->arena, edition, before->draft.typed);
	answers_judge(before->arena, page->questions, page->question_count, work->typed, judgement.answers, &taken,
		      &work->problems);
	return save(tx, work, merge(work, page, taken), why);
}

enum err questionnaire_draft_take(const struct office *office, struct arena *arena, const struct actor *actor,
				  int64_t case_id, const char *page, const struct value *typed,
				  const struct value **ret_problems, struct fault *why)
{
	struct take_work work = {.before = {.office = office, .arena = arena, .actor = actor, .case_id = case_id},
				 .page = page,
				 .typed = typed};
	enum err err = draft_room_demand(office, why);

	if (!err)
		err = db_write(office->db, take, &work, why);
	if (!err)
		*ret_problems = work.problems;
	return err;
}
