/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/web/https_redirect.h"

#include "checks/web/http_seen.h"

static const struct priority_facts readable = {EXPLOITATION_NONE, EXPOSURE_CONTROLLED, true, IMPACT_MEDIUM};
static const struct priority_facts password = {EXPLOITATION_LIKELY, EXPOSURE_CONTROLLED, true, IMPACT_HIGH};

static bool asks_for_password(const struct http_response *response)
{
	return http_seen_holds(response->body, "type=\"password\"") ||
	       http_seen_holds(response->body, "type='password'") || http_seen_holds(response->body, "type=password");
}

static void judge(const struct endpoint *endpoint, struct finding_list *findings)
{
	struct http_response front;
	const char *location;
	struct finding finding;

	if (!http_seen_front(endpoint, &front) || front.is_tls)
		return;
	finding = http_seen_finding(endpoint, &front, "https-redirect", "https");
	location = http_seen_header(&front, "location", 0);
	finding.evidence = arena_printf(findings->arena, "GET / by HTTP: status %d%s%.200s", front.status,
					location ? ", location " : "", location ? location : "");
	if (front.status >= HTTP_REDIRECT && front.status < HTTP_REFUSED && location) {
		if (http_seen_holds(str_head(str_from(location), sizeof("https:") - 1), "https:"))
			finding.verdict = VERDICT_GOOD;
		else
			check_set_bad(&finding, "plain", readable);
	} else if (http_seen_is_page(&front)) {
		bool is_password = asks_for_password(&front);
		check_set_bad(&finding, is_password ? "password" : "plain", is_password ? password : readable);
	}
	finding_list_add(findings, &finding);
}

void https_redirect_judge(const struct check *check, const struct check_input *input, struct finding_list *findings)
{
	http_seen_judge_each(input, findings, judge);
}
