/* SPDX-License-Identifier: Apache-2.0 */
/*
 * May this company take part? 中小企業基本法2条1項 by the edition's table, the place of business, the pledges and the
 * exclusions. "No" and "a person must decide" are answers with reasons, never errors; the reasons are
 * shown in the words of the texts "eligibility.REASON".
 */
#ifndef TENKEN_PROGRAMME_ELIGIBILITY_H
#define TENKEN_PROGRAMME_ELIGIBILITY_H

#include "programme/edition.h"

enum eligibility { ELIGIBILITY_YES, ELIGIBILITY_A_PERSON_LOOKS, ELIGIBILITY_NO };

#define ELIGIBILITY_REASONS_MAX 8

struct eligibility_result {
	enum eligibility verdict;
	const char *reasons[ELIGIBILITY_REASONS_MAX]; /* "too_large", "not_in_prefecture", "previous_checkup",
							 "other_form" */
	size_t reason_count;
};

/* answers: the judged answers of the application (question id to answer). A company qualifies by capital or by
 * employees, both bounds inclusive; a sole proprietor by employees only; other legal forms (medical and
 * school corporations, NPO ...) go to a person. */
void eligibility_judge(const struct edition *edition, const struct value *answers, struct eligibility_result *result);

#endif
