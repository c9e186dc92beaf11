/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/dns/caa_record.h"

#include <string.h>

#include "checks/dns/domain.h"

static const struct priority_facts any_authority = {EXPLOITATION_NONE, EXPOSURE_CONTROLLED, false, IMPACT_LOW};

/* '0 issue "letsencrypt.org"': flags, tag, value (4.1.1). */
static bool restricts(struct str record)
{
	(void)str_cut(&record, ' ');
	return str_eq_ascii_case(str_cut(&record, ' '), STR("issue"));
}

static bool any_restricts(const struct value *records)
{
	for (size_t i = 0; i < value_count(records); i++)
		if (value_at(records, i)->kind == VALUE_TEXT && restricts(value_at(records, i)->text))
			return true;
	return false;
}

/* The relevant records: those nearest to the domain, climbing up (RFC 8659, 3). */
static struct dns_answer relevant(const struct domain *domain)
{
	struct str name = str_from(domain->name);
	struct dns_answer answer = domain_ask(domain, name.p, "CAA");

	while (domain_outcome_is_empty(answer.outcome) && str_index(name, '.') < name.n) {
		name = str_skip(name, str_index(name, '.') + 1); /* the end of the name stays its end */
		struct dns_answer above = domain_ask(domain, name.p, "CAA");
		if (above.outcome == DNS_NOT_ASKED)
			break;
		answer = above;
	}
	return answer;
}

static void judge_domain(const struct domain *domain, struct finding_list *findings)
{
	struct arena *arena = findings->arena;
	struct finding finding = domain_finding(arena, domain, "caa-record", NULL);
	struct dns_answer answer = relevant(domain);

	if (answer.outcome == DNS_NOT_ASKED)
		return;
	finding.remedy = "dns-settings";
	if (domain_outcome_is_empty(answer.outcome)) {
		finding.evidence = arena_printf(arena, "CAA %s: no record", domain->name);
		check_set_bad(&finding, "missing", any_authority);
	} else if (answer.outcome == DNS_FOUND) {
		finding.evidence = domain_quote(arena, "CAA", domain->name, value_at(answer.records, 0)->text);
		if (any_restricts(answer.records))
			finding.verdict = VERDICT_GOOD;
		else
			check_set_bad(&finding, "open", any_authority);
	}
	finding_list_add(findings, &finding);
}

void caa_record_judge(const struct check *check, const struct check_input *input, struct finding_list *findings)
{
	domain_judge_each(input, findings, judge_domain);
}
