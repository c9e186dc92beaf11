/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/mail/dmarc_report.h"

#include "checks/mail/dmarc.h"

static const struct priority_facts blind = {EXPLOITATION_NONE, EXPOSURE_CONTROLLED, false, IMPACT_LOW};

static bool is_agreement(struct str record)
{
	return tag_list_has_version(record, "DMARC1");
}

/* What one report address is worth: untestable when its domain is foreign and was not asked. */
static void judge_address(struct arena *arena, const struct domain *domain, struct str receiver,
			  struct finding *finding)
{
	struct str own = str_from(domain->name);
	struct txt_records agreed;

	finding->verdict = VERDICT_GOOD;
	if (!receiver.n) {
		check_set_bad(finding, "address", blind);
		return;
	}
	if (domain_holds(own, receiver) || domain_holds(receiver, own))
		return;
	agreed = domain_txt(domain,
			    arena_printf(arena, "%s._report._dmarc.%.*s", domain->name, (int)receiver.n, receiver.p),
			    is_agreement);
	if (agreed.outcome < DNS_NO_NAME)
		finding->verdict = VERDICT_UNTESTABLE;
	else if (!agreed.count)
		check_set_bad(finding, "foreign", blind);
}

/* The first address that is not good decides. */
static void judge_addresses(struct arena *arena, const struct domain *domain, struct str reports, struct value *details,
			    struct finding *finding)
{
	struct str receiver;

	finding->verdict = VERDICT_UNTESTABLE;
	while (dmarc_next_report(&reports, &receiver)) {
		value_set_str(arena, details, STR("report"), value_str(arena, receiver));
		judge_address(arena, domain, receiver, finding);
		if (finding->verdict != VERDICT_GOOD)
			return;
	}
}

static void judge_domain(const struct domain *domain, struct finding_list *findings)
{
	struct arena *arena = findings->arena;
	struct dmarc_place place = dmarc_find(arena, domain);
	struct value *details;
	struct finding finding = domain_finding(arena, domain, "dmarc-report", &details);
	struct dmarc_record record;

	if (place.txt.count != 1 || place.is_inherited || !dmarc_record_parse(place.txt.first, &record, NULL))
		return;
	finding.remedy = "mail-dns";
	finding.evidence = domain_quote(arena, "TXT", place.name, place.txt.first);
	if (record.reports.n)
		judge_addresses(arena, domain, record.reports, details, &finding);
	else
		check_set_bad(&finding, "nowhere", blind);
	finding_list_add(findings, &finding);
}

void dmarc_report_judge(const struct check *check, const struct check_input *input, struct finding_list *findings)
{
	domain_judge_each(input, findings, judge_domain);
}
