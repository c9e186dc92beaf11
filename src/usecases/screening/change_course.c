/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/screening/change_course.h"

#include <string.h>

#include "programme/edition_find.h"
#include "store/application/waiting_store.h"
#include "usecases/place_offer.h"

static enum err move(struct tx *tx, struct case_deed_run *run, struct fault *why)
{
	const struct edition *edition = run->facts.edition;
	const struct edition_course *to = edition_find_course(edition, run->input.course);
	struct case_row *row = &run->facts.row;
	struct place_course ledger;
	enum err err;

	if (!to || strcmp(to->id, row->course) == 0)
		return fault_set(why, ERR_INVALID, "\"%.*s\" is no other course of this call", (int)run->input.course.n,
				 run->input.course.p);
	err = place_offer_course(tx, edition, to->id, &ledger, why);
	if (err)
		return err;
	run->step.event = place_ledger_change(&ledger);
	if (run->step.event != CASE_EVENT_COURSE_CHANGED && !edition->waiting_list)
		return fault_set(why, ERR_CONFLICT, "the course %s is full, and this call has no waiting list", to->id);
	err = case_store_change_course(tx, row, to->id, why);
	if (err)
		return err;
	if (run->step.event == CASE_EVENT_COURSE_CHANGED)
		return ERR_OK;
	return waiting_store_position(tx, place_offer_order(edition), row, &row->waiting_position, why);
}

const struct case_deed change_course_deed = {
	.event = CASE_EVENT_COURSE_CHANGED,
	.what = "change the course of a case",
	.mail = "course_changed",
	.mails_again = true,
	.needs_reason = true,
	.may = permission_may_check_case,
	.effect = move,
};
