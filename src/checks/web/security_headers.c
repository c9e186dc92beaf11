/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/web/security_headers.h"

#include "checks/web/header_list.h"
#include "checks/web/http_seen.h"

static const struct priority_facts softener = {EXPLOITATION_NONE, EXPOSURE_CONTROLLED, false, IMPACT_LOW};

static bool has_frame_rule(const struct http_response *page)
{
	const char *policy = http_seen_header(page, "content-security-policy", 0);
	struct str sources;

	return http_seen_header(page, "x-frame-options", 0) ||
	       (policy && header_list_find_part(str_from(policy), ' ', "frame-ancestors", &sources));
}

static bool has_nosniff(const struct http_response *page)
{
	const char *value = http_seen_header(page, "x-content-type-options", 0);

	return value && str_eq_ascii_case(str_trim(str_from(value)), STR("nosniff"));
}

static void judge(const struct endpoint *endpoint, struct finding_list *findings)
{
	struct arena *arena = findings->arena;
	struct value *details = value_map(arena), *missing = value_list(arena);
	struct http_response page;
	struct finding finding;

	if (!http_seen_front(endpoint, &page) || !http_seen_is_page(&page))
		return;
	finding = http_seen_finding(endpoint, &page, "security-headers", "web-headers");
	if (!http_seen_header(&page, "content-security-policy", 0))
		value_add(arena, missing, value_text(arena, "Content-Security-Policy"));
	if (!has_nosniff(&page))
		value_add(arena, missing, value_text(arena, "X-Content-Type-Options"));
	if (!has_frame_rule(&page))
		value_add(arena, missing, value_text(arena, "X-Frame-Options"));
	if (!http_seen_header(&page, "referrer-policy", 0))
		value_add(arena, missing, value_text(arena, "Referrer-Policy"));
	value_set(arena, details, "missing", missing);
	finding.details = details;
	finding.evidence = arena_printf(arena, "GET /: %zu of 4 headers missing", value_count(missing));
	if (value_count(missing) && page.has_head)
		check_set_bad(&finding, "", softener);
	else if (!value_count(missing))
		finding.verdict = VERDICT_GOOD;
	finding_list_add(findings, &finding);
}

void security_headers_judge(const struct check *check, const struct check_input *input, struct finding_list *findings)
{
	http_seen_judge_each(input, findings, judge);
}
