/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/screening/screening_deed.h"

#include "calendar/day.h"
#include "store/account/person_store.h"
#include "usecases/screening/answer_chase.h"

static enum err keep_checker(struct tx *tx, struct case_deed_run *run, struct fault *why)
{
	run->facts.row.checked_by = run->actor->person_id;
	return ERR_OK;
}

const struct case_deed screening_deed_check = {
	.event = CASE_EVENT_CHECKED,
	.what = "check an application",
	.may = permission_may_check_case,
	.effect = keep_checker,
};

static enum err set_last_day(struct tx *tx, struct case_deed_run *run, struct fault *why)
{
	const struct edition *edition = run->facts.edition;
	int64_t last_day = business_day_after(day_of_ms(run->facts.now_ms), edition->answer_days, edition->closed_days,
					      edition->closed_day_count);

	run->facts.row.answer_due_ms = day_start_ms(last_day + 1);
	return ERR_OK;
}

static enum err wait_for_answer(struct tx *tx, struct case_deed_run *run, struct fault *why)
{
	return answer_chase_begin(tx, &run->facts, why);
}

const struct case_deed screening_deed_approve = {
	.event = CASE_EVENT_APPROVED,
	.what = "approve an application (nor the person who checked it)",
	.mail = "invitation",
	.mails_again = true, /* a case that was reopened is approved again */
	.may = permission_may_approve_case,
	.prepare = set_last_day,
	.effect = wait_for_answer,
};

const struct case_deed screening_deed_decline = {
	.event = CASE_EVENT_DECLINED,
	.what = "decline an application",
	.mail = "declined",
	.mails_again = true,
	.needs_reason = true,
	.may = permission_may_decline_case,
};

const struct case_deed screening_deed_withdraw = {
	.event = CASE_EVENT_WITHDRAWN,
	.what = "withdraw a case",
	.mail = "withdrawn",
	.needs_reason = true,
	.may = permission_may_withdraw_case,
};

static bool may_leave(const struct actor *actor, const struct permission_case *of)
{
	return actor->role == ROLE_COMPANY && permission_may_withdraw_case(actor, of);
}

static enum err keep_reason(struct tx *tx, struct case_deed_run *run, struct fault *why)
{
	if (run->input.reason.n)
		run->step.reason = str_dup(run->arena, run->input.reason);
	return ERR_OK;
}

const struct case_deed screening_deed_leave = {
	.event = CASE_EVENT_WITHDRAWN,
	.what = "withdraw its own case",
	.mail = "withdrawn",
	.takes_text = true,
	.may = may_leave,
	.effect = keep_reason,
};

static enum err set_expert(struct tx *tx, struct case_deed_run *run, struct fault *why)
{
	struct person_row person;
	enum err err = person_store_load(tx, run->arena, run->input.person_id, &person, why);

	if (!err && (person.role != ROLE_EXPERT || person.is_disabled))
		err = fault_set(why, ERR_INVALID, "this person is no expert");
	if (err)
		return err;
	run->facts.row.expert_id = person.id;
	run->step.reason = person.display_name;
	return ERR_OK;
}

const struct case_deed screening_deed_assign = {
	.event = CASE_EVENT_EXPERT_ASSIGNED,
	.what = "assign an expert",
	.may = permission_may_assign_expert,
	.effect = set_expert,
};
