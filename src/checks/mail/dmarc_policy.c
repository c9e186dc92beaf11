/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/mail/dmarc_policy.h"

#include "checks/mail/dmarc.h"

static const struct priority_facts first_step = {EXPLOITATION_LIKELY, EXPOSURE_CONTROLLED, true, IMPACT_LOW};

static void judge_record(const struct dmarc_record *record, bool is_inherited, struct finding *finding)
{
	/* A subdomain that inherits is under sp (6.6.3). */
	enum dmarc_policy policy = is_inherited ? record->subdomains_policy : record->policy;

	if (policy == DMARC_NONE)
		check_set_bad(finding, "none", first_step);
	else if (record->is_test)
		check_set_bad(finding, "test", first_step);
	else if (record->subdomains_policy == DMARC_NONE)
		check_set_bad(finding, "subdomains", first_step);
	else if (record->missing_policy == DMARC_NONE)
		check_set_bad(finding, "missing", first_step);
	else if (record->percent < 100)
		check_set_bad(finding, "percent", first_step);
	else
		finding->verdict = VERDICT_GOOD;
}

static void judge_domain(const struct domain *domain, struct finding_list *findings)
{
	struct arena *arena = findings->arena;
	struct dmarc_place place = dmarc_find(arena, domain);
	struct value *details;
	struct finding finding = domain_finding(arena, domain, "dmarc-policy", &details);
	struct dmarc_record record;

	if (place.txt.count != 1 || !dmarc_record_parse(place.txt.first, &record, NULL))
		return;
	finding.remedy = "mail-dns";
	finding.evidence = domain_quote(arena, "TXT", place.name, place.txt.first);
	value_set_int(arena, details, "percent", record.percent);
	judge_record(&record, place.is_inherited, &finding);
	finding_list_add(findings, &finding);
}

void dmarc_policy_judge(const struct check *check, const struct check_input *input, struct finding_list *findings)
{
	domain_judge_each(input, findings, judge_domain);
}
