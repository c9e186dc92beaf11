/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/mail/spf_policy.h"

#include "checks/mail/spf_walk.h"

#define REDIRECTS_MAX SPF_LOOKUPS_ALLOWED /* each costs a lookup */

static const struct priority_facts everybody_may = {EXPLOITATION_LIKELY, EXPOSURE_CONTROLLED, true, IMPACT_HIGH};
static const struct priority_facts says_nothing = {EXPLOITATION_LIKELY, EXPOSURE_CONTROLLED, true, IMPACT_MEDIUM};

/* The record that decides, behind all redirects. False when one of them was not observed, or is wrong. */
static bool deciding_record(struct arena *arena, const struct domain *domain, struct spf_record *ret_record)
{
	const char *name = domain->name;

	for (int i = 0; i <= REDIRECTS_MAX; i++) {
		struct txt_records txt = domain_txt(domain, name, spf_syntax_is_record);
		const struct spf_term *redirect;

		if (txt.count != 1 || !spf_syntax_parse(arena, txt.first, ret_record, NULL))
			return false;
		redirect = spf_syntax_redirect(ret_record);
		if (!redirect)
			return true;
		if (redirect->has_macro)
			return false;
		name = str_dup(arena, redirect->domain);
	}
	return false;
}

static void judge_ending(const struct spf_term *all, struct finding *finding)
{
	if (!all)
		check_set_bad(finding, "open_end", says_nothing);
	else if (all->qualifier == '+')
		check_set_bad(finding, "everybody", everybody_may);
	else if (all->qualifier == '?')
		check_set_bad(finding, "neutral", says_nothing);
	else
		finding->verdict = VERDICT_GOOD;
}

static void judge_domain(const struct domain *domain, struct finding_list *findings)
{
	struct arena *arena = findings->arena;
	struct txt_records txt = domain_txt(domain, domain->name, spf_syntax_is_record);
	struct value *details;
	struct finding finding = domain_finding(arena, domain, "spf-policy", &details);
	struct spf_record own, record;
	const struct spf_term *all;

	if (txt.count != 1 || !spf_syntax_parse(arena, txt.first, &own, NULL))
		return;
	finding.remedy = "mail-dns";
	finding.evidence = domain_quote(arena, "TXT", domain->name, txt.first);
	if (deciding_record(arena, domain, &record)) {
		all = spf_syntax_all(&record);
		value_set_text(arena, details, "ending", all ? str_dup(arena, all->text) : "");
		judge_ending(all, &finding);
	}
	finding_list_add(findings, &finding);
}

void spf_policy_judge(const struct check *check, const struct check_input *input, struct finding_list *findings)
{
	domain_judge_each(input, findings, judge_domain);
}
