/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/nmap_service.h"

#include <string.h>

#include "base/ascii.h"

/* What speaks HTTP is named as HTTP; the product says more. */
static const char *name_of_product(const char *product)
{
	static const char *const names[][2] = {{"CouchDB", "couchdb"},
					       {"Elasticsearch REST API", "elasticsearch"},
					       {"InfluxDB", "influxdb"},
					       {"Kubernetes", "kubernetes"}};

	for (size_t i = 0; i < COUNT(names); i++)
		if (str_starts(str_from(product), names[i][0]))
			return names[i][1];
	return "http";
}

/* Names of nmap-service-probes, and of scripts that name a service, where ours are others. */
static const char *own_name(const char *name)
{
	static const char *const names[][2] = {
		{"EtherNet-IP-1", "ethernet-ip"},
		{"EtherNet-IP-2", "ethernet-ip"},
		{"EtherNetIP-1", "ethernet-ip"},
		{"EtherNetIP-2", "ethernet-ip"},
		{"X11", "x11"},
		{"asf-rmcp", "ipmi"},
		{"cassandra-native", "cassandra"},
		{"drda", "db2"},
		{"filemaker-xdbc", "filemaker"},
		{"ftp-proxy", "ftp"},
		{"ftps", "ftp"},
		{"hp-pjl", "jetdirect"},
		{"http-proxy", "http"},
		{"https", "http"},
		{"ibm-db2", "db2"},
		{"imap-proxy", "imap"},
		{"imaps", "imap"},
		{"iso-tsap", "s7"},
		{"ldaps", "ldap"},
		{"ldapssl", "ldap"},
		{"mbap", "modbus"},
		{"microsoft-ds", "smb"},
		{"microsoft-rdp", "rdp"},
		{"mitsubishi-qj71e71", "melsec"},
		{"ms-sql-s", "mssql"},
		{"ms-wbt-server", "rdp"},
		{"ms-wbt-server-proxy", "rdp"},
		{"netbios-ssn", "smb"},
		{"oracle-tns", "oracle"},
		{"pop3-proxy", "pop3"},
		{"pop3s", "pop3"},
		{"printer", "lpd"},
		{"rpcbind", "portmapper"},
		{"rtsp-proxy", "rtsp"},
		{"secure-mqtt", "mqtt"},
		{"sip-proxy", "sip"},
		{"slmp", "melsec"},
		{"smtp-proxy", "smtp"},
		{"tcpwrapped", ""},
		{"telnet-proxy", "telnet"},
		{"unknown", ""},
		{"wsman", "winrm"},
		{"wsmans", "winrm"},
	};

	for (size_t i = 0; i < COUNT(names); i++)
		if (!strcmp(name, names[i][0]))
			return names[i][1];
	return name;
}

const char *nmap_service_name(const struct observation *seen)
{
	const char *name = own_name(value_get_text(seen->data, "name"));

	if (strcmp(seen->kind, "nmap.service") != 0 || strcmp(value_get_text(seen->data, "method"), "probed") != 0)
		return "";
	return strcmp(name, "http") != 0 ? name : name_of_product(value_get_text(seen->data, "product"));
}

enum nmap_service_access nmap_service_access(const struct observation *seen)
{
	static const struct {
		const char *says;
		enum nmap_service_access access;
	} rows[] = {
		{"o authentication", NMAP_SERVICE_OPEN},    {"o password", NMAP_SERVICE_OPEN},
		{"nauthorized", NMAP_SERVICE_GUARDED},      {"denied", NMAP_SERVICE_GUARDED},
		{"not allowed", NMAP_SERVICE_GUARDED},      {"uthentication required", NMAP_SERVICE_GUARDED},
		{"assword required", NMAP_SERVICE_GUARDED},
	};
	const char *says = value_get_text(seen->data, "extrainfo");

	for (size_t i = 0; i < COUNT(rows); i++)
		if (strstr(says, rows[i].says))
			return rows[i].access;
	return !strcmp(nmap_service_name(seen), "x11") && !strcmp(says, "open") ? NMAP_SERVICE_OPEN
										: NMAP_SERVICE_UNTOLD;
}

const char *nmap_service_shown(struct arena *arena, const struct observation *seen)
{
	const char *product = value_get_text(seen->data, "product"), *version = value_get_text(seen->data, "version");

	if (!*product)
		product = value_get_text(seen->data, "name");
	return arena_printf(arena, "%.100s%s%.60s", product, *version ? " " : "", version);
}

/* Since 10.0 MariaDB greets as "5.5.5-10.11.2-MariaDB", so that clients of MySQL's replication take it. */
#define MARIADB_GREETS_AS "5.5.5-"

static bool is_word(struct str word, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_eq_ascii_case(word, str_from(words[i])))
			return true;
	return false;
}

static bool tells_range(struct str word)
{
	static const char *const words[] = {"-",       "/",     "&",      "or",    "and",    "to",      "through",
					    "thru",    "until", "later",  "newer", "higher", "greater", "earlier",
					    "older",   "lower", "prior",  "below", "above",  "before",  "after",
					    "between", "from",  "series", "branch"};
	static const char *const marks[] = {"|", "\xe2\x80\x93", "\xe2\x80\x94"}; /* the long dashes */

	for (size_t i = 0; i < COUNT(marks); i++)
		if (str_find(word, marks[i]) < word.n)
			return true;
	return is_word(word, words, COUNT(words)) || str_starts(word, "<") || str_starts(word, ">") ||
	       str_starts(word, "~") || str_ends(word, "+") || str_ends(word, "?");
}

/* "3.X", "4.XX", "8.*": a part that stands for any number. */
static bool has_placeholder(struct str version)
{
	while (version.n) {
		struct str part = str_cut(&version, '.');
		size_t signs = 0;

		while (signs < part.n && (ascii_lower(part.p[signs]) == 'x' || part.p[signs] == '*'))
			signs++;
		if (part.n && signs == part.n)
			return true;
	}
	return false;
}

/* "2.0.8, 2.0.9" */
static bool is_list(struct str word, struct str rest)
{
	return str_ends(word, ",") && rest.n && ascii_is_digit(rest.p[0]);
}

/* Other products speak MySQL's protocol too, and greet with a version of MySQL's before their own. */
static bool is_of_another(struct str text)
{
	static const char *const names[] = {"TiDB",        "OceanBase", "Vitess", "aurora",
					    "SingleStore", "StarRocks", "Doris"};

	for (size_t i = 0; i < COUNT(names); i++)
		if (str_find(text, names[i]) < text.n)
			return true;
	return false;
}

static bool is_number(struct str text)
{
	bool has_dot = false;

	for (size_t i = 0; i < text.n; i++) {
		if (!ascii_is_digit(text.p[i]) && text.p[i] != '.')
			return false;
		has_dot = has_dot || text.p[i] == '.';
	}
	return has_dot && ascii_is_digit(text.p[0]);
}

/* "8.3.0-8.3.7" without blanks; "5.5.5-10.11.2" is another matter and cut before. */
static bool is_span(struct str version)
{
	struct str low = str_cut(&version, '-');

	return is_number(low) && is_number(version);
}

/* Up to 7.94 it calls every Samba from 4.6.2 on so (nmap/nmap issue 3310). */
static bool is_least_version(struct str product, struct str version)
{
	return str_is(product, "Samba smbd") && str_is(version, "4.6.2");
}

struct nmap_service_version nmap_service_version(struct str product, struct str text)
{
	struct nmap_service_version version = {.is_mariadb = str_find(text, "MariaDB") < text.n ||
							     str_find(product, "MariaDB") < product.n};
	struct str rest = text, word;

	if (version.is_mariadb && str_starts(rest, MARIADB_GREETS_AS))
		rest = str_skip(rest, sizeof(MARIADB_GREETS_AS) - 1);
	word = str_cut(&rest, ' ');
	if (version.is_mariadb)
		word = str_head(word, str_find(word, "-MariaDB"));
	version.is_range = tells_range(word) || has_placeholder(word) || is_span(word) || is_list(word, rest) ||
			   is_least_version(product, word) || is_of_another(text);
	version.exact = word;
	while (rest.n && !version.is_range) {
		word = str_cut(&rest, ' ');
		version.is_range = tells_range(word) || has_placeholder(word);
	}
	if (version.is_range)
		version.exact = STR("");
	return version;
}
