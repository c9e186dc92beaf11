/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/tls/tls_certificate_chain.h"

#include <string.h>

#include "checks/tls/tls_seen.h"
#include "findings/priority.h"

#define EVIDENCE_NAME_MAX 120

static const char *variant_of_reason(const char *reason)
{
	static const char *const variants[][2] = {
		{"self_signed", "self_signed"}, {"incomplete", "incomplete"}, {"unknown_root", "untrusted"},
		{"bad_signature", "untrusted"}, {"not_a_ca", "untrusted"},
	};

	for (size_t i = 0; i < COUNT(variants); i++)
		if (!strcmp(reason, variants[i][0]))
			return variants[i][1];
	return NULL;
}

/* One chain: sets verdict and variant. An address with a bad one speaks for the port. */
static void judge_chain(const struct observation *seen, struct finding *finding)
{
	const struct value *trusted = value_get(seen->data, "trusted");
	const char *variant = variant_of_reason(value_get_text(seen->data, "reason"));

	if (finding->verdict == VERDICT_BAD)
		return;
	finding->address = seen->address;
	if (!trusted || trusted->kind != VALUE_BOOL)
		finding->verdict = VERDICT_UNTESTABLE;
	else if (trusted->boolean)
		finding->verdict = VERDICT_GOOD;
	else
		finding->verdict = variant ? VERDICT_BAD : VERDICT_UNTESTABLE;
	finding->variant = finding->verdict == VERDICT_BAD ? variant : "";
}

/* False when nothing can be said of the chain. */
static bool judge_port(const struct endpoint *endpoint, struct finding *finding)
{
	size_t leaf = tls_seen_leaf(endpoint, 0);
	bool has_chain = false;

	for (size_t i = 0; (i = endpoint_next(endpoint, i, "tls.chain")) < endpoint->count; i++) {
		judge_chain(endpoint->seen[i], finding);
		has_chain = true;
	}
	if (!has_chain && leaf < endpoint->count && value_get_bool(endpoint->seen[leaf]->data, "self_signed")) {
		finding->verdict = VERDICT_BAD;
		finding->variant = "self_signed";
		finding->address = endpoint->seen[leaf]->address;
		return true;
	}
	return has_chain;
}

static void judge_endpoint(const struct endpoint *endpoint, struct finding_list *findings)
{
	struct arena *arena = findings->arena;
	struct finding finding = endpoint_finding(endpoint, "tls-certificate-chain", NULL);
	struct value *details = value_map(arena);
	size_t leaf = tls_seen_leaf(endpoint, 0);
	const char *issuer = leaf < endpoint->count ? value_get_text(endpoint->seen[leaf]->data, "issuer") : "";

	/* Mail servers take any certificate of each other (RFC 7435), so that its chain says nothing. */
	if (tls_seen_is_mail_transfer_port(endpoint->port) || !judge_port(endpoint, &finding))
		return;
	finding.remedy = "certificate";
	finding.priority = priority_decide(
		(struct priority_facts){EXPLOITATION_NONE, EXPOSURE_OPEN, false,
					tls_seen_is_web_port(endpoint->port) ? IMPACT_MEDIUM : IMPACT_LOW});
	value_set_text(arena, details, "issuer", issuer);
	finding.details = details;
	finding.evidence = arena_printf(arena, "chain %s, issuer %.*s", *finding.variant ? finding.variant : "tried",
					EVIDENCE_NAME_MAX, issuer);
	finding_list_add(findings, &finding);
}

void tls_certificate_chain_judge(const struct check *check, const struct check_input *input,
				 struct finding_list *findings)
{
	for (size_t i = 0; i < input->endpoint_count; i++)
		if (input->endpoints[i].port)
			judge_endpoint(&input->endpoints[i], findings);
}
