/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/web/hsts.h"

#include <string.h>

#include "checks/web/header_list.h"
#include "checks/web/http_seen.h"

#define DAY_S 86400

static const struct priority_facts one_moment = {EXPLOITATION_NONE, EXPOSURE_CONTROLLED, false, IMPACT_LOW};

/* An address is all digits and dots, or has a colon. */
static bool is_address(const char *target)
{
	return strchr(target, ':') || strspn(target, "0123456789.") == strlen(target);
}

static void judge_header(struct arena *arena, const char *header, struct finding *finding)
{
	struct value *details = value_map(arena);
	struct str text;
	uint64_t age;

	finding->details = details;
	finding->evidence = arena_printf(arena, "Strict-Transport-Security: %.200s", header);
	if (!header_list_find_part(str_from(header), '=', "max-age", &text) || !str_to_u64(text, &age)) {
		check_set_bad(finding, "broken", one_moment);
		return;
	}
	value_set_int(arena, details, "days", (int64_t)(age / DAY_S));
	if (age < HSTS_AGE_MIN)
		check_set_bad(finding, "short", one_moment);
	else
		finding->verdict = VERDICT_GOOD;
}

static void judge(const struct endpoint *endpoint, struct finding_list *findings)
{
	struct http_response front;
	struct finding finding;
	const char *header;

	if (!http_seen_front(endpoint, &front) || !front.is_tls || is_address(endpoint->target))
		return;
	finding = http_seen_finding(endpoint, &front, "hsts", "https");
	header = http_seen_header(&front, "strict-transport-security", 0);
	finding.evidence = arena_printf(findings->arena, "GET /: status %d", front.status);
	if (header) {
		judge_header(findings->arena, header, &finding);
	} else if (http_seen_is_complete(&front)) {
		finding.evidence = "no Strict-Transport-Security";
		check_set_bad(&finding, "missing", one_moment);
	}
	finding_list_add(findings, &finding);
}

void hsts_judge(const struct check *check, const struct check_input *input, struct finding_list *findings)
{
	http_seen_judge_each(input, findings, judge);
}
