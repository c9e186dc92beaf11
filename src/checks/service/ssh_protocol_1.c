/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/service/ssh_protocol_1.h"

#include "checks/service/ssh_seen.h"
#include "findings/priority.h"

static const struct priority_facts on_the_way = {EXPLOITATION_NONE, EXPOSURE_CONTROLLED, false, IMPACT_HIGH};
static const struct priority_facts forgotten = {EXPLOITATION_LIKELY, EXPOSURE_OPEN, false, IMPACT_HIGH};

static void judge_greeting(struct str greeting, struct finding *finding)
{
	finding->verdict = VERDICT_BAD;
	if (str_starts(greeting, "SSH-1.99-")) {
		finding->variant = "both";
		finding->priority = priority_decide(on_the_way);
	} else if (str_starts(greeting, "SSH-1.")) {
		finding->variant = "only";
		finding->priority = priority_decide(forgotten);
	} else if (str_starts(greeting, "SSH-2.0-")) {
		finding->verdict = VERDICT_GOOD;
		finding->variant = "";
	} else {
		finding->verdict = VERDICT_UNTESTABLE;
		finding->variant = "unread";
	}
}

static void judge_endpoint(const struct endpoint *endpoint, struct finding_list *findings)
{
	const struct observation *spoken = ssh_seen_spoken(endpoint);
	struct str greeting = ssh_seen_greeting(endpoint);
	struct finding finding = {.check = "ssh-protocol-1",
				  .confidence = CONFIDENCE_CONFIRMED,
				  .target = endpoint->target,
				  .port = endpoint->port};

	if (!spoken)
		return;
	finding.address = spoken->address;
	finding.evidence = arena_printf(findings->arena, "greeting \"%.*s\"", (int)greeting.n, greeting.p);
	judge_greeting(greeting, &finding);
	if (finding.verdict == VERDICT_BAD)
		finding.remedy = "ssh-settings";
	finding_list_add(findings, &finding);
}

void ssh_protocol_1_judge(const struct check *check, const struct check_input *input, struct finding_list *findings)
{
	for (size_t i = 0; i < input->endpoint_count; i++)
		if (input->endpoints[i].port)
			judge_endpoint(&input->endpoints[i], findings);
}
