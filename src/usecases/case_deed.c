/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/case_deed.h"

#include <string.h>

#include "codec/utf8.h"
#include "store/account/form_use_store.h"
#include "store/new_id.h"
#include "usecases/permission_demand.h"
#include "usecases/place_offer.h"

/* Who may see the case is told of its state first: an application that nobody has checked is approved by nobody. */
static enum err demand(const struct case_deed *deed, const struct actor *actor, const struct case_facts *facts,
		       struct fault *why)
{
	enum case_state to;

	if (deed->may(actor, &facts->of))
		return ERR_OK;
	if (permission_may_see_case(actor, &facts->of) && case_step_check(&facts->row, deed->event, &to, why))
		return ERR_CONFLICT;
	return permission_demand(false, actor, deed->what, why);
}

static bool is_settled(const struct case_deed *deed, const struct case_facts *facts,
		       const struct case_deed_input *input)
{
	return deed->is_settled && deed->is_settled(facts, input);
}

static enum err must_hold(const struct case_deed *deed, const struct case_facts *facts, struct fault *why)
{
	enum case_state to;
	enum err err = case_step_check(&facts->row, deed->event, &to, why);

	return err || !deed->holds ? err : deed->holds(facts, why);
}

bool case_deed_is_allowed(const struct case_deed *deed, const struct actor *actor, const struct case_facts *facts)
{
	enum case_state to;

	return deed->may(actor, &facts->of) && case_state_advance(facts->row.state, deed->event, &to);
}

bool case_deed_is_open(const struct case_deed *deed, const struct actor *actor, const struct case_facts *facts)
{
	return !demand(deed, actor, facts, NULL) && !is_settled(deed, facts, &(struct case_deed_input){0}) &&
	       !must_hold(deed, facts, NULL);
}

struct newest_work {
	struct arena *arena;
	int64_t case_id;
	struct history_entry newest;
};

static enum err look_at_newest(struct tx *tx, void *context, struct fault *why)
{
	struct newest_work *work = context;
	struct history_entry *entries;
	size_t count;
	enum err err = case_store_history(tx, work->arena, work->case_id, &entries, &count, why);

	if (!err && !count)
		err = fault_set(why, ERR_NOT_FOUND, "there is no case %lld", (long long)work->case_id);
	if (!err)
		work->newest = entries[count - 1];
	return err;
}

enum err case_deed_newest(const struct office *office, struct arena *arena, int64_t case_id,
			  struct history_entry *ret_entry, struct fault *why)
{
	struct newest_work work = {.arena = arena, .case_id = case_id};
	enum err err = db_read(office->db, look_at_newest, &work, why);

	if (!err)
		*ret_entry = work.newest;
	return err;
}

struct sent_work {
	const struct case_deed *deed;
	const struct once *once;
	bool was_done;
};

static enum err look_at_form(struct tx *tx, void *context, struct fault *why)
{
	struct sent_work *work = context;

	return form_use_store_was_used(tx, work->once->nonce, case_state_event_name(work->deed->event), &work->was_done,
				       why);
}

enum err case_deed_was_sent(const struct case_deed *deed, const struct office *office, const struct once *once,
			    bool *ret_was_done, struct fault *why)
{
	struct sent_work work = {.deed = deed, .once = once};
	enum err err = db_read(office->db, look_at_form, &work, why);

	if (!err)
		*ret_was_done = work.was_done;
	return err;
}

static enum err claim(struct tx *tx, const struct case_deed_run *run, bool *ret_is_repeated, struct fault *why)
{
	*ret_is_repeated = false;
	if (!run->once)
		return ERR_OK;
	return form_use_store_claim(tx, run->once->nonce, case_state_event_name(run->deed->event), run->case_id,
				    run->facts.now_ms, ret_is_repeated, why);
}

static struct case_step make_step(const struct case_deed_run *run)
{
	const struct case_deed *deed = run->deed;

	return (struct case_step){
		.office = run->office,
		.edition = run->facts.edition,
		.actor = run->actor,
		.event = deed->event,
		.reason = deed->needs_reason ? str_dup(run->arena, run->input.reason) : NULL,
		.mail = deed->mail,
		.occasion = deed->mails_again ? arena_printf(run->arena, "%lld", (long long)run->input.id) : NULL,
	};
}

enum err case_deed_prepare(struct tx *tx, struct case_deed_run *run, struct fault *why)
{
	run->step = make_step(run);
	return run->deed->prepare ? run->deed->prepare(tx, run, why) : ERR_OK;
}

/* Offers what the deed leaves owed, by the course that the case was in and by the one that it is in. */
static enum err offer_places(struct tx *tx, const struct case_deed_run *run, const struct case_row *before,
			     struct fault *why)
{
	const struct case_row *row = &run->facts.row;
	enum err err;

	if (!place_ledger_may_owe(run->deed->event, before->state, row->state))
		return ERR_OK;
	err = place_offer_owed(tx, run->office, run->facts.edition, before->course, why);
	if (!err && strcmp(before->course, row->course) != 0)
		err = place_offer_owed(tx, run->office, run->facts.edition, row->course, why);
	return err;
}

static enum err change(struct tx *tx, struct case_deed_run *run, struct fault *why)
{
	const struct case_row before = run->facts.row;
	enum err err = must_hold(run->deed, &run->facts, why);

	if (err)
		return err;
	err = case_deed_prepare(tx, run, why);
	if (!err && run->deed->effect)
		err = run->deed->effect(tx, run, why);
	if (!err)
		err = case_step_take(tx, run->arena, &run->step, &run->facts.row, why);
	if (!err)
		err = case_store_save(tx, &run->facts.row, why);
	return err ? err : offer_places(tx, run, &before, why);
}

static enum err run_deed(struct tx *tx, void *context, struct fault *why)
{
	struct case_deed_run *run = context;
	bool is_repeated = false;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	run->arena = &arena;
	err = case_facts_load(tx, &arena, run->office, run->case_id, &run->facts, why);
	if (!err)
		err = demand(run->deed, run->actor, &run->facts, why);
	if (!err)
		err = claim(tx, run, &is_repeated, why);
	if (err || is_repeated || is_settled(run->deed, &run->facts, &run->input))
		return err;
	return change(tx, run, why);
}

const char *case_deed_reason_problem(struct str reason)
{
	reason = str_trim(reason);
	if (!reason.n)
		return "missing";
	if (utf8_count(reason) > CASE_DEED_REASON_CHARS_MAX)
		return "too_long";
	return utf8_has_control(reason) ? "sign" : NULL;
}

enum err case_deed_do(const struct case_deed *deed, const struct office *office, const struct actor *actor,
		      const struct once *once, int64_t case_id, const struct case_deed_input *input, struct fault *why)
{
	struct case_deed_run run = {.deed = deed, .office = office, .actor = actor, .once = once, .case_id = case_id};

	if (input)
		run.input = *input;
	if (!run.input.id)
		run.input.id = new_id();
	run.input.reason = str_trim(run.input.reason);
	if (deed->needs_reason && case_deed_reason_problem(run.input.reason))
		return fault_set(why, ERR_INVALID, "a reason of 1 to %d characters is needed",
				 CASE_DEED_REASON_CHARS_MAX);
	if (deed->takes_text && run.input.reason.n && case_deed_reason_problem(run.input.reason))
		return fault_set(why, ERR_INVALID, "a text of at most %d characters may come with it",
				 CASE_DEED_REASON_CHARS_MAX);
	return db_write(office->db, run_deed, &run, why);
}
