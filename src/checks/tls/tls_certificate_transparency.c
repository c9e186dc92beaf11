/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/tls/tls_certificate_transparency.h"

#include "checks/tls/tls_seen.h"
#include "findings/priority.h"

/* The most timestamps that one observation of a kind showed; -1 when none tells. */
static int64_t most_timestamps(const struct endpoint *endpoint, const char *kind)
{
	int64_t most = -1;

	for (size_t i = 0; (i = endpoint_next(endpoint, i, kind)) < endpoint->count; i++) {
		int64_t count = value_get_int(endpoint->seen[i]->data, "scts", -1);

		if (value_get_int(endpoint->seen[i]->data, "position", 0) == 0 && count > most)
			most = count;
	}
	return most;
}

static void judge_endpoint(const struct endpoint *endpoint, struct finding_list *findings)
{
	struct arena *arena = findings->arena;
	const struct observation *who = NULL;
	size_t leaf = tls_seen_leaf(endpoint, 0);
	int64_t inside = most_timestamps(endpoint, "tls.certificate");
	int64_t beside = most_timestamps(endpoint, "tls.extension");
	struct value *details = value_map(arena);
	struct finding finding;

	if (!tls_seen_is_web_port(endpoint->port) || leaf == endpoint->count ||
	    tls_seen_told(endpoint, "tls.chain", "trusted", &who) != TLS_TOLD_YES || (inside < 0 && beside < 0))
		return;
	finding = endpoint_finding(endpoint, "tls-certificate-transparency", endpoint->seen[leaf]);
	if (inside <= 0 && beside <= 0) {
		finding.verdict = inside < 0 || beside < 0 ? VERDICT_UNTESTABLE : VERDICT_BAD;
		finding.priority = priority_decide(
			(struct priority_facts){EXPLOITATION_NONE, EXPOSURE_OPEN, false, IMPACT_MEDIUM});
	}
	finding.remedy = "certificate";
	value_set_text(arena, details, "issuer", value_get_text(endpoint->seen[leaf]->data, "issuer"));
	finding.details = details;
	finding.evidence = arena_printf(arena, "timestamps: %lld in the certificate, %lld in the handshake",
					(long long)(inside < 0 ? 0 : inside), (long long)(beside < 0 ? 0 : beside));
	finding_list_add(findings, &finding);
}

void tls_certificate_transparency_judge(const struct check *check, const struct check_input *input,
					struct finding_list *findings)
{
	for (size_t i = 0; i < input->endpoint_count; i++)
		if (input->endpoints[i].port)
			judge_endpoint(&input->endpoints[i], findings);
}
