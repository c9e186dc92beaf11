/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/dns/domain_expiry.h"

#include "calendar/day.h"
#include "checks/dns/domain.h"

static const struct priority_facts up_for_grabs = {EXPLOITATION_ACTIVE, EXPOSURE_OPEN, true, IMPACT_HIGH};
static const struct priority_facts days_left = {EXPLOITATION_LIKELY, EXPOSURE_OPEN, true, IMPACT_HIGH};
static const struct priority_facts weeks_left = {EXPLOITATION_NONE, EXPOSURE_OPEN, false, IMPACT_HIGH};

static void judge_days(int64_t left_ms, struct finding *finding)
{
	if (left_ms < 0) {
		check_set_bad(finding, "expired", up_for_grabs);
	} else if (left_ms < DOMAIN_EXPIRY_SOON * DAY_MS) {
		check_set_bad(finding, "soon", days_left);
		finding->confidence = CONFIDENCE_LIKELY;
	} else if (left_ms < DOMAIN_EXPIRY_LATER * DAY_MS) {
		check_set_bad(finding, "later", weeks_left);
		finding->priority = priority_with_days_left(finding->priority, left_ms / DAY_MS);
		finding->confidence = CONFIDENCE_LIKELY;
	} else {
		finding->verdict = VERDICT_GOOD;
	}
}

static void judge_domain(const struct domain *domain, struct finding_list *findings)
{
	struct arena *arena = findings->arena;
	size_t at = endpoint_next(domain->whole, 0, "domain.registration");
	const struct value *data = at < domain->whole->count ? domain->whole->seen[at]->data : NULL;
	int64_t expires_ms = value_get_int(data, "expires_ms", 0), left_ms = expires_ms - domain->input->now_ms;
	struct value *details;
	struct finding finding = domain_finding(arena, domain, "domain-expiry", &details);

	if (!data)
		return;
	finding.remedy = "domain";
	if (value_get_bool(data, "answered") && expires_ms) {
		value_set_int(arena, details, "expires_ms", expires_ms);
		value_set_int(arena, details, "days", left_ms / DAY_MS);
		finding.evidence = arena_printf(arena, "RDAP expiration %s", day_format_instant(arena, expires_ms));
		judge_days(left_ms, &finding);
	}
	finding_list_add(findings, &finding);
}

void domain_expiry_judge(const struct check *check, const struct check_input *input, struct finding_list *findings)
{
	domain_judge_each(input, findings, judge_domain);
}
