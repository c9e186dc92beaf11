/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/web/cors_any_origin.h"

#include <string.h>

#include "checks/web/http_seen.h"

static const struct priority_facts reads_along = {EXPLOITATION_LIKELY, EXPOSURE_CONTROLLED, false, IMPACT_MEDIUM};

/* The origin is trusted back, with what the visitor's browser keeps. "*" with credentials is refused by browsers. */
static bool trusts(const struct http_response *response, const char *origin)
{
	const char *allowed = http_seen_header(response, "access-control-allow-origin", 0);
	const char *credentials = http_seen_header(response, "access-control-allow-credentials", 0);

	return allowed && credentials && !strcmp(allowed, origin) && !strcmp(credentials, "true");
}

static void judge(const struct endpoint *endpoint, struct finding_list *findings)
{
	struct finding finding = {.check = NULL};
	struct http_response response;

	EACH_HTTP_RESPONSE(endpoint, at, response)
	{
		const char *origin = value_get_text(response.seen->data, "origin");

		if (!*origin || (finding.check && !trusts(&response, origin)))
			continue;
		finding = http_seen_finding(endpoint, &response, "cors-any-origin", "web-headers");
		finding.evidence =
			arena_printf(findings->arena, "GET %.200s with Origin %.100s", response.path, origin);
		finding.verdict = response.has_head ? VERDICT_GOOD : VERDICT_UNTESTABLE;
		if (trusts(&response, origin)) {
			check_set_bad(&finding, "", reads_along);
			break;
		}
	}
	if (finding.check)
		finding_list_add(findings, &finding);
}

void cors_any_origin_judge(const struct check *check, const struct check_input *input, struct finding_list *findings)
{
	http_seen_judge_each(input, findings, judge);
}
