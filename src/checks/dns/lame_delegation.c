/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/dns/lame_delegation.h"

#include <string.h>

#include "checks/dns/domain.h"

static const struct priority_facts fails_at_times = {EXPLOITATION_NONE, EXPOSURE_OPEN, false, IMPACT_MEDIUM};

static void judge_domain(const struct domain *domain, struct finding_list *findings)
{
	struct arena *arena = findings->arena;
	struct value *details, *lame = value_list(arena), *silent = value_list(arena);
	struct finding finding = domain_finding(arena, domain, "lame-delegation", &details);
	size_t asked = 0;

	for (size_t i = 0; (i = endpoint_next(domain->whole, i, "dns.server")) < domain->whole->count; i++, asked++) {
		const struct value *data = domain->whole->seen[i]->data;
		struct value *name = value_text(arena, value_get_text(data, "name"));

		if (!value_get_bool(data, "answered"))
			value_add(arena, silent, name);
		else if (!value_get_bool(data, "authoritative") ||
			 strcmp(value_get_text(data, "rcode"), "NOERROR") != 0)
			value_add(arena, lame, name);
	}
	if (!asked)
		return;
	finding.remedy = "dns-settings";
	value_set(arena, details, "servers", value_count(lame) ? lame : silent);
	finding.evidence =
		arena_printf(arena, "SOA %s: of %zu addresses %zu answered without authority, %zu not at all",
			     domain->name, asked, value_count(lame), value_count(silent));
	if (value_count(lame))
		check_set_bad(&finding, "", fails_at_times);
	else if (!value_count(silent))
		finding.verdict = VERDICT_GOOD;
	finding_list_add(findings, &finding);
}

void lame_delegation_judge(const struct check *check, const struct check_input *input, struct finding_list *findings)
{
	domain_judge_each(input, findings, judge_domain);
}
