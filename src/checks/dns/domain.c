/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/dns/domain.h"

#include <string.h>

#define QUOTE_MAX 300

static struct str without_dot(struct str name)
{
	return name.n > 1 && name.p[name.n - 1] == '.' ? str_head(name, name.n - 1) : name;
}

bool domain_is_same_name(struct str a, struct str b)
{
	return str_eq_ascii_case(without_dot(a), without_dot(b));
}

bool domain_holds(struct str domain, struct str name)
{
	domain = without_dot(domain);
	name = without_dot(name);
	if (name.n <= domain.n)
		return domain_is_same_name(domain, name);
	return name.p[name.n - domain.n - 1] == '.' && str_eq_ascii_case(str_skip(name, name.n - domain.n), domain);
}

void domain_judge_each(const struct check_input *input, struct finding_list *findings,
		       void (*judge)(const struct domain *domain, struct finding_list *findings))
{
	for (size_t i = 0; i < input->endpoint_count; i++) {
		const struct endpoint *endpoint = &input->endpoints[i];
		size_t zone = endpoint->port ? endpoint->count : endpoint_next(endpoint, 0, "dns.zone");
		struct domain domain = {.whole = endpoint, .input = input};

		if (zone == endpoint->count)
			continue;
		domain.name = value_get_text(endpoint->seen[zone]->data, "name");
		if (*domain.name && strlen(domain.name) <= DOMAIN_NAME_MAX)
			judge(&domain, findings);
	}
}

static enum dns_outcome outcome_of(const struct value *data)
{
	const char *rcode = value_get_text(data, "rcode");

	if (!value_get_bool(data, "answered"))
		return DNS_UNANSWERED;
	if (!strcmp(rcode, "NXDOMAIN"))
		return DNS_NO_NAME;
	if (strcmp(rcode, "NOERROR") != 0)
		return DNS_UNANSWERED;
	return value_count(value_get(data, "records")) ? DNS_FOUND : DNS_NO_RECORD;
}

struct dns_answer domain_ask(const struct domain *domain, const char *name, const char *type)
{
	struct dns_answer best = {.outcome = DNS_NOT_ASKED};

	for (size_t i = 0; (i = endpoint_next(domain->whole, i, "dns.answer")) < domain->whole->count; i++) {
		const struct observation *seen = domain->whole->seen[i];
		enum dns_outcome outcome;

		if (!domain_is_same_name(str_from(value_get_text(seen->data, "name")), str_from(name)) ||
		    strcmp(value_get_text(seen->data, "type"), type) != 0)
			continue;
		outcome = outcome_of(seen->data);
		if (outcome <= best.outcome)
			continue;
		best = (struct dns_answer){.outcome = outcome, .seen = seen};
		best.is_authenticated = value_get_bool(seen->data, "authenticated");
		if (outcome == DNS_FOUND)
			best.records = value_get(seen->data, "records");
	}
	return best;
}

bool domain_outcome_is_empty(enum dns_outcome outcome)
{
	return outcome == DNS_NO_NAME || outcome == DNS_NO_RECORD;
}

struct txt_records domain_txt(const struct domain *domain, const char *name, bool (*is_own)(struct str record))
{
	struct dns_answer answer = domain_ask(domain, name, "TXT");
	struct txt_records found = {.outcome = answer.outcome};

	for (size_t i = 0; i < value_count(answer.records); i++) {
		const struct value *record = value_at(answer.records, i);

		if (record->kind != VALUE_TEXT || !is_own(record->text))
			continue;
		if (!found.count++)
			found.first = record->text;
	}
	return found;
}

struct str domain_mail_server(struct str record)
{
	uint64_t preference;

	if (!str_to_u64(str_cut(&record, ' '), &preference))
		return (struct str){"", 0};
	return str_trim(record);
}

enum domain_mail domain_mail(const struct domain *domain)
{
	struct dns_answer answer = domain_ask(domain, domain->name, "MX");

	if (domain_outcome_is_empty(answer.outcome))
		return DOMAIN_MAIL_NONE;
	for (size_t i = 0; i < value_count(answer.records); i++) {
		struct str server = value_at(answer.records, i)->kind == VALUE_TEXT
					    ? domain_mail_server(value_at(answer.records, i)->text)
					    : STR("");
		if (server.n && !str_is(server, "."))
			return DOMAIN_MAIL_SERVERS;
	}
	return answer.outcome == DNS_FOUND ? DOMAIN_MAIL_NULL : DOMAIN_MAIL_UNKNOWN;
}

struct finding domain_finding(struct arena *arena, const struct domain *domain, const char *check,
			      struct value **ret_details)
{
	struct value *details = value_map(arena);

	value_set_text(arena, details, "domain", domain->name);
	if (ret_details)
		*ret_details = details;
	return (struct finding){.check = check,
				.verdict = VERDICT_UNTESTABLE,
				.confidence = CONFIDENCE_CONFIRMED,
				.target = domain->whole->target,
				.address = "",
				.variant = "",
				.evidence = "no answer",
				.details = details};
}

const char *domain_quote(struct arena *arena, const char *type, const char *name, struct str record)
{
	struct str shown = str_head(record, QUOTE_MAX);

	return arena_printf(arena, "%s %s \"%.*s%s\"", type, name, (int)shown.n, shown.p,
			    shown.n < record.n ? "..." : "");
}
