/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/mail/tls_rpt.h"

#include "checks/dns/domain.h"
#include "records/tag_list.h"

static const struct priority_facts no_news = {EXPLOITATION_NONE, EXPOSURE_CONTROLLED, false, IMPACT_LOW};

static bool is_tls_rpt(struct str record)
{
	return tag_list_has_version(record, "TLSRPTv1");
}

/* "v=TLSRPTv1" first, and every address a mailto: or https: (3). */
static bool is_sound(struct str record)
{
	struct tag_list tags;
	struct str addresses, address;

	if (!tag_list_parse(record, &tags, NULL) || !tag_list_begins_with(record, &tags, "TLSRPTv1"))
		return false;
	addresses = tag_list_get(&tags, "rua");
	if (!addresses.n)
		return false;
	while (addresses.n) {
		address = str_trim(str_cut(&addresses, ','));
		if (!str_starts(address, "mailto:") && !str_starts(address, "https://"))
			return false;
	}
	return true;
}

static void judge_domain(const struct domain *domain, struct finding_list *findings)
{
	struct arena *arena = findings->arena;
	const char *name = arena_printf(arena, "_smtp._tls.%s", domain->name);
	struct txt_records txt = domain_txt(domain, name, is_tls_rpt);
	struct finding finding = domain_finding(arena, domain, "tls-rpt", NULL);

	if (txt.outcome == DNS_NOT_ASKED || domain_mail(domain) != DOMAIN_MAIL_SERVERS)
		return;
	finding.remedy = "mail-tls";
	if (txt.count)
		finding.evidence = domain_quote(arena, "TXT", name, txt.first);
	if (txt.count > 1)
		check_set_bad(&finding, "several", no_news);
	else if (txt.count && !is_sound(txt.first))
		check_set_bad(&finding, "broken", no_news);
	else if (txt.count)
		finding.verdict = VERDICT_GOOD;
	else if (txt.outcome != DNS_UNANSWERED) {
		finding.evidence = arena_printf(arena, "TXT %s: no record that begins with v=TLSRPTv1", name);
		check_set_bad(&finding, "missing", no_news);
	}
	finding_list_add(findings, &finding);
}

void tls_rpt_judge(const struct check *check, const struct check_input *input, struct finding_list *findings)
{
	domain_judge_each(input, findings, judge_domain);
}
