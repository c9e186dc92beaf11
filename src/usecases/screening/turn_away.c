/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/screening/turn_away.h"

#include "store/application/waiting_store.h"
#include "usecases/place_offer.h"

/* The event may happen after the visits, for a false statement alone. */
static enum err is_before_advice(const struct case_facts *facts, struct fault *why)
{
	return facts->row.state != CASE_STATE_ADVISED
		       ? ERR_OK
		       : fault_set(why, ERR_CONFLICT, "after the visits only a false statement excludes");
}

const struct case_deed turn_away_exclude = {
	.event = CASE_EVENT_EXCLUDED,
	.what = "exclude a case",
	.mail = "declined",
	.mails_again = true,
	.needs_reason = true,
	.may = permission_may_check_case,
	.holds = is_before_advice,
};

const struct case_deed turn_away_false_statement = {
	.event = CASE_EVENT_EXCLUDED,
	.what = "exclude a case for a false statement",
	.mail = "excluded",
	.mails_again = true,
	.needs_reason = true,
	.may = permission_may_check_case,
};

const struct case_deed turn_away_ask_to_leave = {
	.event = CASE_EVENT_LEAVE_ASKED,
	.what = "ask a company to withdraw",
	.mail = "leave_asked",
	.mails_again = true,
	.needs_reason = true,
	.may = permission_may_check_case,
};

/* Who is offered a place at once is told by the mail of the offer. Nothing is due any more. */
static enum err tell_position(struct tx *tx, struct case_deed_run *run, struct fault *why)
{
	const struct edition *edition = run->facts.edition;
	struct case_row *row = &run->facts.row;
	bool is_offered = false;
	enum err err = place_offer_follows(tx, run->office, edition, row->course, &is_offered, why);

	row->answer_due_ms = 0;
	if (!err && !is_offered)
		run->step.mail = "reopened";
	return err ? err : waiting_store_position(tx, place_offer_order(edition), row, &row->waiting_position, why);
}

/* Whose name and addresses were erased cannot be told, by mail or by post. */
static enum err can_be_told(const struct case_facts *facts, struct fault *why)
{
	return *facts->row.company_name ? ERR_OK : fault_set(why, ERR_CONFLICT, "the contact of this case was erased");
}

const struct case_deed turn_away_reopen = {
	.event = CASE_EVENT_REOPENED,
	.what = "reopen a case (nor the person who ended it)",
	.mails_again = true,
	.needs_reason = true,
	.may = permission_may_reopen_case,
	.holds = can_be_told,
	.prepare = tell_position,
};
