/* SPDX-License-Identifier: Apache-2.0 */
#include "programme/eligibility.h"

#include <string.h>

#include "programme/edition_find.h"

static void add_reason(struct eligibility_result *result, enum eligibility verdict, const char *reason)
{
	if (verdict > result->verdict)
		result->verdict = verdict;
	if (result->reason_count < ELIGIBILITY_REASONS_MAX)
		result->reasons[result->reason_count++] = reason;
}

static bool is_small(const struct edition_class *row, bool is_company, const struct value *answers)
{
	int64_t employees = value_get_int(answers, "employees", INT64_MAX);
	int64_t capital = value_get_int(answers, "capital", INT64_MAX);

	return employees <= row->employees_max || (is_company && capital <= row->capital_max_yen);
}

static void judge_size(const struct edition *edition, const struct value *answers, struct eligibility_result *result)
{
	const struct edition_class *row = edition_find_class(edition, str_from(value_get_text(answers, "industry")));
	const char *form = value_get_text(answers, "organisation");
	bool is_company = strcmp(form, "company") == 0;

	if (!is_company && strcmp(form, "sole_proprietor") != 0)
		add_reason(result, ELIGIBILITY_A_PERSON_LOOKS, "other_form");
	else if (!row)
		add_reason(result, ELIGIBILITY_A_PERSON_LOOKS, "unknown_industry");
	else if (!is_small(row, is_company, answers))
		add_reason(result, ELIGIBILITY_NO, "too_large");
}

void eligibility_judge(const struct edition *edition, const struct value *answers, struct eligibility_result *result)
{
	*result = (struct eligibility_result){.verdict = ELIGIBILITY_YES};
	judge_size(edition, answers, result);
	if (edition->prefecture[0] && strcmp(value_get_text(answers, "prefecture"), edition->prefecture) != 0)
		add_reason(result, ELIGIBILITY_NO, "not_in_prefecture");
	if (strcmp(value_get_text(answers, "previous_checkup"), "yes") == 0)
		add_reason(result, ELIGIBILITY_NO, "previous_checkup");
	for (size_t i = 0; i < edition->pledge_count; i++)
		if (edition->pledges[i].required && !value_get_bool(answers, edition->pledges[i].id)) {
			add_reason(result, ELIGIBILITY_NO, "pledge_missing");
			break;
		}
}
