/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/dns/dnssec.h"

#include <string.h>

#include "calendar/day.h"
#include "checks/dns/domain.h"

static const struct priority_facts vanishes = {EXPLOITATION_LIKELY, EXPOSURE_OPEN, true, IMPACT_HIGH}; /* by itself */
static const struct priority_facts will_vanish = {EXPLOITATION_NONE, EXPOSURE_OPEN, false, IMPACT_HIGH};
static const struct priority_facts forgeable = {EXPLOITATION_NONE, EXPOSURE_CONTROLLED, false, IMPACT_LOW};

/* By IANA's numbers of DNSSEC algorithms; RFC 8624, 3.1. */
static const char *weak_name(int64_t algorithm)
{
	static const char *const names[] = {
		[1] = "RSAMD5", [3] = "DSA", [5] = "RSASHA1", [6] = "DSA", [7] = "RSASHA1", [12] = "GOST"};

	return algorithm > 0 && algorithm < (int64_t)(COUNT(names)) ? names[algorithm] : NULL;
}

static struct value *weak_ones(struct arena *arena, const struct value *algorithms)
{
	struct value *weak = value_list(arena);

	for (size_t i = 0; i < value_count(algorithms); i++) {
		const struct value *number = value_at(algorithms, i);
		const char *name = number->kind == VALUE_INT ? weak_name(number->integer) : NULL;

		if (name)
			value_add(arena, weak, value_text(arena, name));
	}
	return weak;
}

static void set_expiring(struct finding *finding, int64_t days_left)
{
	check_set_bad(finding, "expiring", will_vanish);
	finding->priority = priority_with_days_left(finding->priority, days_left);
}

static void judge_secure(struct arena *arena, const struct value *chain, int64_t now_ms, struct value *details,
			 struct finding *finding)
{
	int64_t expires_ms = value_get_int(chain, "expires_ms", 0);
	struct value *weak = weak_ones(arena, value_get(chain, "algorithms"));

	value_set_int(arena, details, "expires_ms", expires_ms);
	value_set(arena, details, "algorithms", weak);
	if (expires_ms && expires_ms - now_ms < DNSSEC_DAYS * DAY_MS)
		set_expiring(finding, (expires_ms - now_ms) / DAY_MS);
	else if (value_count(weak))
		check_set_bad(finding, "weak", forgeable);
	else
		finding->verdict = VERDICT_GOOD;
}

static void judge_domain(const struct domain *domain, struct finding_list *findings)
{
	struct arena *arena = findings->arena;
	size_t at = endpoint_next(domain->whole, 0, "dnssec.chain");
	const struct value *chain = at < domain->whole->count ? domain->whole->seen[at]->data : NULL;
	const char *state = value_get_text(chain, "state"), *reason = value_get_text(chain, "reason");
	struct value *details;
	struct finding finding = domain_finding(arena, domain, "dnssec", &details);

	if (!chain)
		return;
	finding.remedy = "dns-settings";
	finding.evidence = arena_printf(arena, "%s: %.30s%s%.200s", domain->name, state, *reason ? ", " : "", reason);
	value_set_text(arena, details, "reason", reason);
	if (!strcmp(state, "bogus"))
		check_set_bad(&finding, "broken", vanishes);
	else if (!strcmp(state, "insecure"))
		check_set_bad(&finding, "unsigned", forgeable);
	else if (!strcmp(state, "secure"))
		judge_secure(arena, chain, domain->input->now_ms, details, &finding);
	finding_list_add(findings, &finding);
}

void dnssec_judge(const struct check *check, const struct check_input *input, struct finding_list *findings)
{
	domain_judge_each(input, findings, judge_domain);
}
