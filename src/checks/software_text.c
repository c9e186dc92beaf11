/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/software_text.h"

#include <stdio.h>
#include <string.h>

#define SERVER_PARTS_MAX 16  /* of one Server header */
#define ANSWER_BYTES     256 /* of the name of a service and its version */

struct giving {
	software_text_take *take;
	void *context;
};

static void give(const struct giving *giving, const char *kind, const char *where, struct str text)
{
	const struct software_text one = {kind, where, str_head(str_trim(text), SOFTWARE_TEXT_BYTES)};

	if (one.text.n)
		giving->take(giving->context, &one);
}

/* ---- greetings ---- */

/* Behind "SSH-2.0-", the first line alone. */
static struct str cut_ssh(struct str text)
{
	struct str line = str_head(text, str_index(text, '\n'));

	if (!str_starts(line, "SSH-"))
		return STR("");
	line = str_skip(line, 4);
	return str_skip(line, str_index(line, '-') + 1);
}

/* Behind "220 " or "220-". */
static struct str cut_code(struct str text)
{
	bool has_code = text.n > 4 && text.p[0] >= '1' && text.p[0] <= '5' && (text.p[3] == ' ' || text.p[3] == '-');

	return has_code ? str_skip(text, 4) : STR("");
}

static struct str cut_pop3(struct str text)
{
	return str_starts(text, "+OK") ? str_skip(text, 3) : STR("");
}

static struct str cut_imap(struct str text)
{
	return str_starts(text, "* OK") ? str_skip(text, 4) : STR("");
}

/* Protocol version 10 of MySQL: a length of three bytes, a number 0, the byte 10, the version, NUL. */
static struct str cut_mysql(struct str text)
{
	for (size_t i = 3; i < 8 && i + 1 < text.n; i++)
		if (text.p[i] == 10 && text.p[i - 1] == 0 && text.p[i - 2] == 0)
			return str_head(str_skip(text, i + 1), str_index(str_skip(text, i + 1), '\0'));
	return STR("");
}

/* Without the options that are negotiated first (RFC 854: IAC, verb, option); IAC stands here as U+00FF, "\xc3\xbf",
 * and a verb as U+00FB to U+00FE, "\xc3\xbb" to "\xc3\xbe". */
static struct str cut_telnet(struct str text)
{
	while (text.n > 5 && !memcmp(text.p, "\xc3\xbf", 2))
		text = str_skip(text, (unsigned char)text.p[4] >= 0x80 ? 6 : 5);
	return text;
}

static const struct greeting {
	const char *service, *kind;
	struct str (*cut)(struct str text);
} greetings[] = {
	{"ssh", "ssh.banner", cut_ssh},        {"ftp", "ftp.banner", cut_code},
	{"smtp", "smtp.banner", cut_code},     {"pop3", "pop3.banner", cut_pop3},
	{"imap", "imap4.banner", cut_imap},    {"nntp", "nntp.banner", cut_code},
	{"mysql", "mysql.banners", cut_mysql}, {"telnet", "telnet_banners", cut_telnet},
};

static struct str text_of(const struct value *value)
{
	return value && value->kind == VALUE_TEXT ? value->text : STR("");
}

static void give_greeting(const struct giving *giving, const struct value *data)
{
	struct str service = text_of(value_get(data, "service"));

	for (size_t i = 0; i < COUNT(greetings); i++)
		if (str_is(service, greetings[i].service))
			give(giving, greetings[i].kind, "greeting", greetings[i].cut(text_of(value_get(data, "text"))));
}

/* ---- HTTP ---- */

/* "Apache/2.4.6 (CentOS) OpenSSL/1.0.2k-fips PHP/5.4.16": what stands behind the first word, piece by piece. */
static void give_server_parts(const struct giving *giving, struct str server)
{
	str_cut(&server, ' ');
	for (int i = 0; server.n && i < SERVER_PARTS_MAX; i++) {
		struct str part;
		if (*server.p == '(') {
			str_cut(&server, ')');
			server = str_trim(server);
			continue;
		}
		part = str_cut(&server, ' ');
		if (str_index(part, '/') < part.n)
			give(giving, "apache_modules", "Server header", part);
	}
}

static void give_header(const struct giving *giving, const struct value *header)
{
	static const struct {
		const char *name, *kind, *where;
	} headers[] = {
		{"server", "http_header.server", "Server header"},
		{"x-powered-by", "http_header.x-powered-by", "X-Powered-By header"},
		{"www-authenticate", "http_header.wwwauth", "WWW-Authenticate header"},
		{"set-cookie", "http_header.cookie", "cookie"},
	};
	struct str name = text_of(value_at(header, 0)), value = text_of(value_at(header, 1));

	for (size_t i = 0; i < COUNT(headers); i++)
		if (str_is(name, headers[i].name)) {
			give(giving, headers[i].kind, headers[i].where, value);
			if (i == 0)
				give_server_parts(giving, value);
		}
}

static void give_http(const struct giving *giving, const struct value *data)
{
	const struct value *headers = value_get(data, "headers"), *generators = value_get(data, "generators");

	for (size_t i = 0; i < value_count(headers); i++)
		give_header(giving, value_at(headers, i));
	give(giving, "html_title", "title of the page", text_of(value_get(data, "title")));
	for (size_t i = 0; i < value_count(generators); i++)
		give(giving, "http.generator", "generator of the page", text_of(value_at(generators, i)));
}

static void give_favicon(const struct giving *giving, const struct value *data)
{
	give(giving, "favicon.md5", "icon of the page", text_of(value_get(data, "md5")));
}

/* ---- what was asked for ---- */

/* "redis 6.0.16"; what SNMP and RTSP say has kinds of its own. */
static void give_answer(const struct giving *giving, const struct value *data)
{
	struct str service = text_of(value_get(data, "service")), version = text_of(value_get(data, "version"));
	struct str text = text_of(value_get(data, "text"));
	char line[ANSWER_BYTES];
	int length = snprintf(line, sizeof(line), "%.*s %.*s", (int)service.n, service.p, (int)version.n, version.p);

	if (str_is(service, "snmp"))
		give(giving, "snmp.sys_description", "SNMP description", text);
	else if (str_is(service, "rtsp"))
		give(giving, "rtsp_header.server", "RTSP answer", text);
	else if (version.n && length < (int)sizeof(line))
		give(giving, "service.version", "answer", str_of(line, (size_t)length));
}

static void give_dns_version(const struct giving *giving, const struct value *data)
{
	give(giving, "dns.versionbind", "version.bind", text_of(value_get(data, "text")));
}

/* ---- certificates ---- */

static void give_certificate(const struct giving *giving, const struct value *data)
{
	if (value_get_int(data, "position", 0) != 0)
		return;
	give(giving, "x509.subject", "certificate", text_of(value_get(data, "subject")));
	give(giving, "x509.issuer", "certificate", text_of(value_get(data, "issuer")));
}

void software_text_each(const struct observation *observation, software_text_take *take, void *context)
{
	static const struct {
		const char *kind;
		void (*give)(const struct giving *giving, const struct value *data);
	} kinds[] = {
		{"service.banner", give_greeting}, {"service.answer", give_answer},
		{"http.response", give_http},      {"http.favicon", give_favicon},
		{"dns.version", give_dns_version}, {"tls.certificate", give_certificate},
	};
	const struct giving giving = {take, context};

	for (size_t i = 0; i < COUNT(kinds); i++)
		if (!strcmp(observation->kind, kinds[i].kind))
			kinds[i].give(&giving, observation->data);
}
