/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/diagnosis/targets_deed.h"

#include "findings/authorisation.h"
#include "store/diagnosis/authorisation_request_store.h"
#include "usecases/case_task.h"
#include "usecases/diagnosis/diagnosis_deed.h"

static enum err store_authorisation(struct tx *tx, struct case_deed_run *run, struct fault *why)
{
	const struct authorisation_row before = run->facts.authorisation;
	const struct authorisation_row row = {
		.id = run->input.id,
		.case_id = run->case_id,
		.state = AUTHORISATION_STATE_AUTHORISED,
		.document = run->input.document,
		.authorised_ms = run->facts.now_ms,
	};
	enum err err = ERR_OK;

	run->step.detail = row.document; /* what was authorised is part of the history */
	if (before.id)
		err = authorisation_store_revoke(tx, &before, row.authorised_ms, why);
	if (!err)
		err = authorisation_store_insert(tx, &row, why);
	run->facts.authorisation = row;
	if (!err)
		err = diagnosis_deed_watch_begin(tx, &run->facts, why);
	return err ? err : authorisation_request_store_delete(tx, row.case_id, row.id, why);
}

const struct case_deed targets_deed_authorise = {
	.event = CASE_EVENT_TARGETS_AUTHORISED,
	.what = "authorise targets",
	.may = permission_may_authorise_targets,
	.effect = store_authorisation,
};

static enum err has_no_mail(const struct case_facts *facts, struct fault *why)
{
	return *facts->row.mail
		       ? fault_set(why, ERR_CONFLICT, "the company has a mail address, to which a code is sent")
		       : ERR_OK;
}

/* Its letter says the last day of all purposes. */
static enum err name_permission(struct tx *tx, struct case_deed_run *run, struct fault *why)
{
	struct authorisation *document;
	BUF_SCOPED text;
	enum err err = authorisation_parse(run->arena, str_from(run->input.document), &document, why);

	buf_init(&text, AUTHORISATION_BYTES_MAX);
	if (err)
		return err;
	for (int i = 0; i < AUTHORISATION_OWNERSHIP; i++)
		if (document->purposes[i].not_after_ms > document->purposes[document->purpose].not_after_ms)
			document->purpose = (enum authorisation_purpose)i;
	authorisation_format(document, &text);
	err = buf_finish(&text, "the authorisation", why);
	run->step.permission = arena_strdup(run->arena, buf_text(&text));
	return err;
}

const struct case_deed targets_deed_record = {
	.event = CASE_EVENT_TARGETS_AUTHORISED,
	.what = "record an authorisation",
	.mail = "authorisation_recorded",
	.mails_again = true,
	.needs_reason = true,
	.may = permission_may_record_authorisation,
	.holds = has_no_mail,
	.prepare = name_permission,
	.effect = store_authorisation,
};

static bool is_asked(const struct case_facts *facts, const struct case_deed_input *input)
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

static bool is_not_authorised(const struct case_facts *facts, const struct case_deed_input *input)
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

/* --- one purpose --- */

/* A button that is pressed twice ends it once; whoever asks for another end is heard, with any form's token. */
static bool has_ended(const struct case_facts *facts, const struct case_deed_input *input)
{
	enum authorisation_purpose which;
	struct authorisation *document;
	ARENA_SCOPED arena;

	arena_init(&arena);
	return authorisation_purpose_parse(input->purpose, &which) &&
	       !authorisation_parse(&arena, str_from(facts->authorisation.document), &document, NULL) &&
	       document->purposes[which].ended_ms;
}

/* Also while the window has not begun, as under a clock that was put back: the company's word counts all the same. */
static bool find_holding(const struct authorisation *document, int64_t now_ms, enum authorisation_purpose *ret_purpose)
{
	for (int i = 0; i <= AUTHORISATION_WATCH; i++) {
		if (!authorisation_purpose_holds(&document->purposes[i], now_ms))
			continue;
		*ret_purpose = (enum authorisation_purpose)i;
		return true;
	}
	return false;
}

static enum err end_term(struct authorisation *document, struct str purpose, int64_t now_ms, struct fault *why)
{
	enum authorisation_purpose which;
	struct authorisation_term *term;

	if (!(!purpose.n && find_holding(document, now_ms, &which)) && !authorisation_purpose_parse(purpose, &which))
		return fault_set(why, ERR_INVALID, "there is no such purpose of a diagnosis");
	term = &document->purposes[which];
	if (!authorisation_purpose_holds(term, now_ms))
		return fault_set(why, ERR_CONFLICT, "the purpose %s is not permitted now",
				 authorisation_purpose_name(which));
	term->ended_ms = now_ms > document->not_before_ms ? now_ms : document->not_before_ms;
	return ERR_OK;
}

static enum err end_purpose(struct tx *tx, struct case_deed_run *run, struct fault *why)
{
	const struct authorisation_row *row = &run->facts.authorisation;
	struct authorisation *document;
	BUF_SCOPED text;
	enum err err = authorisation_parse(run->arena, str_from(row->document), &document, why);

	buf_init(&text, AUTHORISATION_BYTES_MAX);
	if (!err)
		err = end_term(document, run->input.purpose, run->facts.now_ms, why);
	if (err)
		return err;
	authorisation_format(document, &text);
	err = buf_finish(&text, "the authorisation", why);
	if (!err)
		err = authorisation_store_amend(tx, row, buf_text(&text), why);
	run->step.detail = arena_strdup(run->arena, buf_text(&text));
	return err ? err : tx_notify(tx, why);
}

static enum err is_authorised(const struct case_facts *facts, struct fault *why)
{
	enum authorisation_purpose purpose;
	struct authorisation *document;
	ARENA_SCOPED arena;

	arena_init(&arena);
	if (facts->authorisation.state == AUTHORISATION_STATE_AUTHORISED &&
	    !authorisation_parse(&arena, str_from(facts->authorisation.document), &document, NULL) &&
	    find_holding(document, facts->now_ms, &purpose))
		return ERR_OK;
	return fault_set(why, ERR_CONFLICT, "the company has not authorised any targets");
}

const struct case_deed targets_deed_end_purpose = {
	.event = CASE_EVENT_PURPOSE_ENDED,
	.what = "end a purpose of an authorisation",
	.may = permission_may_end_purpose,
	.is_settled = has_ended,
	.holds = is_authorised,
	.effect = end_purpose,
};
