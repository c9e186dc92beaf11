/* SPDX-License-Identifier: Apache-2.0 */
#include "codec/text/host_name.h"

#include <stdio.h>
#include <string.h>

#include "base/ascii.h"

#define LABEL_MAX 63 /* RFC 1035 section 2.3.4 */
#define HOST_MAX  253
#define GROUPS    8

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

bool host_name_read_ipv4(struct str host, unsigned char ret_bytes[4])
{
	size_t parts = 0;

	while (host.p) {
		struct str part = str_cut(&host, '.');
		uint64_t number;

		if (parts == 4 || part.n > 3 || !str_to_u64(part, &number) || number > 255 ||
		    (part.n > 1 && part.p[0] == '0'))
			return false;
		ret_bytes[parts++] = (unsigned char)number;
	}
	return parts == 4;
}

/* One to four hex digits. */
static bool read_group(struct str group, unsigned char ret_bytes[2])
{
	unsigned number = 0;

	if (group.n == 0 || group.n > 4)
		return false;
	for (size_t i = 0; i < group.n; i++) {
		int digit = ascii_hex_digit(group.p[i]);

		if (digit < 0)
			return false;
		number = number * 16 + (unsigned)digit;
	}
	ret_bytes[0] = (unsigned char)(number >> 8);
	ret_bytes[1] = (unsigned char)number;
	return true;
}

/* Eight groups, of which the last two may be a dotted quad; "::" stands for those that are 0, one or more (RFC 4291
 * section 2.2). */
static bool read_ipv6(struct str host, unsigned char ret_bytes[16])
{
	size_t n = 0, gap = SIZE_MAX;

	if (str_starts(host, "::")) {
		gap = 0;
		host = str_skip(host, 2);
	}
	while (host.n) {
		struct str group = str_head(host, str_index(host, ':'));
		bool is_quad = str_index(group, '.') < group.n, is_last = group.n == host.n;

		if (n > (is_quad ? 12 : 14) || (is_quad && !is_last) ||
		    !(is_quad ? host_name_read_ipv4(group, ret_bytes + n) : read_group(group, ret_bytes + n)))
			return false;
		n += is_quad ? 4 : 2;
		host = str_skip(host, group.n + 1);
		if (is_last)
			break;
		if (!host.n || (host.p[0] == ':' && gap != SIZE_MAX))
			return false; /* ends with one colon, or has a second "::" */
		if (host.p[0] == ':') {
			gap = n;
			host = str_skip(host, 1);
		}
	}
	if (gap == SIZE_MAX || n == 16)
		return gap == SIZE_MAX && n == 16;
	memmove(ret_bytes + 16 - (n - gap), ret_bytes + gap, n - gap);
	memset(ret_bytes + gap, 0, 16 - n);
	return true;
}

/* IPv4 as mapped into IPv6 (RFC 4291 section 2.5.5.2). */
static bool read_address(struct str host, unsigned char ret_bytes[16])
{
	static const unsigned char mapped[12] = {[10] = 0xff, [11] = 0xff};

	memcpy(ret_bytes, mapped, sizeof(mapped));
	return host_name_read_ipv4(host, ret_bytes + sizeof(mapped)) || read_ipv6(host, ret_bytes);
}

static unsigned group_at(const unsigned char bytes[16], size_t i)
{
	return (unsigned)bytes[2 * i] << 8 | bytes[2 * i + 1];
}

/* How many groups from i on are 0. */
static size_t zeros_at(const unsigned char bytes[16], size_t i)
{
	size_t end = i;

	while (end < GROUPS && !group_at(bytes, end))
		end++;
	return end - i;
}

/* The first of the longest runs of two groups or more; GROUPS when there is none. */
static size_t longest_zeros(const unsigned char bytes[16])
{
	size_t best = GROUPS, length = 1;

	for (size_t i = 0; i < GROUPS; i++)
		if (zeros_at(bytes, i) > length) {
			best = i;
			length = zeros_at(bytes, i);
		}
	return best;
}

bool host_name_short_ipv6(struct str host, char ret_text[HOST_NAME_ADDRESS_MAX])
{
	static const unsigned char mapped[12] = {[10] = 0xff, [11] = 0xff};
	unsigned char bytes[16];
	size_t gap, size = 0;

	if (!read_ipv6(host, bytes))
		return false;
	if (!memcmp(bytes, mapped, sizeof(mapped))) {
		snprintf(ret_text, HOST_NAME_ADDRESS_MAX, "%d.%d.%d.%d", bytes[12], bytes[13], bytes[14], bytes[15]);
		return true;
	}
	gap = longest_zeros(bytes);
	for (size_t i = 0; i < GROUPS; i += i == gap ? zeros_at(bytes, i) : 1) {
		const char *colon = i || i == gap ? ":" : "";

		if (i == gap)
			size += (size_t)snprintf(ret_text + size, HOST_NAME_ADDRESS_MAX - size, "%s", colon);
		else
			size += (size_t)snprintf(ret_text + size, HOST_NAME_ADDRESS_MAX - size, "%s%x", colon,
						 group_at(bytes, i));
	}
	if (gap < GROUPS && gap + zeros_at(bytes, gap) == GROUPS)
		snprintf(ret_text + size, HOST_NAME_ADDRESS_MAX - size, ":");
	return true;
}

bool host_name_is_loopback(struct str host)
{
	static const unsigned char four[13] = {[10] = 0xff, [11] = 0xff, [12] = 127}, six[16] = {[15] = 1};
	unsigned char bytes[16];

	return read_address(host, bytes) &&
	       (memcmp(bytes, four, sizeof(four)) == 0 || memcmp(bytes, six, sizeof(six)) == 0);
}

bool host_name_is_valid(struct str host)
{
	struct str rest = host, last = host;
	unsigned char bytes[16];

	if (host.n == 0 || host.n > HOST_MAX)
		return false;
	if (read_address(host, bytes))
		return true;
	while (rest.p) {
		last = str_cut(&rest, '.');
		if (!is_label(last))
			return false;
	}
	return !is_numeric_label(last);
}
