/* SPDX-License-Identifier: Apache-2.0 */
#include "codec/utf8.h"

#include <string.h>

/* The least code point that a sequence of this length may carry; shorter ones are overlong. */
static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};

static size_t sequence_length(unsigned char first)
{
	if (first < 0x80)
		return 1;
	if (first >= 0xc2 && first <= 0xdf)
		return 2;
	if (first >= 0xe0 && first <= 0xef)
		return 3;
	if (first >= 0xf0 && first <= 0xf4)
		return 4;
	return 0;
}

static bool is_scalar(uint32_t code_point)
{
	return code_point <= 0x10ffff && !(code_point >= 0xd800 && code_point <= 0xdfff);
}

size_t utf8_decode(struct str s, uint32_t *ret_code_point)
{
	size_t length = s.n ? sequence_length((unsigned char)s.p[0]) : 0;
	uint32_t code_point;

	if (length == 0 || length > s.n)
		return 0;
	code_point = length == 1 ? (unsigned char)s.p[0] : (unsigned char)s.p[0] & (0x7fu >> length);
	for (size_t i = 1; i < length; i++) {
		unsigned char byte = (unsigned char)s.p[i];
		if ((byte & 0xc0) != 0x80)
			return 0;
		code_point = code_point << 6 | (byte & 0x3f);
	}
	if (code_point < least[length] || !is_scalar(code_point))
		return 0;
	*ret_code_point = code_point;
	return length;
}

size_t utf8_encode(uint32_t code_point, char out[4])
{
	size_t length = code_point < 0x80 ? 1 : code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
	static const unsigned char lead[] = {0, 0, 0xc0, 0xe0, 0xf0};

	if (!is_scalar(code_point))
		return 0;
	for (size_t i = length; i-- > 1; code_point >>= 6)
		out[i] = (char)(0x80 | (code_point & 0x3f));
	out[0] = (char)(lead[length] | code_point);
	return length;
}

/* The bytes of ASCII at the head, eight at a time: most of what there is. */
static size_t ascii_head(struct str s)
{
	uint64_t eight;
	size_t n = 0;

	for (; n + sizeof(eight) <= s.n; n += sizeof(eight)) {
		memcpy(&eight, s.p + n, sizeof(eight));
		if (eight & UINT64_C(0x8080808080808080))
			break;
	}
	while (n < s.n && (unsigned char)s.p[n] < 0x80)
		n++;
	return n;
}

bool utf8_is_valid(struct str s)
{
	uint32_t code_point;
	size_t at = 0;

	while (at < s.n) {
		struct str rest = str_of(s.p + at, s.n - at);
		size_t length = (unsigned char)rest.p[0] < 0x80 ? ascii_head(rest) : utf8_decode(rest, &code_point);

		if (!length)
			return false;
		at += length;
	}
	return true;
}

size_t utf8_count(struct str s)
{
	size_t count = 0;

	for (size_t i = 0; i < s.n; i++)
		count += ((unsigned char)s.p[i] & 0xc0) != 0x80;
	return count;
}

static bool is_control(uint32_t c)
{
	if (c < 0x20)
		return c != '\t' && c != '\n' && c != '\r';
	return (c >= 0x7f && c <= 0x9f) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) ||
	       c == 0x200e || c == 0x200f || c == 0x061c;
}

bool utf8_has_control(struct str s)
{
	uint32_t code_point = 0;

	for (size_t at = 0, length; at < s.n; at += length) {
		code_point = (unsigned char)s.p[at];
		length = 1;
		if (code_point >= 0x80) /* as above */
			length = utf8_decode(str_of(s.p + at, s.n - at), &code_point);
		if (!length || is_control(code_point))
			return true;
	}
	return false;
}
