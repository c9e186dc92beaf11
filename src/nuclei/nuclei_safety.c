/* SPDX-License-Identifier: Apache-2.0 */
#include "nuclei/nuclei_safety.h"

#include <string.h>

#include "base/ascii.h"
#include "nuclei/nuclei_template_priv.h"

#define PATH_MAX_BYTES 4096
#define DECODINGS      2 /* "%252e" is "." for a server that decodes twice */

/* In a path or its query, in lower case, as written or decoded. */
static const char *const attack_marks[] = {
	"../",
	"..\\",
	"/..",
	"..;",
	"..//",
	"/etc/passwd",
	"/etc/hosts",
	"/etc/shadow",
	"win.ini",
	"boot.ini",
	"/proc/self",
	"web-inf",
	"<",
	"\"",
	"'",
	"`",
	"javascript:",
	"alert(",
	"document.",
	"onerror",
	"onload=",
	"union select",
	"union+select",
	"select(",
	"select ",
	"select+",
	"sleep(",
	"waitfor",
	"benchmark(",
	"extractvalue",
	"updatexml",
	" or ",
	"+or+",
	" and ",
	"+and+",
	"${",
	"#{",

	"%{",
	"*{",
	"jndi:",
	"ognl",
	"(#",
	"@java",
	"java.lang",
	"runtime",
	"getclass",
	"class.module",
	"|",
	"&&",
	"$(",
	";id",
	";cat",
	";ls",
	"\r",
	"\n",
	"\\",
	"/bin/",
	"cmd.exe",
	"powershell",
	"phpinfo(",
	"system(",
	"exec(",
	"eval(",
	"base64_decode(",
	"php://",
	"file:",
	"data:",
	"gopher:",
	"expect:",
	"dict:",
	"ftp://",
	"http:",
	"https:",
	"=//",
	"=/\\",
	"=.",
	"%00",
};

/* Keys of a query, in lower case. */
static const char *const login_marks[] = {"password=", "passwd=", "pwd=",  "pass=",   "username=", "user=",   "login=",
					  "uname=",    "token=",  "auth=", "apikey=", "api_key=",  "session="};
static const char *const change_marks[] = {
	"delete", "remove",   "drop",       "reboot",  "shutdown", "restart",  "reset",     "upload",
	"create", "insert",   "update",     "write",   "save",     "install=", "execute",   "exec=",
	"cmd=",   "command=", "action=add", "adduser", "setup=",   "=set",     "setconfig", "logout",
	"clear",  "purge",    "flush",      "import",  "restore",  "unlock",   "enable=",   "disable="};

/* Headers that only say how to answer. */
static const char *const plain_headers[] = {"accept",
					    "accept-language",
					    "accept-encoding",
					    "user-agent",
					    "connection",
					    "cache-control",
					    "pragma",
					    "content-type",
					    "upgrade-insecure-requests",
					    "x-requested-with",
					    "sec-fetch-site",
					    "sec-fetch-mode",
					    "sec-fetch-dest",
					    "sec-fetch-user",
					    "te",
					    "priority",
					    "dnt"};
static const char *const login_headers[] = {"authorization", "proxy-authorization", "cookie"};

/* Tags by which an author says that the template attacks. */
static const char *const attack_tags[] = {
	"cve",
	"rce",
	"sqli",
	"xss",
	"lfi",
	"lfr",
	"rfi",
	"ssrf",
	"ssti",
	"xxe",
	"csti",
	"csrf",
	"injection",
	"cmdi",
	"traversal",
	"path-traversal",
	"deserialization",
	"file-upload",
	"fileupload",
	"upload",
	"redirect",
	"open-redirect",
	"crlf",
	"jndi",
	"log4j",
	"ssi",
	"time-based-sqli",
	"privesc",
	"privilege-escalation",
	"cache",
	"smuggling",
	"prototype-pollution",
	"xsleak",
	"cors",
};
static const char *const never_tags[] = {"intrusive", "dos",         "fuzz",   "fuzzing",
					 "seclists",  "auth-bypass", "bypass", "account-takeover"};
static const char *const login_tags[] = {"default-login", "default-logins",      "brute-force",   "bruteforce",
					 "authenticated", "credential-stuffing", "creds-stuffing"};

/* Decodes %XX in place; a NUL stays encoded, so that the text stays whole. */
static void decode(char *text)
{
	char *out = text;

	for (const char *p = text; *p; p++) {
		const int high = *p == '%' && p[1] ? ascii_hex_digit(p[1]) : -1,
			  low = high >= 0 && p[2] ? ascii_hex_digit(p[2]) : -1;
		if (low >= 0 && (high || low)) {
			*out++ = (char)(high << 4 | low);
			p += 2;
		} else {
			*out++ = *p;
		}
	}
	*out = '\0';
}

static const char *find_mark(const char *text, const char *const *marks, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strstr(text, marks[i]))
			return marks[i];
	return NULL;
}

static bool is_listed(const char *text, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_eq_ascii_case(str_from(text), str_from(list[i])))
			return true;
	return false;
}

static void judge_path(struct nuclei_template *template, const struct nuclei_request *request)
{
	char text[PATH_MAX_BYTES];
	size_t length = strlen(request->path);
	enum nuclei_reason reason = length < sizeof(text) ? NUCLEI_SAFE : NUCLEI_REASON_EXPLOIT;
	const char *query;

	for (size_t i = 0; i <= length && length < sizeof(text); i++)
		text[i] = ascii_lower(request->path[i]);
	for (int i = 0; i <= DECODINGS && reason == NUCLEI_SAFE; i++) {
		query = strchr(text, '?');
		if (find_mark(text, attack_marks, COUNT(attack_marks)))
			reason = NUCLEI_REASON_EXPLOIT;
		else if (query && find_mark(query, login_marks, COUNT(login_marks)))
			reason = NUCLEI_REASON_LOGIN;
		else if (query && find_mark(query, change_marks, COUNT(change_marks)))
			reason = NUCLEI_REASON_CHANGE;
		decode(text);
	}
	if (reason != NUCLEI_SAFE)
		nuclei_template_refuse(template, reason, request->line, request->column, str_from(request->path));
}

static void judge_headers(struct nuclei_template *template, const struct nuclei_request *request)
{
	for (size_t i = 0; i < request->header_count; i++) {
		const struct nuclei_header *header = &request->headers[i];
		enum nuclei_reason reason = NUCLEI_REASON_HEADER;

		if (is_listed(header->name, login_headers, COUNT(login_headers)))
			reason = NUCLEI_REASON_LOGIN;
		else if (is_listed(header->name, plain_headers, COUNT(plain_headers)))
			reason = find_mark(header->value, attack_marks, 12) || strpbrk(header->value, "<`${}\\\r\n")
					 ? NUCLEI_REASON_EXPLOIT
					 : NUCLEI_SAFE;
		if (reason != NUCLEI_SAFE)
			nuclei_template_refuse(template, reason, request->line, request->column,
					       str_from(header->name));
	}
}

/* What a visitor's browser asks for anyway: the front page, what it is made of, the place to sign in. */
static bool is_plain_page(const struct nuclei_request *request)
{
	static const char *const endings[] = {".js",         ".css",   ".ico",        "/robots.txt",
					      "/readme.txt", "/login", "/login.html", "/login.php"};
	const char *path = request->path;

	if (strcmp(path, "/") == 0 || str_starts(str_from(path), "/index."))
		return !strpbrk(path, "?;%");
	if (strpbrk(path, "?;%=") || strstr(path, "//") || strstr(path, "/."))
		return false;
	for (size_t i = 0; i < COUNT(endings); i++)
		if (str_ends(str_from(path), endings[i]))
			return true;
	return false;
}

static bool are_plain_pages(const struct nuclei_template *template)
{
	for (size_t i = 0; i < template->block_count; i++) {
		const struct nuclei_block *block = &template->blocks[i];
		if (block->protocol == NUCLEI_TCP && block->has_input)
			return false;
		for (size_t r = 0; r < block->request_count; r++)
			if (!is_plain_page(&block->requests[r]))
				return false;
	}
	return true;
}

static void judge_tags(struct nuclei_template *template)
{
	const bool is_plain = are_plain_pages(template);

	for (size_t i = 0; i < template->tag_count; i++) {
		const char *tag = template->tags[i];
		if (is_listed(tag, login_tags, COUNT(login_tags)))
			nuclei_template_refuse(template, NUCLEI_REASON_LOGIN, 1, 1, str_from(tag));
		if (is_listed(tag, never_tags, COUNT(never_tags)) ||
		    (!is_plain && is_listed(tag, attack_tags, COUNT(attack_tags))))
			nuclei_template_refuse(template, NUCLEI_REASON_INTENT, 1, 1, str_from(tag));
	}
}

void nuclei_safety_judge(struct nuclei_template *template)
{
	for (size_t i = 0; i < template->block_count; i++) {
		const struct nuclei_block *block = &template->blocks[i];
		for (size_t r = 0; r < block->request_count; r++) {
			const struct nuclei_request *request = &block->requests[r];
			if (strcmp(request->method, "GET") != 0 && strcmp(request->method, "HEAD") != 0)
				nuclei_template_refuse(template, NUCLEI_REASON_METHOD, request->line, request->column,
						       str_from(request->method));
			judge_path(template, request);
			judge_headers(template, request);
		}
	}
	judge_tags(template);
}
