/* SPDX-License-Identifier: Apache-2.0 */
#include "findings/foreign_host.h"

#include <string.h>

#include "base/ascii.h"
#include "base/count.h"
#include "codec/text/host_name.h"
#include "codec/text/idn.h"

static bool is_ascii(struct str text)
{
	for (size_t i = 0; i < text.n; i++)
		if ((unsigned char)text.p[i] >= 0x80)
			return false;
	return true;
}

static const char *small(struct arena *arena, struct str host)
{
	char *copy = str_dup(arena, host);

	for (char *p = copy; *p; p++)
		*p = ascii_lower(*p);
	return copy;
}

const char *foreign_host_form(struct arena *arena, struct str host)
{
	char *address = arena_alloc(arena, HOST_NAME_ADDRESS_MAX);
	const char *network;

	if (host_name_short_ipv6(host, address))
		return address;
	host = str_ends(host, ".") ? str_head(host, host.n - 1) : host;
	network = is_ascii(host) ? NULL : idn_to_ascii(arena, host);
	return network ? network : small(arena, host);
}

static int port_of_scheme(struct str scheme)
{
	static const struct {
		const char *scheme;
		int port;
	} rows[] = {{"https", 443}, {"http", 80},   {"wss", 443},  {"ws", 80},     {"ftp", 21},  {"ftps", 990},
		    {"ssh", 22},    {"sftp", 22},   {"ldap", 389}, {"ldaps", 636}, {"smtp", 25}, {"smtps", 465},
		    {"imap", 143},  {"imaps", 993}, {"pop3", 110}, {"pop3s", 995}};

	for (size_t i = 0; i < COUNT(rows); i++)
		if (str_eq_ascii_case(scheme, str_from(rows[i].scheme)))
			return rows[i].port;
	return 0;
}

/* Cuts "https://" off. */
static struct str cut_scheme(struct str *text)
{
	size_t end = str_find(*text, "://");
	struct str scheme = str_head(*text, end);

	if (end == text->n)
		return STR("");
	*text = str_skip(*text, end + 3);
	return scheme;
}

static struct str authority_of(struct str text)
{
	size_t end = 0;

	while (end < text.n && !strchr("/?#\\", text.p[end]))
		end++;
	return str_head(text, end);
}

static struct str behind_user(struct str authority)
{
	for (size_t at = authority.n; at > 0; at--)
		if (authority.p[at - 1] == '@')
			return str_skip(authority, at);
	return authority;
}

/* Splits "www.example.jp:22" and "[2001:db8::1]:443"; more than one colon is an address without its brackets. */
static struct str cut_host(struct str authority, struct str *ret_port)
{
	size_t colon = str_index(authority, ':');
	struct str rest;

	*ret_port = STR("");
	if (str_starts(authority, "[")) {
		rest = str_skip(authority, 1);
		authority = str_head(rest, str_index(rest, ']'));
		rest = str_skip(rest, authority.n + 1);
		*ret_port = str_starts(rest, ":") ? str_skip(rest, 1) : STR("");
		return authority;
	}
	rest = str_skip(authority, colon + 1);
	if (colon == authority.n || str_index(rest, ':') < rest.n)
		return authority;
	*ret_port = rest;
	return str_head(authority, colon);
}

struct foreign_host foreign_host_read(struct arena *arena, struct str whole)
{
	struct str text = str_trim(whole);
	struct str scheme = cut_scheme(&text), port;
	struct str host = cut_host(behind_user(authority_of(text)), &port);
	struct foreign_host found = {foreign_host_form(arena, host), port_of_scheme(scheme)};
	uint64_t number;

	if (!host_name_is_valid(str_from(found.host)))
		found.host = "";

	if (port.n && str_to_u64(port, &number) && number > 0 && number <= UINT16_MAX)
		found.port = (int)number;
	return found;
}

struct str foreign_host_without_user(struct arena *arena, struct str url)
{
	struct str rest = url, scheme = cut_scheme(&rest), authority = authority_of(rest);
	struct str kept = behind_user(authority);

	if (kept.n == authority.n)
		return url;
	return str_from(arena_printf(arena, "%.*s%s%.*s%.*s", (int)scheme.n, scheme.p, scheme.n ? "://" : "",
				     (int)kept.n, kept.p, (int)(rest.n - authority.n), rest.p + authority.n));
}
