/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/web/default_page.h"

#include "checks/web/http_seen.h"

static const struct priority_facts forgotten = {EXPLOITATION_NONE, EXPOSURE_OPEN, false, IMPACT_LOW};

struct mark {
	const char *product;
	const char *title; /* how it begins; NULL: the body tells */
	const char *body;  /* text that it holds */
};

static const struct mark marks[] = {
	{"Apache HTTP Server", "Apache2 Debian Default Page", NULL},
	{"Apache HTTP Server", "Apache2 Ubuntu Default Page", NULL},
	{"Apache HTTP Server", "Apache HTTP Server Test Page", NULL},
	{"Apache HTTP Server", "Test Page for the Apache HTTP Server", NULL},
	{"Apache HTTP Server", "HTTP Server Test Page powered by", NULL},
	{"Apache HTTP Server", NULL, "<html><body><h1>It works!</h1></body></html>"},
	{"nginx", "Welcome to nginx!", NULL},
	{"nginx", "Test Page for the Nginx HTTP Server", NULL},
	{"Microsoft IIS", "IIS Windows", NULL},
	{"Microsoft IIS", "IIS7", NULL},
	{"Microsoft IIS", NULL, "iisstart.png"},
	{"Apache Tomcat", "Apache Tomcat/", NULL},
	{"Apache Tomcat", NULL, "If you're seeing this, you've successfully installed Tomcat"},
	{"XAMPP", "Welcome to XAMPP", NULL},
	{0},
};

static const struct mark *find_mark(const struct http_response *response)
{
	for (const struct mark *mark = marks; mark->product; mark++)
		if ((!mark->title || str_starts(str_from(response->title), mark->title)) &&
		    (!mark->body || str_find(response->body, mark->body) < response->body.n))
			return mark;
	return NULL;
}

/* Red Hat's test page comes with status 403; a redirect or "not found" that mentions Tomcat is no test page. */
static bool may_be_front(const struct http_response *response)
{
	return response->status == HTTP_OK || response->status == HTTP_FORBIDDEN;
}

static void judge(const struct endpoint *endpoint, struct finding_list *findings)
{
	struct arena *arena = findings->arena;
	struct value *details = value_map(arena);
	struct http_response response;
	const struct mark *mark;
	struct finding finding;

	if (!http_seen_front(endpoint, &response))
		return;
	finding = http_seen_finding(endpoint, &response, "default-page", "web-server");
	finding.evidence = arena_printf(arena, "GET /: status %d, title \"%.100s\"", response.status, response.title);
	mark = may_be_front(&response) ? find_mark(&response) : NULL;
	if (mark) {
		value_set_text(arena, details, "product", mark->product);
		finding.details = details;
		check_set_bad(&finding, "", forgotten);
	} else if (http_seen_is_complete(&response)) {
		finding.verdict = VERDICT_GOOD;
	}
	finding_list_add(findings, &finding);
}

void default_page_judge(const struct check *check, const struct check_input *input, struct finding_list *findings)
{
	http_seen_judge_each(input, findings, judge);
}
