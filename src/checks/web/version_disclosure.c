/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/web/version_disclosure.h"

#include "base/ascii.h"
#include "checks/web/http_seen.h"

static const struct priority_facts spares_a_guess = {EXPLOITATION_NONE, EXPOSURE_OPEN, false, IMPACT_LOW};

static bool is_digit(struct str text)
{
	return text.n && ascii_is_digit(*text.p);
}

/* "NAME/2.4": numbers of other meaning, as of a cache ("ECS (oxr/8310)"), have no point. */
static bool names_version(const char *text)
{
	struct str rest = str_from(text);

	while (rest.n) {
		struct str number;

		str_cut(&rest, '/');
		number = rest;
		while (is_digit(number))
			number = str_skip(number, 1);
		if (number.p > rest.p && str_starts(number, ".") && is_digit(str_skip(number, 1)))
			return true;
	}
	return false;
}

/* "WordPress 6.4.2", "Drupal 10", "Movable Type v7" */
static bool names_number(struct str text)
{
	while (text.n) {
		str_cut(&text, ' ');
		if (is_digit(text) || (str_starts(text, "v") && is_digit(str_skip(text, 1))))
			return true;
	}
	return false;
}

/* The header that tells a version; NULL when none does. */
static const char *telling_header(const struct http_response *response)
{
	static const char *const named[] = {"server", "x-powered-by", NULL};
	static const char *const bare[] = {"x-aspnet-version", "x-aspnetmvc-version", NULL};
	const char *text;

	for (const char *const *name = named; *name; name++)
		for (size_t i = 0; (text = http_seen_header(response, *name, i)); i++)
			if (names_version(text))
				return text;
	for (const char *const *name = bare; *name; name++)
		if ((text = http_seen_header(response, *name, 0)) && is_digit(str_from(text)))
			return text;
	return NULL;
}

static const char *telling_generator(const struct http_response *response)
{
	const struct value *generators = value_get(response->seen->data, "generators");

	for (size_t i = 0; i < value_count(generators); i++) {
		const struct value *generator = value_at(generators, i);
		if (generator && generator->kind == VALUE_TEXT && names_number(generator->text))
			return generator->text.p;
	}
	return NULL;
}

static void judge(const struct endpoint *endpoint, const char *check,
		  const char *(*find)(const struct http_response *response), struct finding_list *findings)
{
	struct arena *arena = findings->arena;
	struct value *details = value_map(arena);
	struct finding finding = {.check = NULL};
	struct http_response response;

	EACH_HTTP_RESPONSE(endpoint, at, response)
	{
		const char *text = find(&response);

		if (finding.check && !text && (finding.verdict == VERDICT_GOOD || !http_seen_is_complete(&response)))
			continue;
		finding = http_seen_finding(endpoint, &response, check, "web-server");
		finding.evidence = arena_printf(arena, "%.20s %.200s: %.200s", response.method, response.path,
						text ? text : "no version");
		if (text) {
			value_set_text(arena, details, "text", arena_printf(arena, "%.200s", text));
			finding.details = details;
			check_set_bad(&finding, "", spares_a_guess);
			break;
		}
		if (http_seen_is_complete(&response))
			finding.verdict = VERDICT_GOOD;
	}
	if (finding.check)
		finding_list_add(findings, &finding);
}

static void judge_server(const struct endpoint *endpoint, struct finding_list *findings)
{
	judge(endpoint, "server-version-disclosure", telling_header, findings);
}

void version_disclosure_judge_server(const struct check *check, const struct check_input *input,
				     struct finding_list *findings)
{
	http_seen_judge_each(input, findings, judge_server);
}

/* Only pages have a generator: an endpoint that shows none is not asked. */
static void judge_cms(const struct endpoint *endpoint, struct finding_list *findings)
{
	struct http_response response;

	EACH_HTTP_RESPONSE(endpoint, at, response)
	if (http_seen_is_page(&response)) {
		judge(endpoint, "cms-version-disclosure", telling_generator, findings);
		return;
	}
}

void version_disclosure_judge_cms(const struct check *check, const struct check_input *input,
				  struct finding_list *findings)
{
	http_seen_judge_each(input, findings, judge_cms);
}
