/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/tls/tls_certificate_revocation.h"

#include <string.h>

#include "checks/tls/tls_seen.h"
#include "findings/priority.h"

struct tls_certificate_revocation_counts {
	const struct observation *revoked, *good, *any;
	bool is_stapled, is_asked_for_staple;
	bool is_asked_elsewhere; /* the issuer itself */
};

static struct tls_certificate_revocation_counts tally_status(const struct endpoint *endpoint)
{
	struct tls_certificate_revocation_counts tally = {0};

	for (size_t i = 0; (i = endpoint_next(endpoint, i, "tls.ocsp")) < endpoint->count; i++) {
		const struct observation *seen = endpoint->seen[i];
		const char *status = value_get_text(seen->data, "status");
		bool is_staple = !strcmp(value_get_text(seen->data, "source"), "staple");

		tally.any = tally.any ? tally.any : seen;
		tally.is_asked_for_staple = tally.is_asked_for_staple || is_staple;
		tally.is_asked_elsewhere = tally.is_asked_elsewhere || !is_staple;
		tally.is_stapled = tally.is_stapled || (is_staple && value_get_bool(seen->data, "answered"));
		if (!strcmp(status, "revoked"))
			tally.revoked = seen;
		else if (!strcmp(status, "good"))
			tally.good = seen;
	}
	return tally;
}

static void judge_revoked(struct arena *arena, const struct observation *seen, struct value *details,
			  struct finding *finding)
{
	const char *reason = value_get_text(seen->data, "reason");
	int64_t revoked_ms = value_get_int(seen->data, "revoked_ms", 0);

	finding->verdict = VERDICT_BAD;
	finding->variant = "revoked";
	finding->priority =
		priority_decide((struct priority_facts){EXPLOITATION_LIKELY, EXPOSURE_OPEN, true, IMPACT_HIGH});
	if (!strcmp(reason, "keyCompromise")) {
		finding->variant = "key_compromise";
		finding->priority = priority_decide(
			(struct priority_facts){EXPLOITATION_ACTIVE, EXPOSURE_CONTROLLED, true, IMPACT_HIGH});
	}
	if (revoked_ms > 0)
		value_set_int(arena, details, "revoked_ms", revoked_ms);
	finding->evidence = arena_printf(arena, "status revoked, reason %.40s", *reason ? reason : "not given");
}

static void judge_endpoint(const struct endpoint *endpoint, struct finding_list *findings)
{
	struct tls_certificate_revocation_counts tally = tally_status(endpoint);
	const struct observation *who = tally.revoked ? tally.revoked : tally.any, *promised = NULL;
	struct finding finding = endpoint_finding(endpoint, "tls-certificate-revocation", who);
	struct value *details = value_map(findings->arena);

	if (!tally.any)
		return;
	finding.remedy = "certificate";
	finding.evidence = tally.good ? "status good" : "no status was told";
	finding.verdict = tally.good ? VERDICT_GOOD : VERDICT_UNTESTABLE;
	if (tally.revoked) {
		judge_revoked(findings->arena, tally.revoked, details, &finding);
	} else if (tls_seen_told(endpoint, "tls.certificate", "must_staple", &promised) == TLS_TOLD_YES &&
		   tally.is_asked_for_staple && !tally.is_stapled) {
		finding.verdict = VERDICT_BAD;
		finding.variant = "no_staple";
		finding.priority = priority_decide(
			(struct priority_facts){EXPLOITATION_NONE, EXPOSURE_OPEN, false, IMPACT_MEDIUM});
		finding.evidence = "must-staple in the certificate, no staple in the handshake";
	}
	/* A server may leave the staple out, and most do: nothing was asked then, and nothing is to be done. */
	if (finding.verdict == VERDICT_UNTESTABLE && !tally.is_stapled && !tally.is_asked_elsewhere)
		return;
	finding.details = details;
	finding_list_add(findings, &finding);
}

void tls_certificate_revocation_judge(const struct check *check, const struct check_input *input,
				      struct finding_list *findings)
{
	for (size_t i = 0; i < input->endpoint_count; i++)
		if (input->endpoints[i].port)
			judge_endpoint(&input->endpoints[i], findings);
}
