/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/dns/open_resolver.h"

#include "checks/endpoint.h"

static const struct priority_facts floods_others = {EXPLOITATION_ACTIVE, EXPOSURE_OPEN, true, IMPACT_LOW};

/* One address that resolves is enough. */
static void judge_endpoint(const struct endpoint *endpoint, struct finding_list *findings)
{
	struct finding finding = {.check = "open-resolver",
				  .verdict = VERDICT_UNTESTABLE,
				  .confidence = CONFIDENCE_CONFIRMED,
				  .target = endpoint->target,
				  .port = endpoint->port,
				  .variant = "",
				  .remedy = arena_printf(findings->arena, "close:%d", endpoint->port)};

	for (size_t i = 0; (i = endpoint_next(endpoint, i, "dns.recursion")) < endpoint->count; i++) {
		const struct value *data = endpoint->seen[i]->data;
		bool is_answered = value_get_bool(data, "answered"), is_resolved = value_get_bool(data, "resolved");

		if (finding.verdict == VERDICT_BAD || (finding.evidence && !is_answered))
			continue;
		finding.address = endpoint->seen[i]->address;
		finding.evidence = arena_printf(findings->arena, "recursion desired: %s, rcode %.20s",
						is_answered ? is_resolved ? "resolved" : "not resolved" : "no answer",
						value_get_text(data, "rcode"));
		if (is_resolved)
			check_set_bad(&finding, "", floods_others);
		else if (is_answered)
			finding.verdict = VERDICT_GOOD;
	}
	if (finding.evidence)
		finding_list_add(findings, &finding);
}

void open_resolver_judge(const struct check *check, const struct check_input *input, struct finding_list *findings)
{
	for (size_t i = 0; i < input->endpoint_count; i++)
		if (input->endpoints[i].port)
			judge_endpoint(&input->endpoints[i], findings);
}
