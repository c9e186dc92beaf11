/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/tls/tls_extension.h"

#include "checks/tls/tls_seen.h"
#include "findings/priority.h"

/* One thing that is wrong when it is offered (or is not). */
struct tls_extension_rule {
	const char *member;  /* of tls.extension */
	enum tls_told wrong; /* the answer that is bad */
	const char *variant;
	const char *evidence; /* of the bad answer */
	enum confidence confidence;
	struct priority_facts facts;
};

static const struct tls_extension_rule insecure = {
	.member = "secure_renegotiation",
	.wrong = TLS_TOLD_NO,
	.variant = "insecure",
	.evidence = "no renegotiation_info extension (RFC 5746)",
	.facts = {EXPLOITATION_LIKELY, EXPOSURE_CONTROLLED, false, IMPACT_MEDIUM},
};
static const struct tls_extension_rule client = {
	.member = "client_renegotiation",
	.wrong = TLS_TOLD_YES,
	.variant = "client",
	.evidence = "a renegotiation that the client began was taken",
	.facts = {EXPLOITATION_NONE, EXPOSURE_OPEN, true, IMPACT_LOW},
};
static const struct tls_extension_rule compression = {
	.member = "compression",
	.wrong = TLS_TOLD_YES,
	.variant = "",
	.evidence = "TLS compression was taken",
	.facts = {EXPLOITATION_LIKELY, EXPOSURE_CONTROLLED, false, IMPACT_MEDIUM},
};
static const struct tls_extension_rule heartbeat = {
	.member = "heartbeat",
	.wrong = TLS_TOLD_YES,
	.variant = "",
	.evidence = "the heartbeat extension (RFC 6520) is offered",
	.confidence = CONFIDENCE_POSSIBLE,
	.facts = {EXPLOITATION_NONE, EXPOSURE_OPEN, true, IMPACT_MEDIUM},
};

/* Whether the rule has anything to say; bad when it is broken. */
static bool judge_rule(const struct check *check, const struct tls_extension_rule *rule,
		       const struct endpoint *endpoint, struct finding *finding)
{
	const struct observation *who = NULL;
	enum tls_told told = tls_seen_told(endpoint, "tls.extension", rule->member, &who);

	*finding = endpoint_finding(endpoint, check->id, who);
	finding->remedy = "tls-settings";
	finding->evidence = "not offered";
	if (told != rule->wrong)
		return told != TLS_TOLD_NOTHING;
	finding->verdict = VERDICT_BAD;
	finding->variant = rule->variant;
	finding->evidence = rule->evidence;
	finding->confidence = rule->confidence;
	finding->priority = priority_decide(rule->facts);
	return true;
}

/* The first rule that is broken counts; good when one was answered; untestable when the probe asked and heard nothing.
 */
static void judge_endpoint(const struct check *check, const struct endpoint *endpoint, struct finding_list *findings)
{
	const struct observation *who = NULL;
	struct finding finding, last = {0};
	bool is_answered = false;

	for (const struct tls_extension_rule *const *rules = check->rule; *rules; rules++) {
		if (!judge_rule(check, *rules, endpoint, &finding))
			continue;
		is_answered = true;
		last = finding;
		if (finding.verdict == VERDICT_BAD)
			break;
	}
	if (!is_answered) {
		if (tls_seen_told(endpoint, "tls.extension", "answered", &who) != TLS_TOLD_NO)
			return;
		last = finding;
		last.address = who->address;
		last.verdict = VERDICT_UNTESTABLE;
		last.evidence = "no answer";
	}
	finding_list_add(findings, &last);
}

void tls_extension_judge(const struct check *check, const struct check_input *input, struct finding_list *findings)
{
	for (size_t i = 0; i < input->endpoint_count; i++)
		if (input->endpoints[i].port)
			judge_endpoint(check, &input->endpoints[i], findings);
}

const struct tls_extension_rule *const tls_extension_renegotiation[] = {&insecure, &client, NULL};
const struct tls_extension_rule *const tls_extension_compression[] = {&compression, NULL};
const struct tls_extension_rule *const tls_extension_heartbeat[] = {&heartbeat, NULL};
