/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/diagnosis/targets_deed.h"

#include "store/diagnosis/authorisation_request_store.h"
#include "usecases/case_task.h"

static enum err store_authorisation(struct tx *tx, struct case_deed_run *run, struct fault *why)
{
	const struct authorisation_row *before = &run->facts.authorisation;
	const struct authorisation_row row = {
		.id = run->input.id,
		.case_id = run->case_id,
		.state = AUTHORISATION_STATE_AUTHORISED,
		.document = run->input.document,
		.authorised_ms = run->facts.now_ms,
	};
	enum err err = ERR_OK;

	run->step.detail = row.document; /* what was authorised is part of the history */
	if (before->id)
		err = authorisation_store_revoke(tx, before, row.authorised_ms, why);
	if (!err)
		err = authorisation_store_insert(tx, &row, why);
	return err ? err : authorisation_request_store_delete(tx, row.case_id, row.id, why);
}

const struct case_deed targets_deed_authorise = {
	.event = CASE_EVENT_TARGETS_AUTHORISED,
	.what = "authorise targets",
	.may = permission_may_authorise_targets,
	.effect = store_authorisation,
};

static bool is_asked(const struct case_facts *facts)
{
	return case_facts_open_task(facts, TASK_KIND_HOSTING_UNSURE) != NULL;
}

/* Nothing is touched that a hoster may forbid: not by a permission that was given before, either. */
static enum err make_call(struct tx *tx, struct case_deed_run *run, struct fault *why)
{
	const char *occasion = arena_printf(run->arena, "%lld", (long long)run->facts.row.event_count + 1);
	const struct authorisation_row *before = &run->facts.authorisation;
	bool is_new;
	enum err err = ERR_OK;

	if (before->state == AUTHORISATION_STATE_AUTHORISED)
		err = authorisation_store_revoke(tx, before, run->facts.now_ms, why);
	if (!err)
		err = tx_notify(tx, why);
	return err ? err
		   : case_task_make(tx, run->office, run->facts.edition, run->case_id, TASK_KIND_HOSTING_UNSURE,
				    occasion, &is_new, why);
}

const struct case_deed targets_deed_ask = {
	.event = CASE_EVENT_CALL_ASKED,
	.what = "ask about the authorisation",
	.may = permission_may_authorise_targets,
	.is_settled = is_asked,
	.effect = make_call,
};

static bool is_not_authorised(const struct case_facts *facts)
{
	return facts->authorisation.state != AUTHORISATION_STATE_AUTHORISED;
}

static enum err revoke(struct tx *tx, struct case_deed_run *run, struct fault *why)
{
	enum err err = authorisation_store_revoke(tx, &run->facts.authorisation, run->facts.now_ms, why);

	return err ? err : tx_notify(tx, why);
}

const struct case_deed targets_deed_revoke = {
	.event = CASE_EVENT_TARGETS_REVOKED,
	.what = "revoke an authorisation",
	.may = permission_may_authorise_targets,
	.is_settled = is_not_authorised,
	.effect = revoke,
};
