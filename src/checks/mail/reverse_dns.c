/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/mail/reverse_dns.h"

#include <string.h>

#include "checks/mail/mail_server.h"

static const struct priority_facts mail_refused = {EXPLOITATION_NONE, EXPOSURE_OPEN, false, IMPACT_MEDIUM};
static const struct priority_facts mail_doubted = {EXPLOITATION_NONE, EXPOSURE_OPEN, false, IMPACT_LOW};

/* The answer to the question which names an address has. */
static struct dns_answer ask_back(const struct domain *host, const char *address)
{
	for (size_t i = 0; (i = endpoint_next(host->whole, i, "dns.answer")) < host->whole->count; i++) {
		const struct observation *seen = host->whole->seen[i];

		if (!strcmp(seen->address, address) && !strcmp(value_get_text(seen->data, "type"), "PTR"))
			return domain_ask(host, value_get_text(seen->data, "name"), "PTR");
	}
	return (struct dns_answer){.outcome = DNS_NOT_ASKED};
}

static bool has_record(struct dns_answer answer, const char *text)
{
	for (size_t i = 0; i < value_count(answer.records); i++)
		if (value_at(answer.records, i)->kind == VALUE_TEXT && str_is(value_at(answer.records, i)->text, text))
			return true;
	return false;
}

/* Good when one of the names leads back, bad only when the last of them certainly does not. */
static void judge_names(struct arena *arena, const struct domain *host, struct dns_answer names, const char *address,
			struct value *details, struct finding *finding)
{
	const char *type = strchr(address, ':') ? "AAAA" : "A";
	bool is_certain = true;

	for (size_t i = 0; i < value_count(names.records); i++) {
		const struct value *record = value_at(names.records, i);
		const char *name = record->kind == VALUE_TEXT ? str_dup(arena, record->text) : "";
		struct dns_answer forward = domain_ask(host, name, type);

		value_set_text(arena, details, "name", name);
		finding->evidence = arena_printf(arena, "%s leads to %.253s", address, name);
		if (has_record(forward, address)) {
			finding->verdict = VERDICT_GOOD;
			return;
		}
		is_certain = is_certain && forward.outcome >= DNS_NO_NAME;
	}
	if (is_certain)
		check_set_bad(finding, "mismatch", mail_doubted);
}

static void judge_server(const struct mail_server *server, struct finding_list *findings)
{
	struct arena *arena = findings->arena;
	const char *address = server->seen->address;
	struct value *details;
	struct finding finding = mail_server_finding(arena, server, "reverse-dns", &details);
	struct dns_answer names;
	struct domain host;

	if (server->endpoint->port != MAIL_SERVER_PORT || !server->is_answered || !mail_server_host(server, &host))
		return;
	names = ask_back(&host, address);
	if (names.outcome == DNS_NOT_ASKED)
		return;
	finding.confidence = CONFIDENCE_LIKELY;
	finding.remedy = "reverse-dns";
	if (names.outcome == DNS_FOUND) {
		judge_names(arena, &host, names, address, details, &finding);
	} else if (names.outcome != DNS_UNANSWERED) {
		finding.evidence = arena_printf(arena, "%s leads to no name", address);
		check_set_bad(&finding, "missing", mail_refused);
	}
	finding_list_add(findings, &finding);
}

void reverse_dns_judge(const struct check *check, const struct check_input *input, struct finding_list *findings)
{
	mail_server_judge_each(input, findings, judge_server);
}
