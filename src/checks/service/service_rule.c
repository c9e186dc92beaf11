/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/service/service_rule.h"

#include <string.h>

/* The facts of a service that is only suspected by its port. */
static struct priority_facts suspected(const struct service_rule *rule)
{
	struct priority_facts facts = rule->question == SERVICE_RULE_SIGN_IN ? *rule->guarded : *rule->open;

	if (rule->suspected)
		return *rule->suspected;
	facts.exploitation = EXPLOITATION_NONE;
	facts.is_automatable = false;
	return facts;
}

static void set_bad(struct finding *finding, const char *variant, const struct priority_facts *facts)
{
	finding->variant = variant;
	finding->priority = priority_decide(*facts);
}

static void set(struct finding *finding, enum verdict verdict, const char *variant)
{
	finding->verdict = verdict;
	finding->variant = variant;
}

static void judge_answer(const struct service_rule *rule, enum service_access access, struct finding *finding)
{
	if (rule->question == SERVICE_RULE_REACHABLE)
		set_bad(finding, "exposed", rule->open);
	else if (access == SERVICE_ACCESS_OPEN)
		set_bad(finding, "open", rule->open);
	else if (rule->question == SERVICE_RULE_SIGN_IN)
		set_bad(finding, access == SERVICE_ACCESS_GUARDED ? "guarded" : "exposed", rule->guarded);
	else if (access == SERVICE_ACCESS_GUARDED)
		set(finding, VERDICT_GOOD, "guarded");
	else
		set(finding, VERDICT_UNTESTABLE, "unasked");
}

/* The port alone tells. */
static void judge_port(const struct service_rule *rule, struct finding *finding)
{
	struct priority_facts facts = suspected(rule);

	if (rule->question == SERVICE_RULE_ANONYMOUS)
		set(finding, VERDICT_UNTESTABLE, "unasked");
	else
		set_bad(finding, "port", &facts);
}

static void judge_seen(const struct service_rule *rule, const struct service_seen *found, struct finding *finding)
{
	switch (found->level) {
	case SERVICE_ANSWERED: judge_answer(rule, found->access, finding); break;
	case SERVICE_REFUSED: set(finding, VERDICT_GOOD, "refused"); break;
	case SERVICE_PORT: judge_port(rule, finding); break;
	default: set(finding, VERDICT_UNTESTABLE, "silent"); break;
	}
}

/* What stood open to everybody may have been broken into: closing it is not all. */
static const char *remedy_of(const struct service_rule *rule, const struct finding *finding)
{
	if (rule->question == SERVICE_RULE_ANONYMOUS)
		return "sign-in";
	return strcmp(finding->variant, "open") ? "close" : "left-open";
}

/* True when the service was seen or suspected at this port. */
static bool judge_endpoint(const struct check *check, const struct endpoint *endpoint, struct finding_list *findings)
{
	const struct service_rule *rule = check->rule;
	struct service_seen found = service_seen_at(rule->kinds, endpoint);
	struct finding finding;

	if (found.level == SERVICE_NOT_SEEN)
		return false;
	finding = service_seen_finding(findings->arena, check->id, endpoint, &found);
	judge_seen(rule, &found, &finding);
	if (rule->refine && found.level == SERVICE_ANSWERED)
		rule->refine(endpoint, &found, &finding);
	if (finding.verdict == VERDICT_BAD)
		finding.remedy = arena_printf(findings->arena, "%s:%d", remedy_of(rule, &finding), endpoint->port);
	finding_list_add(findings, &finding);
	return true;
}

/* Of a target as a whole: the ports were tried and the service was not seen. */
static void judge_target(const struct check *check, const struct endpoint *whole, struct finding_list *findings)
{
	const struct service_rule *rule = check->rule;
	struct finding finding = {.check = check->id,
				  .verdict = VERDICT_GOOD,
				  .confidence = CONFIDENCE_CONFIRMED,
				  .target = whole->target,
				  .address = "",
				  .variant = "none",
				  .evidence = "all custom ports of the service were tried; none shows it"};

	if (!whole->port && service_seen_is_tried(rule->kinds, whole))
		finding_list_add(findings, &finding);
}

void service_rule_judge(const struct check *check, const struct check_input *input, struct finding_list *findings)
{
	const struct endpoint *endpoints = input->endpoints;
	size_t count = input->endpoint_count, i = 0;

	while (i < count) {
		const struct endpoint *first = &endpoints[i];
		bool is_seen = false;

		for (; i < count && !strcmp(endpoints[i].target, first->target); i++)
			if (endpoints[i].port && judge_endpoint(check, &endpoints[i], findings))
				is_seen = true;
		if (!is_seen)
			judge_target(check, first, findings);
	}
}
