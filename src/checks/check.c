/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/check.h"

#include "checks/check_double.h"
#include "checks/check_memo.h"
#include "checks/endpoint.h"
#include "checks/software.h"

void check_prepare(struct check_input *input, struct arena *arena)
{
	if (input->knowledge && input->knowledge->memo)
		check_memo_trim(input->knowledge->memo);
	input->endpoints = endpoint_gather(arena, input, &input->endpoint_count);
	input->software = software_gather(arena, input, &input->software_count);
}

void check_run_all(const struct check *table, struct check_input *input, struct finding_list *findings)
{
	check_prepare(input, findings->arena);
	for (const struct check *check = table; check->id && *check->id; check++)
		check->judge(check, input, findings);
	check_double_join(findings);
	for (size_t i = 0; input->knowledge && i < findings->count; i++)
		findings->items[i].knowledge = input->knowledge->version;
	finding_list_sort(findings);
}

void check_set_bad(struct finding *finding, const char *variant, struct priority_facts facts)
{
	finding->verdict = VERDICT_BAD;
	finding->variant = variant;
	finding->priority = priority_decide(facts);
}
