/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/web/exposed_file.h"

#include <string.h>

#include "base/ascii.h"
#include "checks/web/http_seen.h"

enum { HASH_DIGITS = 40, SETTINGS_MIN = 2 };

struct exposed_file {
	struct priority_facts facts;
	bool (*is_asked)(const struct http_response *response); /* was it asked for? */
	bool is_anywhere; /* what is recognised counts at every path: nobody writes such a page by chance */
	/* The variant of the bad finding when it was handed out, else NULL. */
	const char *(*recognise)(const struct http_response *response);
};

static bool ends_with_any(const char *path, const char *const *endings)
{
	for (; *endings; endings++)
		if (str_ends(str_from(path), *endings))
			return true;
	return false;
}

/* ---- source ---- */

static bool is_repository(const struct http_response *response)
{
	static const char *const endings[] = {"/.git/HEAD",  "/.git/config",  "/.svn/entries",
					      "/.svn/wc.db", "/.hg/requires", NULL};

	return ends_with_any(response->path, endings);
}

static bool is_hash(struct str text)
{
	for (size_t i = 0; i < text.n; i++)
		if (ascii_hex_digit(text.p[i]) < 0)
			return false;
	return text.n == HASH_DIGITS;
}

static const char *find_repository(const struct http_response *response)
{
	struct str body = response->body;
	bool is_found = str_starts(body, "ref: refs/") || is_hash(str_trim(body)) || str_starts(body, "[core]") ||
			str_starts(body, "SQLite format 3") ||
			(str_ends(str_from(response->path), "/.svn/entries") && str_find(body, "\ndir\n") < body.n) ||
			(str_ends(str_from(response->path), "/.hg/requires") && str_find(body, "revlog") < body.n);

	return is_found ? "" : NULL;
}

/* ---- settings ---- */

static bool is_environment(const struct http_response *response)
{
	static const char *const endings[] = {"/.env", "/.env.local", "/.env.production", "/.env.bak", NULL};

	return ends_with_any(response->path, endings);
}

/* "NAME=..." */
static bool is_setting(struct str line)
{
	size_t at = 0;

	while (at < line.n && (ascii_is_upper(line.p[at]) || ascii_is_digit(line.p[at]) || line.p[at] == '_'))
		at++;
	return at > 1 && at < line.n && line.p[at] == '=';
}

static const char *find_environment(const struct http_response *response)
{
	struct str rest = response->body;
	int settings = 0;

	while (rest.n)
		settings += is_setting(str_cut(&rest, '\n'));
	return settings >= SETTINGS_MIN ? "" : NULL;
}

/* ---- copies ---- */

static bool is_backup(const struct http_response *response)
{
	static const char *const endings[] = {".zip", ".tar",    ".tar.gz", ".tgz", ".7z",   ".rar",
					      ".sql", ".sql.gz", ".bak",    ".old", ".dump", NULL};

	return ends_with_any(response->path, endings);
}

static const char *find_backup(const struct http_response *response)
{
	static const char *const words[] = {"CREATE TABLE", "INSERT INTO", "-- MySQL dump", "<?php", NULL};
	/* The same bytes in base64: gzip, 7-Zip, RAR, ZIP. */
	static const char *const packed[] = {"H4sI", "N3q8", "UmFy", "UEsD", NULL};
	struct str body = response->body;
	const char *base64 = value_get_text(response->seen->data, "body_b64");

	for (const char *const *word = words; *word; word++)
		if (str_find(body, *word) < body.n)
			return "";
	for (const char *const *start = packed; *start; start++)
		if (str_starts(str_from(base64), *start))
			return "";
	return str_starts(body, "PK\003\004") ? "" : NULL;
}

/* ---- the server about itself ---- */

static bool is_status(const struct http_response *response)
{
	static const char *const endings[] = {"/server-status", "/server-info", "/nginx_status",
					      "/phpinfo.php",   "/info.php",    NULL};

	return ends_with_any(response->path, endings);
}

static const char *find_status(const struct http_response *response)
{
	if (!strcmp(response->title, "phpinfo()") || str_starts(str_from(response->title), "PHP ") ||
	    str_find(response->body, "<title>phpinfo()") < response->body.n)
		return "phpinfo";
	if (!strcmp(response->title, "Apache Status") || !strcmp(response->title, "Server Information") ||
	    str_find(response->body, "Apache Server Status for") < response->body.n ||
	    str_starts(response->body, "Active connections:"))
		return "status";
	return NULL;
}

/* ---- lists of files ---- */

static bool is_folder(const struct http_response *response)
{
	return strlen(response->path) > 1 && str_ends(str_from(response->path), "/");
}

static const char *find_listing(const struct http_response *response)
{
	struct str title = str_from(response->title), body = response->body;
	bool is_found = str_starts(title, "Index of /") || str_starts(title, "Directory listing for /") ||
			str_find(body, "<title>Index of /") < body.n ||
			str_find(body, "[To Parent Directory]") < body.n;

	return is_found ? "" : NULL;
}

/* ---- the rule of all ---- */

/* A page that is not the file says "no" only with its headers, behind which the file would begin. */
static bool is_no(const struct http_response *response)
{
	return response->status == HTTP_OK ? response->has_head : !http_seen_is_unclear(response);
}

static void judge_endpoint(const struct check *check, const struct endpoint *endpoint, struct finding_list *findings)
{
	const struct exposed_file *rule = check->rule;
	struct finding finding = {.check = NULL};
	struct http_response response;
	struct value *details = value_map(findings->arena);

	EACH_HTTP_RESPONSE(endpoint, at, response)
	{
		const char *variant = response.status == HTTP_OK ? rule->recognise(&response) : NULL;

		if (strcmp(response.method, "GET") != 0 ||
		    !(rule->is_asked(&response) || (variant && rule->is_anywhere)))
			continue;
		if (finding.check && !variant && (finding.verdict == VERDICT_GOOD || !is_no(&response)))
			continue;
		finding = http_seen_finding(endpoint, &response, check->id, "web-files");
		finding.evidence =
			arena_printf(findings->arena, "GET %.200s: status %d", response.path, response.status);
		value_set_text(findings->arena, details, "path", response.path);
		finding.details = details;
		if (variant) {
			check_set_bad(&finding, variant, rule->facts);
			break;
		}
		if (is_no(&response))
			finding.verdict = VERDICT_GOOD;
	}
	if (finding.check)
		finding_list_add(findings, &finding);
}

void exposed_file_judge(const struct check *check, const struct check_input *input, struct finding_list *findings)
{
	for (size_t i = 0; i < input->endpoint_count; i++)
		if (input->endpoints[i].port)
			judge_endpoint(check, &input->endpoints[i], findings);
}

const struct exposed_file exposed_file_repository = {
	{EXPLOITATION_LIKELY, EXPOSURE_OPEN, true, IMPACT_HIGH}, is_repository, false, find_repository};

const struct exposed_file exposed_file_environment = {
	{EXPLOITATION_ACTIVE, EXPOSURE_OPEN, true, IMPACT_HIGH}, is_environment, false, find_environment};

const struct exposed_file exposed_file_backup = {
	{EXPLOITATION_LIKELY, EXPOSURE_OPEN, true, IMPACT_HIGH}, is_backup, false, find_backup};

const struct exposed_file exposed_file_server_status = {
	{EXPLOITATION_LIKELY, EXPOSURE_OPEN, false, IMPACT_MEDIUM}, is_status, true, find_status};

const struct exposed_file exposed_file_listing = {
	{EXPLOITATION_NONE, EXPOSURE_OPEN, false, IMPACT_MEDIUM}, is_folder, true, find_listing};
