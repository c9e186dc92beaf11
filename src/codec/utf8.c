/* SPDX-License-Identifier: Apache-2.0 */
#include "codec/utf8.h"

#include <stdlib.h>
#include <utf8proc.h>

#include "base/buf.h"

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

bool utf8_is_valid(struct str s)
{
	uint32_t code_point;

	while (s.n) {
		size_t length = utf8_decode(s, &code_point);
		if (!length)
			return false;
		s = str_skip(s, length);
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

	while (s.n) {
		size_t length = utf8_decode(s, &code_point);
		if (!length || is_control(code_point))
			return true;
		s = str_skip(s, length);
	}
	return false;
}

/* What NFKC leaves apart although people type one for the other (docs/domain.md). */
static uint32_t folded(uint32_t c)
{
	switch (c) {
	case 0x2010:
	case 0x2011:
	case 0x2012:
	case 0x2013:
	case 0x2014:
	case 0x2015:
	case 0x2212:
	case 0xff70: return '-';
	case 0x301c: return '~';
	default: return c;
	}
}

static bool is_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

static void add_folded(struct buf *key, struct str text)
{
	uint32_t before = 0, c = 0, next = 0;

	while (text.n) {
		size_t length = utf8_decode(text, &c);
		char bytes[4];
		text = str_skip(text, length ? length : 1);
		if (!length || c == ' ' || c == 0x3000 || (c >= '\t' && c <= '\r'))
			continue;
		c = folded(c);
		/* ー is a hyphen only where it stands between digits. */
		if (c == 0x30fc && is_digit(before) && utf8_decode(text, &next) && is_digit(next))
			c = '-';
		buf_add(key, str_of(bytes, utf8_encode(c, bytes)));
		before = c;
	}
}

char *utf8_search_key(struct arena *arena, struct str s)
{
	const utf8proc_option_t options = UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE;
	utf8proc_uint8_t *mapped = NULL;
	utf8proc_ssize_t size;
	BUF_SCOPED key;
	char *copy;

	buf_init(&key, s.n * 20 + 16); /* NFKC grows a code point to 18 at most */
	size = utf8proc_map((const utf8proc_uint8_t *)(s.p ? s.p : ""), (utf8proc_ssize_t)s.n, &mapped, options);
	add_folded(&key, size < 0 ? s : str_of(mapped, (size_t)size));
	free(mapped);
	copy = arena_strdup(arena, buf_text(&key));
	return copy;
}
