/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/dns/look_alike_domain.h"

#include "checks/dns/domain.h"

static const struct priority_facts false_invoices = {EXPLOITATION_LIKELY, EXPOSURE_CONTROLLED, false, IMPACT_MEDIUM};
static const struct priority_facts false_page = {EXPLOITATION_LIKELY, EXPOSURE_CONTROLLED, false, IMPACT_LOW};

struct look_alike_domain_counts {
	size_t asked, answered, used, with_mail;
};

static struct look_alike_domain_counts count(struct arena *arena, const struct domain *domain, struct value *names)
{
	struct look_alike_domain_counts tally = {0};

	for (size_t i = 0; (i = endpoint_next(domain->whole, i, "domain.lookalike")) < domain->whole->count; i++) {
		const struct value *data = domain->whole->seen[i]->data;
		bool has_mail = value_get_bool(data, "mail"), has_web = value_get_bool(data, "addresses");

		tally.asked++;
		tally.answered += value_get_bool(data, "answered");
		tally.with_mail += has_mail;
		if (!has_mail && !has_web)
			continue;
		if (tally.used++ < LOOK_ALIKE_MAX)
			value_add(arena, names, value_text(arena, value_get_text(data, "name")));
	}
	return tally;
}

static void judge_domain(const struct domain *domain, struct finding_list *findings)
{
	struct arena *arena = findings->arena;
	struct value *details, *names = value_list(arena);
	struct finding finding = domain_finding(arena, domain, "look-alike-domain", &details);
	struct look_alike_domain_counts tally = count(arena, domain, names);

	if (!tally.asked)
		return;
	finding.remedy = "look-alike";
	value_set(arena, details, "names", names);
	value_set_int(arena, details, "count", (int64_t)tally.used);
	finding.evidence = arena_printf(arena, "%zu names tried, %zu in use, %zu of them with mail", tally.asked,
					tally.used, tally.with_mail);
	if (tally.used) {
		check_set_bad(&finding, tally.with_mail ? "mail" : "web",
			      tally.with_mail ? false_invoices : false_page);
		finding.confidence = CONFIDENCE_POSSIBLE;
	} else if (tally.answered == tally.asked) {
		finding.verdict = VERDICT_GOOD;
	}
	finding_list_add(findings, &finding);
}

void look_alike_domain_judge(const struct check *check, const struct check_input *input, struct finding_list *findings)
{
	domain_judge_each(input, findings, judge_domain);
}
