/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/mail/dmarc_record.h"

#include "checks/mail/dmarc.h"

static const struct priority_facts forgeable = {EXPLOITATION_LIKELY, EXPOSURE_CONTROLLED, true, IMPACT_MEDIUM};

static const struct priority_facts harmless = {EXPLOITATION_NONE, EXPOSURE_CONTROLLED, false, IMPACT_LOW};

static void judge_record(struct arena *arena, struct str text, struct value *details, struct finding *finding)
{
	struct dmarc_record record;
	struct str wrong;

	if (dmarc_record_parse(text, &record, &wrong)) {
		value_set_text(arena, details, "wrong", record.ignored);
		if (record.ignored)
			check_set_bad(finding, "ignored", harmless);
		else
			finding->verdict = VERDICT_GOOD;
		return;
	}
	value_set_str(arena, details, STR("wrong"), value_str(arena, wrong));
	check_set_bad(finding, "syntax", forgeable);
}

static void judge_domain(const struct domain *domain, struct finding_list *findings)
{
	struct arena *arena = findings->arena;
	struct dmarc_place place = dmarc_find(arena, domain);
	enum domain_mail mail = domain_mail(domain);
	struct value *details;
	struct finding finding = domain_finding(arena, domain, "dmarc-record", &details);

	if (place.txt.outcome == DNS_NOT_ASKED ||
	    (!place.txt.count && (mail == DOMAIN_MAIL_NONE || mail == DOMAIN_MAIL_NULL)))
		return;
	finding.remedy = "mail-dns";
	if (place.txt.count)
		finding.evidence = domain_quote(arena, "TXT", place.name, place.txt.first);
	if (place.txt.count == 1)
		judge_record(arena, place.txt.first, details, &finding);
	else if (place.txt.count > 1)
		check_set_bad(&finding, "several", forgeable);
	else if (place.txt.outcome != DNS_UNANSWERED) {
		finding.evidence = arena_printf(arena, "TXT %s: no record that begins with v=DMARC1", place.name);
		check_set_bad(&finding, "missing", forgeable);
	}
	finding_list_add(findings, &finding);
}

void dmarc_record_judge(const struct check *check, const struct check_input *input, struct finding_list *findings)
{
	domain_judge_each(input, findings, judge_domain);
}
