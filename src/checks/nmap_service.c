/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/nmap_service.h"

#include <string.h>

#include "base/ascii.h"

const char *nmap_service_name(const struct observation *seen)
{
	static const char *const names[][2] = {
		{"ms-sql-s", "mssql"},    {"oracle-tns", "oracle"}, {"ibm-db2", "db2"}, {"rpcbind", "portmapper"},
		{"hp-pjl", "jetdirect"},  {"printer", "lpd"},       {"X11", "x11"},     {"microsoft-rdp", "rdp"},
		{"ms-wbt-server", "rdp"}, {"imaps", "imap"},        {"pop3s", "pop3"},  {"ftps", "ftp"},
		{"https", "http"},        {"tcpwrapped", ""},       {"unknown", ""},
	};
	const char *name = value_get_text(seen->data, "name");

	if (strcmp(seen->kind, "nmap.service") != 0 || strcmp(value_get_text(seen->data, "method"), "probed") != 0)
		return "";
	for (size_t i = 0; i < COUNT(names); i++)
		if (!strcmp(name, names[i][0]))
			return names[i][1];
	return name;
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
	static const char *const words[] = {"-",     "or",    "and",   "to",    "through", "later", "earlier", "newer",
					    "older", "prior", "below", "above", "before",  "after", "between"};

	return is_word(word, words, COUNT(words)) || str_starts(word, "<") || str_starts(word, ">") ||
	       str_starts(word, "~");
}

/* "3.X", "2.2.x", "8.*": a part that stands for any number. */
static bool has_placeholder(struct str version)
{
	while (version.n) {
		struct str part = str_cut(&version, '.');
		if (part.n == 1 && (ascii_lower(part.p[0]) == 'x' || part.p[0] == '*'))
			return true;
	}
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
	version.is_range =
		tells_range(word) || has_placeholder(word) || is_span(word) || is_least_version(product, word);
	version.exact = word;
	while (rest.n && !version.is_range) {
		word = str_cut(&rest, ' ');
		version.is_range = tells_range(word) || has_placeholder(word);
	}
	if (version.is_range)
		version.exact = STR("");
	return version;
}
