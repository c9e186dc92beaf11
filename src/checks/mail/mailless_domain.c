/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/mail/mailless_domain.h"

#include "checks/mail/dmarc.h"
#include "records/spf_syntax.h"

static const struct priority_facts forgotten = {EXPLOITATION_LIKELY, EXPOSURE_CONTROLLED, true, IMPACT_LOW};

/* "v=spf1 -all" and nothing else that could send. */
static bool refuses_all(struct arena *arena, struct str text)
{
	struct spf_record record;

	if (!spf_syntax_parse(arena, text, &record, NULL))
		return false;
	return record.count && record.terms[0].kind == SPF_ALL && record.terms[0].qualifier == '-';
}

static void judge_records(const struct txt_records *spf, const struct dmarc_place *dmarc, struct finding *finding)
{
	if (domain_outcome_is_empty(spf->outcome) || (spf->outcome == DNS_FOUND && !spf->count)) {
		check_set_bad(finding, "spf", forgotten);
		finding->evidence = "no MX record to deliver to, no SPF record";
	} else if (dmarc->txt.outcome >= DNS_NO_NAME && !dmarc->txt.count) {
		check_set_bad(finding, "dmarc", forgotten);
		finding->evidence = "no MX record to deliver to, SPF refuses all, no DMARC record";
	} else if (dmarc->txt.count) {
		finding->verdict = VERDICT_GOOD;
		finding->evidence = "no MX record to deliver to, SPF refuses all, DMARC record";
	}
}

static void judge_domain(const struct domain *domain, struct finding_list *findings)
{
	struct finding finding = domain_finding(findings->arena, domain, "mailless-domain", NULL);
	struct txt_records spf = domain_txt(domain, domain->name, spf_syntax_is_record);
	struct dmarc_place dmarc = dmarc_find(findings->arena, domain);
	enum domain_mail mail = domain_mail(domain);

	if ((mail != DOMAIN_MAIL_NONE && mail != DOMAIN_MAIL_NULL) || spf.outcome == DNS_NOT_ASKED)
		return;
	if (spf.count && !refuses_all(findings->arena, spf.first))
		return; /* it sends */
	finding.remedy = "mail-dns";
	if (spf.outcome != DNS_UNANSWERED)
		judge_records(&spf, &dmarc, &finding);
	finding_list_add(findings, &finding);
}

void mailless_domain_judge(const struct check *check, const struct check_input *input, struct finding_list *findings)
{
	domain_judge_each(input, findings, judge_domain);
}
