/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/tls/certificate_name.h"

#include <string.h>

#include "base/ascii.h"
#include "codec/text/host_name.h"

static struct str without_final_dot(struct str name)
{
	return str_ends(name, ".") ? str_head(name, name.n - 1) : name;
}

static bool is_ascii(struct str text)
{
	for (size_t i = 0; i < text.n; i++)
		if ((unsigned char)text.p[i] >= 0x80)
			return false;
	return true;
}

bool certificate_name_is_address(struct str host)
{
	bool has_letter = false;

	for (size_t i = 0; i < host.n; i++) {
		if (host.p[i] == ':')
			return true;
		has_letter = has_letter || !(host.p[i] == '.' || ascii_is_digit(host.p[i]));
	}
	return host.n && !has_letter;
}

/* "2001:DB8:0:0:0:0:0:1" as OpenSSL writes it is 2001:db8::1. */
static bool is_same_address(struct str one, struct str other)
{
	char a[HOST_NAME_ADDRESS_MAX], b[HOST_NAME_ADDRESS_MAX];

	return host_name_short_ipv6(one, a) && host_name_short_ipv6(other, b) && !strcmp(a, b);
}

bool certificate_name_stands_for(struct str shown, struct str host)
{
	shown = without_final_dot(shown);
	host = without_final_dot(host);
	if (!shown.n || !host.n || !is_ascii(shown) || !is_ascii(host))
		return false;
	if (!str_starts(shown, "*."))
		return (str_index(shown, '*') == shown.n && str_eq_ascii_case(shown, host)) ||
		       is_same_address(shown, host);
	shown = str_skip(shown, 2);
	if (str_index(shown, '*') < shown.n || certificate_name_is_address(host))
		return false;
	if (!str_cut(&host, '.').n)
		return false;
	/* "*.jp" would stand for every company of the country: no browser takes it. */
	return str_index(shown, '.') < shown.n && str_eq_ascii_case(shown, host);
}
