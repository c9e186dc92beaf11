/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/tls/tls_no_forward_secrecy.h"

#include <string.h>

#include "checks/tls/tls_seen.h"
#include "checks/tls/tls_suite.h"
#include "findings/priority.h"

/* The suite that the service accepted in this observation, or ""; of several one that has it, if any has. */
static const char *accepted_suite(const struct observation *seen)
{
	const struct value *suites = value_get(seen->data, "suites");

	if (!strcmp(seen->kind, "tls.choice")) {
		for (size_t i = 0; i < value_count(suites); i++)
			if (value_at(suites, i)->kind == VALUE_TEXT &&
			    tls_suite_has_forward_secrecy(value_at(suites, i)->text))
				return value_at(suites, i)->text.p;
		return value_count(suites) && value_at(suites, 0)->kind == VALUE_TEXT ? value_at(suites, 0)->text.p
										      : "";
	}
	if (!value_get_bool(seen->data, "accepted"))
		return "";
	if (!strcmp(seen->kind, "tls.version"))
		return value_get_text(seen->data, "cipher");
	return !strcmp(seen->kind, "tls.cipher") ? value_get_text(seen->data, "suite") : "";
}

struct tls_no_forward_secrecy_counts {
	const struct observation *with, *without;
	bool has_unknown; /* a suite that is known by its number only */
};

static struct tls_no_forward_secrecy_counts tally_suites(const struct endpoint *endpoint)
{
	struct tls_no_forward_secrecy_counts tally = {0};

	for (size_t i = 0; i < endpoint->count; i++) {
		struct str suite = str_from(accepted_suite(endpoint->seen[i]));

		if (!suite.n)
			continue;
		if (tls_suite_class(suite) == TLS_SUITE_UNKNOWN)
			tally.has_unknown = true;
		else if (tls_suite_has_forward_secrecy(suite))
			tally.with = endpoint->seen[i];
		else
			tally.without = endpoint->seen[i];
	}
	return tally;
}

static void judge_endpoint(const struct endpoint *endpoint, struct finding_list *findings)
{
	struct arena *arena = findings->arena;
	struct tls_no_forward_secrecy_counts tally = tally_suites(endpoint);
	const struct observation *who = tally.with ? tally.with : tally.without;
	struct finding finding = endpoint_finding(endpoint, "tls-no-forward-secrecy", who);
	struct value *details = value_map(arena);

	if (!who && !tally.has_unknown)
		return;
	finding.remedy = "tls-settings";
	if (!tally.with && tally.has_unknown) {
		finding.verdict = VERDICT_UNTESTABLE;
	} else if (!tally.with) {
		finding.verdict = VERDICT_BAD;
		finding.priority = priority_decide(
			(struct priority_facts){EXPLOITATION_NONE, EXPOSURE_CONTROLLED, false, IMPACT_MEDIUM});
	}
	if (who) {
		value_set_text(arena, details, "suite", accepted_suite(who));
		finding.evidence = arena_printf(arena, "accepted: %s", accepted_suite(who));
	}
	finding.details = details;
	finding_list_add(findings, &finding);
}

void tls_no_forward_secrecy_judge(const struct check *check, const struct check_input *input,
				  struct finding_list *findings)
{
	for (size_t i = 0; i < input->endpoint_count; i++)
		if (input->endpoints[i].port)
			judge_endpoint(&input->endpoints[i], findings);
}
