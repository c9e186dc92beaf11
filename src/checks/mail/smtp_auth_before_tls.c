/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/mail/smtp_auth_before_tls.h"

#include "checks/mail/mail_server.h"

static const struct priority_facts always_readable = {EXPLOITATION_LIKELY, EXPOSURE_CONTROLLED, true, IMPACT_HIGH};
static const struct priority_facts perhaps_readable = {EXPLOITATION_NONE, EXPOSURE_CONTROLLED, true, IMPACT_MEDIUM};

/* The worst address decides for the port. */
static void judge_address(const struct observation *seen, struct finding *finding)
{
	bool has_tls = mail_server_offers(seen, "extensions", "STARTTLS") || mail_server_is_cut(seen);

	if (!value_get_bool(seen->data, "answered"))
		return;
	if (!mail_server_offers(seen, "extensions", "AUTH") && mail_server_is_cut(seen)) {
		if (finding->verdict != VERDICT_BAD) {
			finding->verdict = VERDICT_UNTESTABLE;
			finding->evidence = "EHLO named more than was kept, AUTH perhaps among it";
		}
		return;
	}
	if (!mail_server_offers(seen, "extensions", "AUTH")) {
		if (finding->verdict != VERDICT_UNTESTABLE)
			return;
		finding->verdict = VERDICT_GOOD;
		finding->evidence = "AUTH is not offered before STARTTLS";
		return;
	}
	if (has_tls && finding->verdict == VERDICT_BAD)
		return;
	finding->address = seen->address;
	finding->evidence = has_tls ? "AUTH is offered before STARTTLS" : "AUTH is offered, STARTTLS is not";
	check_set_bad(finding, has_tls ? "optional" : "only", has_tls ? perhaps_readable : always_readable);
}

static void judge_server(const struct mail_server *server, struct finding_list *findings)
{
	struct finding finding = mail_server_finding(findings->arena, server, "smtp-auth-before-tls", NULL);
	const struct endpoint *endpoint = server->endpoint;

	if (value_get_bool(server->seen->data, "implicit_tls"))
		return;
	for (size_t i = 0; (i = endpoint_next(endpoint, i, "smtp.capabilities")) < endpoint->count; i++)
		judge_address(endpoint->seen[i], &finding);
	finding_list_add(findings, &finding);
}

void smtp_auth_before_tls_judge(const struct check *check, const struct check_input *input,
				struct finding_list *findings)
{
	mail_server_judge_each(input, findings, judge_server);
}
