/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/web/login_page.h"

#include <string.h>

static bool title_is(const char *title, const char *pattern)
{
	struct str text = str_from(title), wanted = str_from(pattern);
	bool is_end = str_starts(wanted, "*"), is_start = str_ends(wanted, "*");

	wanted = str_skip(wanted, is_end);
	wanted = str_head(wanted, wanted.n - is_start);
	if (text.n < wanted.n)
		return false;
	if (is_start)
		text = str_head(text, wanted.n);
	else if (is_end)
		text = str_skip(text, text.n - wanted.n);
	return str_eq_ascii_case(text, wanted);
}

static bool header_holds(const struct http_response *response, const char *name, const char *value)
{
	const char *text;

	for (size_t i = 0; (text = http_seen_header(response, name, i)); i++)
		if (!value || http_seen_holds(str_from(text), value))
			return true;
	return false;
}

static bool is_redirect(const struct http_response *response)
{
	return response->status >= HTTP_REDIRECT && response->status < HTTP_REFUSED;
}

/* "Not found" is no page, whatever it says. */
static bool may_be_page(const struct http_response *response)
{
	return response->status == HTTP_OK || is_redirect(response) || response->status == HTTP_UNAUTHORIZED ||
	       response->status == HTTP_FORBIDDEN;
}

/* Servers repeat what they were asked for, in redirects to HTTPS and in pages of their own: that tells nothing. */
static bool is_repeated(const char *text, const struct http_response *response)
{
	return text && http_seen_holds(str_from(response->path), text);
}

static bool is_page(const struct login_page *page, const struct http_response *response)
{
	return may_be_page(response) && !is_repeated(page->value, response) && !is_repeated(page->body, response) &&
	       (!page->title || title_is(response->title, page->title)) &&
	       (!page->path || str_ends(str_from(response->path), page->path)) &&
	       (!page->header || header_holds(response, page->header, page->value)) &&
	       (!page->body || str_find(response->body, page->body) < response->body.n);
}

/* The first page of the table that the response matches, or NULL. */
static const struct login_page *find_page(const struct login_page *pages, const struct http_response *response)
{
	for (; pages->product; pages++)
		if (is_page(pages, response))
			return pages;
	return NULL;
}

static const char *evidence_of(const struct http_response *response, struct arena *arena)
{
	const char *location = http_seen_header(response, "location", 0);

	if (is_redirect(response) && location)
		return arena_printf(arena, "GET %.200s: status %d to %.200s", response->path, response->status,
				    location);
	return arena_printf(arena, "GET %.200s: status %d, title \"%.100s\"", response->path, response->status,
			    response->title);
}

static void tell(const struct check_input *input, const struct login_rule *rule, const struct login_page *page,
		 const struct http_response *response, struct arena *arena, struct finding *finding)
{
	bool is_text_alone = !page->path && !page->header; /* others may write the same */
	struct value *details = value_map(arena);

	value_set_text(arena, details, "product", page->product);
	value_set_text(arena, details, "service", page->product);
	value_set_text(arena, details, "path", response->path);
	finding->details = details;
	finding->confidence = is_text_alone || is_redirect(response) ? CONFIDENCE_LIKELY : CONFIDENCE_CONFIRMED;
	finding->evidence = evidence_of(response, arena);
	rule->tell(input, arena, page, finding);
}

/* Some address of the port was asked for a page of that path, and answered whole. */
static bool is_asked(const struct endpoint *endpoint, const char *path)
{
	struct http_response response;

	EACH_HTTP_RESPONSE(endpoint, at, response)
	{
		if (str_ends(str_from(response.path), path) && http_seen_is_complete(&response))
			return true;
	}
	return false;
}

/* Another row knows the product by its front page. */
static bool has_front(const struct login_page *pages, const char *product)
{
	for (; pages->product; pages++)
		if (!pages->path && !strcmp(pages->product, product))
			return true;
	return false;
}

/* A product of the table lives at a place that was not asked for. */
static bool is_unasked(const struct login_page *pages, const struct endpoint *endpoint)
{
	for (const struct login_page *page = pages; page->product; page++)
		if (page->path && !has_front(pages, page->product) && !is_asked(endpoint, page->path))
			return true;
	return false;
}

static void judge_endpoint(const struct check *check, const struct check_input *input, const struct endpoint *endpoint,
			   struct finding_list *findings)
{
	const struct login_rule *rule = check->rule;
	struct finding finding;
	struct http_response response;

	EACH_HTTP_RESPONSE(endpoint, at, response)
	{
		const struct login_page *page = find_page(rule->pages, &response);
		if (!page || strcmp(response.method, "GET") != 0)
			continue;
		finding = http_seen_finding(endpoint, &response, check->id, "");
		tell(input, rule, page, &response, findings->arena, &finding);
		finding_list_add(findings, &finding);
		return;
	}
	if (!http_seen_front(endpoint, &response) || is_redirect(&response))
		return;
	finding = http_seen_finding(endpoint, &response, check->id, "");
	finding.evidence = evidence_of(&response, findings->arena);
	if (!http_seen_is_complete(&response))
		finding.verdict = VERDICT_UNTESTABLE;
	else if (is_unasked(rule->pages, endpoint))
		finding.variant = "front";
	else
		finding.verdict = VERDICT_GOOD;
	finding_list_add(findings, &finding);
}

void login_page_judge(const struct check *check, const struct check_input *input, struct finding_list *findings)
{
	for (size_t i = 0; i < input->endpoint_count; i++)
		if (input->endpoints[i].port)
			judge_endpoint(check, input, &input->endpoints[i], findings);
}
