/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/mail/mta_sts.h"

#include "checks/dns/domain.h"
#include "checks/mail/sts_policy.h"
#include "records/tag_list.h"

#define HTTP_OK 200

static const struct priority_facts no_protection = {EXPLOITATION_NONE, EXPOSURE_CONTROLLED, false, IMPACT_LOW};
static const struct priority_facts mail_refused = {EXPLOITATION_NONE, EXPOSURE_OPEN, false, IMPACT_MEDIUM};

static bool is_sts(struct str record)
{
	return tag_list_has_version(record, "STSv1");
}

/* The first mail server of the domain that the policy does not name; empty when all are named. */
static struct str unnamed_server(const struct domain *domain, const struct sts_policy *policy)
{
	struct dns_answer servers = domain_ask(domain, domain->name, "MX");

	for (size_t i = 0; i < value_count(servers.records); i++) {
		const struct value *record = value_at(servers.records, i);
		struct str server = record->kind == VALUE_TEXT ? domain_mail_server(record->text) : STR("");

		if (server.n && !sts_policy_allows(policy, server))
			return server;
	}
	return (struct str){"", 0};
}

static void judge_text(struct arena *arena, const struct domain *domain, struct str text, struct value *details,
		       struct finding *finding)
{
	struct sts_policy policy;
	struct str wrong, server;

	if (!sts_policy_parse(text, &policy, &wrong)) {
		value_set_str(arena, details, STR("wrong"), value_str(arena, wrong));
		check_set_bad(finding, "broken", no_protection);
		return;
	}
	server = unnamed_server(domain, &policy);
	value_set_str(arena, details, STR("server"), value_str(arena, server));
	if (policy.mode == STS_NONE) {
		check_set_bad(finding, "off", no_protection);
	} else if (server.n) {
		check_set_bad(finding, "server", policy.mode == STS_ENFORCE ? mail_refused : no_protection);
	} else {
		finding->verdict = VERDICT_GOOD;
		finding->variant = policy.mode == STS_TESTING ? "testing" : "";
	}
}

/* The file that stands behind the record. */
static void judge_file(struct arena *arena, const struct domain *domain, struct value *details, struct finding *finding)
{
	size_t i = endpoint_next(domain->whole, 0, "mail.policy");
	const struct value *file = i < domain->whole->count ? domain->whole->seen[i]->data : NULL;

	if (!file)
		return;
	if (!value_get_bool(file, "answered") || !value_get_bool(file, "trusted") ||
	    value_get_int(file, "status", 0) != HTTP_OK) {
		finding->evidence =
			arena_printf(arena, "%s; policy file: %s, HTTP status %lld", finding->evidence,
				     value_get_text(file, "reason"), (long long)value_get_int(file, "status", 0));
		check_set_bad(finding, "file", no_protection);
		return;
	}
	judge_text(arena, domain, str_from(value_get_text(file, "text")), details, finding);
}

static void judge_domain(const struct domain *domain, struct finding_list *findings)
{
	struct arena *arena = findings->arena;
	const char *name = arena_printf(arena, "_mta-sts.%s", domain->name);
	struct txt_records txt = domain_txt(domain, name, is_sts);
	struct value *details;
	struct finding finding = domain_finding(arena, domain, "mta-sts", &details);

	if (txt.outcome == DNS_NOT_ASKED || domain_mail(domain) != DOMAIN_MAIL_SERVERS)
		return;
	finding.remedy = "mail-tls";
	if (txt.count)
		finding.evidence = domain_quote(arena, "TXT", name, txt.first);
	if (txt.count == 1)
		judge_file(arena, domain, details, &finding);
	else if (txt.count > 1)
		check_set_bad(&finding, "several", no_protection);
	else if (txt.outcome != DNS_UNANSWERED) {
		finding.evidence = arena_printf(arena, "TXT %s: no record that begins with v=STSv1", name);
		check_set_bad(&finding, "missing", no_protection);
	}
	finding_list_add(findings, &finding);
}

void mta_sts_judge(const struct check *check, const struct check_input *input, struct finding_list *findings)
{
	domain_judge_each(input, findings, judge_domain);
}
