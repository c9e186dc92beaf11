/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/software_text.h"

#include <stdio.h>
#include <string.h>

#include "records/greeting.h"

#define SERVER_PARTS_MAX 16  /* of one Server header */
#define ANSWER_BYTES     256 /* of the name of a service and its version */

struct software_text_run {
	software_text_take *take;
	void *context;
};

static void give(const struct software_text_run *run, const char *kind, const char *where, struct str text)
{
	const struct software_text one = {kind, where, str_head(str_trim(text), SOFTWARE_TEXT_BYTES)};

	if (one.text.n)
		run->take(run->context, &one);
}

/* ---- greetings ---- */

static struct str text_of(const struct value *value)
{
	return value && value->kind == VALUE_TEXT ? value->text : STR("");
}

static void give_greeting(const struct software_text_run *run, const struct value *data)
{
	static const struct {
		const char *service, *kind;
	} rows[] = {
		{"ssh", "ssh.banner"},      {"ftp", "ftp.banner"},        {"smtp", "smtp.banner"},
		{"pop3", "pop3.banner"},    {"imap", "imap4.banner"},     {"nntp", "nntp.banner"},
		{"mysql", "mysql.banners"}, {"telnet", "telnet_banners"},
	};
	struct str text = text_of(value_get(data, "text"));
	const char *service = greeting_service_told(value_get_text(data, "service"), text);

	for (size_t i = 0; i < COUNT(rows); i++)
		if (!strcmp(service, rows[i].service))
			give(run, rows[i].kind, "greeting", greeting_software(service, text));
}

/* ---- HTTP ---- */

/* "Apache/2.4.6 (CentOS) OpenSSL/1.0.2k-fips PHP/5.4.16": what stands behind the first word, piece by piece. */
static void give_server_parts(const struct software_text_run *run, struct str server)
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
			give(run, "apache_modules", "Server header", part);
	}
}

static void give_header(const struct software_text_run *run, const struct value *header)
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
			give(run, headers[i].kind, headers[i].where, value);
			if (i == 0)
				give_server_parts(run, value);
		}
}

static void give_http(const struct software_text_run *run, const struct value *data)
{
	const struct value *headers = value_get(data, "headers"), *generators = value_get(data, "generators");

	for (size_t i = 0; i < value_count(headers); i++)
		give_header(run, value_at(headers, i));
	give(run, "html_title", "title of the page", text_of(value_get(data, "title")));
	for (size_t i = 0; i < value_count(generators); i++)
		give(run, "http.generator", "generator of the page", text_of(value_at(generators, i)));
}

static void give_favicon(const struct software_text_run *run, const struct value *data)
{
	give(run, "favicon.md5", "icon of the page", text_of(value_get(data, "md5")));
}

/* ---- what was asked for ---- */

/* "redis 6.0.16"; what SNMP and RTSP say has kinds of its own. */
static void give_answer(const struct software_text_run *run, const struct value *data)
{
	struct str service = text_of(value_get(data, "service")), version = text_of(value_get(data, "version"));
	struct str text = text_of(value_get(data, "text"));
	char line[ANSWER_BYTES];
	int length = snprintf(line, sizeof(line), "%.*s %.*s", (int)service.n, service.p, (int)version.n, version.p);

	if (str_is(service, "snmp"))
		give(run, "snmp.sys_description", "SNMP description", text);
	else if (str_is(service, "rtsp"))
		give(run, "rtsp_header.server", "RTSP answer", text);
	else if (version.n && length < (int)sizeof(line))
		give(run, "service.version", "answer", str_of(line, (size_t)length));
}

static void give_dns_version(const struct software_text_run *run, const struct value *data)
{
	give(run, "dns.versionbind", "version.bind", text_of(value_get(data, "text")));
}

/* ---- certificates ---- */

static void give_certificate(const struct software_text_run *run, const struct value *data)
{
	if (value_get_int(data, "position", 0) != 0)
		return;
	give(run, "x509.subject", "certificate", text_of(value_get(data, "subject")));
	give(run, "x509.issuer", "certificate", text_of(value_get(data, "issuer")));
}

void software_text_each(const struct observation *observation, software_text_take *take, void *context)
{
	static const struct {
		const char *kind;
		void (*give)(const struct software_text_run *run, const struct value *data);
	} kinds[] = {
		{"service.banner", give_greeting}, {"service.answer", give_answer},
		{"http.response", give_http},      {"http.favicon", give_favicon},
		{"dns.version", give_dns_version}, {"tls.certificate", give_certificate},
	};
	const struct software_text_run run = {take, context};

	for (size_t i = 0; i < COUNT(kinds); i++)
		if (!strcmp(observation->kind, kinds[i].kind))
			kinds[i].give(&run, observation->data);
}
