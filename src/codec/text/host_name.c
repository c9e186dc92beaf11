/* SPDX-License-Identifier: Apache-2.0 */
#include "records/host_name.h"

#include <string.h>

#include "base/ascii.h"

#define LABEL_MAX 63 /* RFC 1035 section 2.3.4 */
#define HOST_MAX  253

static bool is_label(struct str label)
{
	if (label.n == 0 || label.n > LABEL_MAX || label.p[0] == '-' || label.p[label.n - 1] == '-')
		return false;
	for (size_t i = 0; i < label.n; i++)
		if (!ascii_is_letter_or_digit(label.p[i]) && label.p[i] != '-' && label.p[i] != '_')
			return false;
	return true;
}

static bool is_all_of(struct str s, const char *set)
{
	for (size_t i = 0; i < s.n; i++)
		if (!s.p[i] || !strchr(set, s.p[i]))
			return false;
	return true;
}

/* "7", "010" and "0x7f" are what inet_aton() would take for a part of an IPv4 address. */
static bool is_numeric_label(struct str label)
{
	return label.n > 0 && ascii_is_digit(label.p[0]) &&
	       (is_all_of(label, "0123456789") || str_starts(label, "0x") || str_starts(label, "0X"));
}

static bool is_dotted_quad(struct str host)
{
	int parts = 0;

	while (host.p) {
		struct str part = str_cut(&host, '.');
		uint64_t number;

		if (part.n > 3 || !str_to_u64(part, &number) || number > 255 || (part.n > 1 && part.p[0] == '0'))
			return false;
		parts++;
	}
	return parts == 4;
}

/* The form only: whether it is a real IPv6 address is found where it is turned into one. */
static bool is_ipv6_form(struct str host)
{
	size_t colon = str_index(host, ':');
	bool has_two = str_index(str_skip(host, colon + 1), ':') < str_skip(host, colon + 1).n;

	return has_two && host.n <= 45 && is_all_of(host, "0123456789abcdefABCDEF:.");
}

bool host_name_is_valid(struct str host)
{
	struct str rest = host, last = host;

	if (host.n == 0 || host.n > HOST_MAX)
		return false;
	if (is_dotted_quad(host) || is_ipv6_form(host))
		return true;
	while (rest.p) {
		last = str_cut(&rest, '.');
		if (!is_label(last))
			return false;
	}
	return !is_numeric_label(last);
}
