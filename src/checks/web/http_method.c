/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/web/http_method.h"

#include <string.h>

#include "checks/web/http_seen.h"

struct http_method {
	struct priority_facts facts;
	bool (*is_asked)(const struct http_response *response);
	enum verdict (*judge)(const struct http_response *response);
};

/* "Not implemented" refuses a method as well as 405 does; otherwise a fault of the server tells nothing. */
static bool is_unclear(const struct http_response *response)
{
	return http_seen_is_unclear(response) && response->status != HTTP_NOT_IMPLEMENTED;
}

static bool is_success(const struct http_response *response)
{
	return response->status >= HTTP_OK && response->status < HTTP_REDIRECT;
}

static bool is_trace(const struct http_response *response)
{
	return !strcmp(response->method, "TRACE");
}

/* Of a success that does not show the method at work: its sign may stand behind headers that were not recorded. */
static enum verdict judge_sign(const struct http_response *response, bool has_sign)
{
	if (is_unclear(response))
		return VERDICT_UNTESTABLE;
	if (!is_success(response))
		return VERDICT_GOOD;
	if (has_sign)
		return VERDICT_BAD;
	return response->has_head ? VERDICT_GOOD : VERDICT_UNTESTABLE;
}

static enum verdict judge_trace(const struct http_response *response)
{
	const char *type = http_seen_header(response, "content-type", 0);

	return judge_sign(response, (type && http_seen_holds(str_from(type), "message/http")) ||
					    str_starts(response->body, "TRACE "));
}

static bool is_options(const struct http_response *response)
{
	return !strcmp(response->method, "OPTIONS");
}

static enum verdict judge_webdav(const struct http_response *response)
{
	return judge_sign(response, http_seen_header(response, "dav", 0) != NULL);
}

/* Through the server to another one: the path is the other's address. */
static bool is_relay(const struct http_response *response)
{
	return !strcmp(response->method, "CONNECT") ||
	       (!strcmp(response->method, "GET") && str_starts(str_from(response->path), "http://"));
}

static enum verdict judge_relay(const struct http_response *response)
{
	const struct value *reached = value_get(response->seen->data, "reached");

	if (value_is_truthy(reached))
		return VERDICT_BAD;
	if (is_unclear(response) || (is_success(response) && !reached))
		return VERDICT_UNTESTABLE;
	return VERDICT_GOOD;
}

/* Worse goes first: bad, then what could not be told, then good. */
static int weight(enum verdict verdict)
{
	return verdict == VERDICT_BAD ? 2 : verdict == VERDICT_UNTESTABLE;
}

static void judge_endpoint(const struct check *check, const struct endpoint *endpoint, struct finding_list *findings)
{
	const struct http_method *rule = check->rule;
	struct finding finding = {.check = NULL};
	struct http_response response;

	EACH_HTTP_RESPONSE(endpoint, at, response)
	{
		enum verdict verdict;

		if (!rule->is_asked(&response))
			continue;
		verdict = rule->judge(&response);
		if (finding.check && weight(verdict) <= weight(finding.verdict))
			continue;
		finding = http_seen_finding(endpoint, &response, check->id, "web-server");
		finding.evidence = arena_printf(findings->arena, "%s %.200s: status %d", response.method, response.path,
						response.status);
		finding.verdict = verdict;
		if (verdict == VERDICT_BAD)
			check_set_bad(&finding, "", rule->facts);
	}
	if (!finding.check)
		return;
	if (rule->is_asked == is_relay)
		finding.remedy = arena_printf(findings->arena, "close:%d", endpoint->port);
	finding_list_add(findings, &finding);
}

void http_method_judge(const struct check *check, const struct check_input *input, struct finding_list *findings)
{
	for (size_t i = 0; i < input->endpoint_count; i++)
		if (input->endpoints[i].port)
			judge_endpoint(check, &input->endpoints[i], findings);
}

const struct http_method http_method_trace = {
	{EXPLOITATION_NONE, EXPOSURE_OPEN, false, IMPACT_LOW}, is_trace, judge_trace};

const struct http_method http_method_webdav = {
	{EXPLOITATION_NONE, EXPOSURE_OPEN, false, IMPACT_MEDIUM}, is_options, judge_webdav};

const struct http_method http_method_proxy = {
	{EXPLOITATION_ACTIVE, EXPOSURE_OPEN, true, IMPACT_MEDIUM}, is_relay, judge_relay};
