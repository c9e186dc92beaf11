/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/web/cookie_flags.h"

#include "checks/web/header_list.h"
#include "checks/web/http_seen.h"

static const struct priority_facts heard = {EXPLOITATION_NONE, EXPOSURE_CONTROLLED, true, IMPACT_MEDIUM};
static const struct priority_facts second_fault = {EXPLOITATION_NONE, EXPOSURE_CONTROLLED, false, IMPACT_MEDIUM};

static bool is_session(struct str name)
{
	static const char *const words[] = {"sess", "sid", "auth", "token", "login"};

	for (size_t i = 0; i < COUNT(words); i++)
		if (http_seen_holds(name, words[i]))
			return true;
	return false;
}

/* Flags that one cookie lacks. */
static struct value *missing_flags(struct arena *arena, struct str attributes, bool is_tls)
{
	struct value *missing = value_list(arena);
	struct str ignored;

	if (is_tls && !header_list_find_part(attributes, '=', "Secure", &ignored))
		value_add(arena, missing, value_text(arena, "Secure"));
	if (!header_list_find_part(attributes, '=', "HttpOnly", &ignored))
		value_add(arena, missing, value_text(arena, "HttpOnly"));
	return missing;
}

/* Takes what one cookie shows when it is worse than what was seen before. */
static void look_at(struct arena *arena, const struct endpoint *endpoint, const struct http_response *response,
		    const char *header, struct finding *finding)
{
	struct str rest = str_from(header);
	struct value *details = value_map(arena), *missing;
	struct header_part cookie;

	if (!header_list_next_part(&rest, '=', &cookie) || !cookie.value.n || !is_session(cookie.name))
		return;
	missing = missing_flags(arena, rest, response->is_tls);
	if (finding->check && (finding->verdict == VERDICT_BAD || (response->is_tls && !value_count(missing))))
		return;
	*finding = http_seen_finding(endpoint, response, "cookie-flags", "web-headers");
	value_set(arena, details, "cookie", value_str(arena, str_head(cookie.name, 100)));
	value_set(arena, details, "missing", missing);
	finding->details = details;
	finding->evidence = arena_printf(arena, "Set-Cookie: %.*s, %zu flags missing",
					 (int)str_head(cookie.name, 100).n, cookie.name.p, value_count(missing));
	finding->verdict = response->has_head ? VERDICT_GOOD : VERDICT_UNTESTABLE;
	if (!response->is_tls)
		check_set_bad(finding, "clear", heard);
	else if (value_count(missing))
		check_set_bad(finding, "flags", second_fault);
}

static void judge(const struct endpoint *endpoint, struct finding_list *findings)
{
	struct finding finding = {.check = NULL};
	struct http_response response;
	const char *header;

	EACH_HTTP_RESPONSE(endpoint, at, response)
	for (size_t i = 0; (header = http_seen_header(&response, "set-cookie", i)) != NULL; i++)
		look_at(findings->arena, endpoint, &response, header, &finding);
	if (finding.check)
		finding_list_add(findings, &finding);
}

void cookie_flags_judge(const struct check *check, const struct check_input *input, struct finding_list *findings)
{
	http_seen_judge_each(input, findings, judge);
}
