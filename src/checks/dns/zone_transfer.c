/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/dns/zone_transfer.h"

#include <string.h>

#include "checks/dns/domain.h"

static const struct priority_facts tells_all = {EXPLOITATION_LIKELY, EXPOSURE_OPEN, true, IMPACT_LOW};

static void judge_domain(const struct domain *domain, struct finding_list *findings)
{
	struct arena *arena = findings->arena;
	struct value *details, *servers = value_list(arena);
	struct finding finding = domain_finding(arena, domain, "zone-transfer", &details);
	size_t asked = 0, refused = 0;

	for (size_t i = 0; (i = endpoint_next(domain->whole, i, "dns.server")) < domain->whole->count; i++) {
		const struct value *data = domain->whole->seen[i]->data;
		const char *transfer = value_get_text(data, "transfer");

		asked += *transfer && strcmp(transfer, "untried") != 0;
		refused += !strcmp(transfer, "refused");
		if (!strcmp(transfer, "allowed"))
			value_add(arena, servers, value_text(arena, value_get_text(data, "name")));
	}
	if (!asked)
		return;
	finding.remedy = "dns-settings";
	value_set(arena, details, "servers", servers);
	if (value_count(servers)) {
		check_set_bad(&finding, "", tells_all);
		finding.evidence = arena_printf(arena, "AXFR %s was answered by %zu of %zu addresses of name servers",
						domain->name, value_count(servers), asked);
	} else if (refused == asked) {
		finding.verdict = VERDICT_GOOD;
		finding.evidence = arena_printf(arena, "AXFR %s was refused by all %zu", domain->name, asked);
	}
	finding_list_add(findings, &finding);
}

void zone_transfer_judge(const struct check *check, const struct check_input *input, struct finding_list *findings)
{
	domain_judge_each(input, findings, judge_domain);
}
