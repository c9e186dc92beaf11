/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/mail/spf_record.h"

#include "checks/mail/spf_walk.h"

static const struct priority_facts unusable = {EXPLOITATION_LIKELY, EXPOSURE_CONTROLLED, true, IMPACT_MEDIUM};
static const struct priority_facts doubtful = {EXPLOITATION_NONE, EXPOSURE_CONTROLLED, false, IMPACT_MEDIUM};

static void judge_walk(struct arena *arena, const struct spf_walk *walk, struct value *details, struct finding *finding)
{
	const char *at_fault = walk->missing ? walk->missing : walk->broken ? walk->broken : walk->crowd;

	value_set_int(arena, details, "lookups", walk->lookups);
	value_set_int(arena, details, "voids", walk->voids);
	value_set_text(arena, details, "name", at_fault);
	finding->evidence = arena_printf(arena, "%s; lookups: %s%u; without answer: %u", finding->evidence,
					 walk->is_lower_bound || walk->lookups >= SPF_WALK_MAX ? "at least " : "",
					 walk->lookups, walk->voids);
	if (walk->lookups > SPF_LOOKUPS_ALLOWED) {
		check_set_bad(finding, "lookups", unusable);
	} else if (at_fault == walk->crowd && at_fault) {
		finding->evidence = arena_printf(arena, "%s; more than %d mail servers at %s", finding->evidence,
						 SPF_SERVERS_ALLOWED, at_fault);
		check_set_bad(finding, "servers", unusable);
	} else if (at_fault) {
		finding->evidence = arena_printf(arena, "%s; %s SPF record at %s", finding->evidence,
						 walk->missing ? "no" : "unusable", at_fault);
		check_set_bad(finding, "include", unusable);
	} else if (walk->voids > SPF_VOIDS_ALLOWED) {
		check_set_bad(finding, "voids", doubtful);
	} else if (walk->is_lower_bound) {
		finding->variant = "partial";
	} else {
		finding->verdict = VERDICT_GOOD;
	}
}

static void judge_record(struct arena *arena, const struct domain *domain, struct str text, struct value *details,
			 struct finding *finding)
{
	struct spf_record record;
	struct spf_walk walk;
	struct str wrong;

	if (!spf_syntax_parse(arena, text, &record, &wrong)) {
		value_set_str(arena, details, STR("wrong"), value_str(arena, wrong));
		check_set_bad(finding, "syntax", unusable);
		return;
	}
	walk = spf_walk_count(arena, domain, &record);
	judge_walk(arena, &walk, details, finding);
}

static void judge_domain(const struct domain *domain, struct finding_list *findings)
{
	struct arena *arena = findings->arena;
	struct txt_records txt = domain_txt(domain, domain->name, spf_syntax_is_record);
	enum domain_mail mail = domain_mail(domain);
	struct value *details;
	struct finding finding = domain_finding(arena, domain, "spf-record", &details);

	if (txt.outcome == DNS_NOT_ASKED || (!txt.count && (mail == DOMAIN_MAIL_NONE || mail == DOMAIN_MAIL_NULL)))
		return;
	finding.remedy = "mail-dns";
	if (txt.count)
		finding.evidence = domain_quote(arena, "TXT", domain->name, txt.first);
	if (txt.count == 1)
		judge_record(arena, domain, txt.first, details, &finding);
	else if (txt.count > 1)
		check_set_bad(&finding, "several", unusable);
	else if (txt.outcome != DNS_UNANSWERED) {
		finding.evidence = arena_printf(arena, "TXT %s: no record that begins with v=spf1", domain->name);
		check_set_bad(&finding, "missing", unusable);
	}
	finding_list_add(findings, &finding);
}

void spf_record_judge(const struct check *check, const struct check_input *input, struct finding_list *findings)
{
	domain_judge_each(input, findings, judge_domain);
}
