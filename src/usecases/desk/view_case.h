/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Cases as lists and whole, for the office, Tokyo, the experts and the company itself. Each view asks the permission
 * rules first: what a person may not see is not in the tree.
 */
#ifndef TENKEN_USECASES_DESK_VIEW_CASE_H
#define TENKEN_USECASES_DESK_VIEW_CASE_H

#include "usecases/office.h"

#define VIEW_CASES_PAGE 50

struct case_query {
	const char *state;  /* "" for all */
	const char *course; /* "" for all */
	const char *text;   /* part of a company's name or a receipt number, "" for all */
	int64_t page;       /* from 1 */
};

/* Map: cases [{number receipt company state course course_name arrived contact}], count, page, pages, before, next
 * (0: no such page). An expert sees the assigned cases only, Tokyo all. */
MUST_USE enum err view_cases(const struct office *office, struct arena *arena, const struct actor *actor,
			     enum lang lang, const struct case_query *query, struct value **ret_view,
			     struct fault *why);

/* Map: number receipt company contact mail course state arrived due is_ended, may_check may_approve may_decline
 * may_withdraw may_start may_assign may_release may_authorise may_answer may_read_report (true where the actor could
 * do it now), application [{label value}], questionnaire [{label value}], eligibility {verdict reasons [..]},
 * history [{at event state actor reason}], messages [{id template state at}], authorisation {..},
 * diagnosis {..}, rejudged {at changes priority is_open} (not for the company), expert, experts [{id name}] (for those
 * who assign). */
MUST_USE enum err view_case(const struct office *office, struct arena *arena, const struct actor *actor, enum lang lang,
			    int64_t number, struct value **ret_view, struct fault *why);

/* The desk: how many cases are in each state and what is to be done: map states [{state count}], to_check [case],
 * to_approve [case], to_diagnose [case], late [case], to_see [case with rejudged {at changes priority}],
 * mails {queued failed}. */
MUST_USE enum err view_desk(const struct office *office, struct arena *arena, const struct actor *actor, enum lang lang,
			    struct value **ret_view, struct fault *why);

#endif
