/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/dns/domain_lock.h"

#include "checks/dns/domain.h"

static const struct priority_facts can_be_moved = {EXPLOITATION_NONE, EXPOSURE_SMALL, false, IMPACT_HIGH};

static bool is_locked(const struct value *statuses)
{
	for (size_t i = 0; i < value_count(statuses); i++)
		if (value_at(statuses, i)->kind == VALUE_TEXT &&
		    (str_is(value_at(statuses, i)->text, "client transfer prohibited") ||
		     str_is(value_at(statuses, i)->text, "server transfer prohibited")))
			return true;
	return false;
}

static void judge_domain(const struct domain *domain, struct finding_list *findings)
{
	size_t at = endpoint_next(domain->whole, 0, "domain.registration");
	const struct value *data = at < domain->whole->count ? domain->whole->seen[at]->data : NULL;
	const struct value *statuses = value_get(data, "statuses");
	struct finding finding = domain_finding(findings->arena, domain, "domain-lock", NULL);

	if (!data)
		return;
	finding.remedy = "domain";
	if (value_get_bool(data, "answered") && value_count(statuses)) {
		finding.evidence = is_locked(statuses) ? "transfer is prohibited" : "no status prohibits a transfer";
		if (is_locked(statuses))
			finding.verdict = VERDICT_GOOD;
		else
			check_set_bad(&finding, "", can_be_moved);
	}
	finding_list_add(findings, &finding);
}

void domain_lock_judge(const struct check *check, const struct check_input *input, struct finding_list *findings)
{
	domain_judge_each(input, findings, judge_domain);
}
