/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/web/mixed_content.h"

#include "checks/web/http_seen.h"

#define URL_MAX 200

static const struct priority_facts nuisance = {EXPLOITATION_NONE, EXPOSURE_CONTROLLED, false, IMPACT_LOW};

struct part {
	const char *tag; /* "<script" */
	const char *attribute;
	const char *needs; /* a word in the tag without which nothing is loaded; NULL: none */
	const char *variant;
};

static const struct part parts[] = {
	{"<script", "src=", NULL, "active"},        {"<iframe", "src=", NULL, "active"},
	{"<link", "href=", "stylesheet", "active"}, {"<img", "src=", NULL, "passive"},
	{"<audio", "src=", NULL, "passive"},        {"<video", "src=", NULL, "passive"},
};

/* The tag that begins the text, with its attributes. */
static struct str tag_at(struct str text)
{
	return str_head(text, str_index(text, '>'));
}

/* What an attribute of a tag holds when that is an address of HTTP; empty otherwise. */
static struct str plain_url(struct str tag, const char *attribute)
{
	size_t at = str_find(tag, attribute);
	struct str text = str_trim(str_skip(tag, at + str_from(attribute).n));
	char quote = text.n ? *text.p : '\0';
	struct str url = quote == '"' || quote == '\''
				 ? str_head(str_skip(text, 1), str_index(str_skip(text, 1), quote))
				 : str_head(text, str_index(text, ' '));

	return at < tag.n && str_starts(url, "http://") ? str_head(url, URL_MAX) : STR("");
}

static const struct part *find_first(struct str page, struct str *ret_url)
{
	for (; page.n; page = str_skip(page, 1)) {
		page = str_skip(page, str_index(page, '<'));
		for (size_t i = 0; i < COUNT(parts); i++) {
			struct str tag = tag_at(page), name = str_from(parts[i].tag);

			if (!str_eq_ascii_case(str_head(page, name.n), name) ||
			    (parts[i].needs && !http_seen_holds(tag, parts[i].needs)))
				continue;
			*ret_url = plain_url(tag, parts[i].attribute);
			if (ret_url->n)
				return &parts[i];
		}
	}
	return NULL;
}

static void judge(const struct endpoint *endpoint, struct finding_list *findings)
{
	struct value *details = value_map(findings->arena);
	const struct part *part;
	struct http_response front;
	struct finding finding;
	struct str url;

	if (!http_seen_front(endpoint, &front) || !front.is_tls || !http_seen_is_page(&front))
		return;
	finding = http_seen_finding(endpoint, &front, "mixed-content", "https");
	finding.details = details;
	part = find_first(front.body, &url);
	if (part) {
		value_set(findings->arena, details, "url", value_str(findings->arena, url));
		finding.evidence =
			arena_printf(findings->arena, "%s %s%.*s", part->tag + 1, part->attribute, (int)url.n, url.p);
		check_set_bad(&finding, part->variant, nuisance);
	} else if (front.is_whole) {
		finding.verdict = VERDICT_GOOD;
		finding.evidence = "the front page loads nothing by HTTP";
	} else {
		finding.evidence = "the page is not recorded to its end";
	}
	finding_list_add(findings, &finding);
}

void mixed_content_judge(const struct check *check, const struct check_input *input, struct finding_list *findings)
{
	http_seen_judge_each(input, findings, judge);
}
