/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/service/rdp_exposed.h"

static const struct priority_facts unasked = {EXPLOITATION_ACTIVE, EXPOSURE_OPEN, true, IMPACT_HIGH};
static const struct priority_facts asked = {EXPLOITATION_ACTIVE, EXPOSURE_CONTROLLED, true, IMPACT_HIGH};
static const struct priority_facts suspected = {EXPLOITATION_ACTIVE, EXPOSURE_CONTROLLED, false, IMPACT_HIGH};

static const struct service_kind kinds[] = {
	{"rdp", "RDP", false, {3389}, NULL, "rdp.security"},
	{0},
};

static bool is_accepted(const struct observation *seen, const char *protocol)
{
	const struct value *accepted = value_get(seen->data, "accepted");

	for (size_t i = 0; i < value_count(accepted); i++)
		if (value_at(accepted, i)->kind == VALUE_TEXT && str_is(value_at(accepted, i)->text, protocol))
			return true;
	return false;
}

/* An address of the name that asks for less counts. */
static void judge_security(const struct endpoint *endpoint, const struct service_seen *found, struct finding *finding)
{
	bool is_off = false, has_nla = false;

	(void)found;
	for (size_t i = 0; (i = endpoint_next(endpoint, i, "rdp.security")) < endpoint->count; i++) {
		is_off |= is_accepted(endpoint->seen[i], "rdp") || is_accepted(endpoint->seen[i], "tls");
		has_nla |= is_accepted(endpoint->seen[i], "credssp");
	}
	if (is_off) {
		finding->variant = "nla_off";
		finding->priority = priority_decide(unasked);
	} else if (has_nla) {
		finding->variant = "nla";
	}
}

const struct service_rule rdp_exposed_rule = {
	.kinds = kinds,
	.question = SERVICE_RULE_REACHABLE,
	.open = &asked,
	.refine = judge_security,
	.suspected = &suspected,
};
