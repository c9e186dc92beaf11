/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/mail/starttls.h"

#include <string.h>

#include "checks/mail/mail_server.h"

static const struct priority_facts readable = {EXPLOITATION_NONE, EXPOSURE_CONTROLLED, true, IMPACT_MEDIUM};

/* The address that keeps its offer worst decides for the port: good ones leave the finding as it is. */
static void judge_address(const struct observation *seen, struct finding *finding)
{
	const char *outcome = value_get_text(seen->data, "starttls");

	if (!value_get_bool(seen->data, "answered") || finding->verdict == VERDICT_BAD)
		return;
	if (!mail_server_offers(seen, "extensions", "STARTTLS") && mail_server_is_cut(seen)) {
		finding->verdict = VERDICT_UNTESTABLE;
		finding->evidence = "EHLO named more than was kept, STARTTLS perhaps among it";
	} else if (!mail_server_offers(seen, "extensions", "STARTTLS")) {
		check_set_bad(finding, "missing", readable);
		finding->evidence = "EHLO was answered without STARTTLS";
		finding->address = seen->address;
	} else if (!strcmp(outcome, "refused") || !strcmp(outcome, "failed")) {
		check_set_bad(finding, "broken", readable);
		finding->evidence = !strcmp(outcome, "refused") ? "STARTTLS is offered, and refused when asked for"
								: "STARTTLS is offered, but the TLS handshake fails";
		finding->address = seen->address;
	} else if (strcmp(outcome, "accepted") != 0) {
		finding->evidence = "STARTTLS is offered; it was not begun";
	} else {
		finding->verdict = VERDICT_GOOD;
		finding->evidence = "STARTTLS is offered and works";
	}
}

static void judge_server(const struct mail_server *server, struct finding_list *findings)
{
	struct finding finding = mail_server_finding(findings->arena, server, "starttls", NULL);
	const struct endpoint *endpoint = server->endpoint;

	if (endpoint->port != MAIL_SERVER_PORT)
		return;
	for (size_t i = 0; (i = endpoint_next(endpoint, i, "smtp.capabilities")) < endpoint->count; i++)
		judge_address(endpoint->seen[i], &finding);
	finding_list_add(findings, &finding);
}

/* Observations of before smtp.capabilities tell the offer alone; the address that offers nothing decides. */
static void judge_offer(const struct endpoint *endpoint, struct finding_list *findings)
{
	struct finding finding = endpoint_finding(endpoint, "starttls", NULL);
	bool is_told = false;

	finding.verdict = VERDICT_UNTESTABLE;
	finding.remedy = "mail-server";
	for (size_t i = 0; (i = endpoint_next(endpoint, i, "service.auth")) < endpoint->count; i++) {
		const struct observation *seen = endpoint->seen[i];
		if (strcmp(value_get_text(seen->data, "service"), "smtp") != 0)
			continue;
		is_told = true;
		if (value_get_bool(seen->data, "tls_offered"))
			continue;
		check_set_bad(&finding, "missing", readable);
		finding.address = seen->address;
	}
	finding.evidence = finding.verdict == VERDICT_BAD ? "EHLO was answered without STARTTLS"
							  : "STARTTLS is offered; it was not begun";
	if (is_told)
		finding_list_add(findings, &finding);
}

void starttls_judge(const struct check *check, const struct check_input *input, struct finding_list *findings)
{
	mail_server_judge_each(input, findings, judge_server);
	for (size_t i = 0; i < input->endpoint_count; i++) {
		const struct endpoint *endpoint = &input->endpoints[i];
		if (endpoint->port == MAIL_SERVER_PORT &&
		    endpoint_next(endpoint, 0, "smtp.capabilities") == endpoint->count)
			judge_offer(endpoint, findings);
	}
}
