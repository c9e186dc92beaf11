/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/dns/dangling_name.h"

#include <string.h>

#include "checks/dns/domain.h"

static const struct priority_facts speaks_for_us = {EXPLOITATION_LIKELY, EXPOSURE_OPEN, false, IMPACT_HIGH};
static const struct priority_facts loses_mail = {EXPLOITATION_NONE, EXPOSURE_OPEN, false, IMPACT_MEDIUM};

struct dangling {
	const char *variant;
	struct str name, gone;
	struct priority_facts facts;
};

/* An answer that went through aliases and ended at a name that does not exist. */
static bool find_alias(const struct domain *domain, struct dangling *ret_found)
{
	for (size_t i = 0; (i = endpoint_next(domain->whole, i, "dns.answer")) < domain->whole->count; i++) {
		const struct value *data = domain->whole->seen[i]->data, *aliases = value_get(data, "aliases");
		const struct value *last = value_at(aliases, value_count(aliases) ? value_count(aliases) - 1 : 0);

		if (!last || last->kind != VALUE_TEXT || !value_get_bool(data, "answered") ||
		    strcmp(value_get_text(data, "rcode"), "NXDOMAIN") != 0)
			continue;
		*ret_found =
			(struct dangling){"alias", str_from(value_get_text(data, "name")), last->text, speaks_for_us};
		return true;
	}
	return false;
}

static bool is_gone(const struct domain *domain, struct arena *arena, struct str name)
{
	const char *text = str_dup(arena, name);

	return domain_ask(domain, text, "A").outcome == DNS_NO_NAME ||
	       domain_ask(domain, text, "AAAA").outcome == DNS_NO_NAME;
}

/* A record of the domain that names a host which does not exist. */
static bool find_record(const struct domain *domain, struct arena *arena, const char *type, struct str *ret_gone)
{
	struct dns_answer answer = domain_ask(domain, domain->name, type);

	for (size_t i = 0; i < value_count(answer.records); i++) {
		const struct value *record = value_at(answer.records, i);
		struct str host = record->kind == VALUE_TEXT ? record->text : STR("");

		if (!strcmp(type, "MX"))
			host = domain_mail_server(host);
		if (host.n && !str_is(host, ".") && is_gone(domain, arena, host)) {
			*ret_gone = host;
			return true;
		}
	}
	return false;
}

static bool find(const struct domain *domain, struct arena *arena, struct dangling *ret_found)
{
	struct dangling found = {.name = str_from(domain->name)};

	if (find_alias(domain, ret_found))
		return true;
	if (find_record(domain, arena, "NS", &found.gone)) {
		found.variant = "name_server";
		found.facts = speaks_for_us;
	} else if (find_record(domain, arena, "MX", &found.gone)) {
		found.variant = "mail_server";
		found.facts = loses_mail;
	}
	if (found.variant)
		*ret_found = found;
	return found.variant != NULL;
}

/* Good needs at least one name that leads somewhere. */
static bool leads_somewhere(const struct domain *domain)
{
	for (size_t i = 0; (i = endpoint_next(domain->whole, i, "dns.answer")) < domain->whole->count; i++) {
		const struct value *data = domain->whole->seen[i]->data;
		const char *type = value_get_text(data, "type");

		if ((!strcmp(type, "A") || !strcmp(type, "AAAA")) && value_count(value_get(data, "records")))
			return true;
	}
	return false;
}

static void judge_domain(const struct domain *domain, struct finding_list *findings)
{
	struct arena *arena = findings->arena;
	struct value *details;
	struct finding finding = domain_finding(arena, domain, "dangling-name", &details);
	struct dangling found;

	finding.remedy = "dns-settings";
	if (find(domain, arena, &found)) {
		value_set(arena, details, "name", value_str(arena, found.name));
		value_set(arena, details, "gone", value_str(arena, found.gone));
		finding.evidence = arena_printf(arena, "%.*s points to %.*s: NXDOMAIN", (int)found.name.n, found.name.p,
						(int)found.gone.n, found.gone.p);
		check_set_bad(&finding, found.variant, found.facts);
		finding.confidence = CONFIDENCE_LIKELY;
	} else if (leads_somewhere(domain)) {
		finding.verdict = VERDICT_GOOD;
		finding.evidence = "every alias, mail server and name server that was asked for exists";
	} else {
		return;
	}
	finding_list_add(findings, &finding);
}

void dangling_name_judge(const struct check *check, const struct check_input *input, struct finding_list *findings)
{
	domain_judge_each(input, findings, judge_domain);
}
