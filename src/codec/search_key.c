/* SPDX-License-Identifier: Apache-2.0 */
#include "codec/search_key.h"

#include <stdlib.h>
#include <utf8proc.h>

#include "base/buf.h"
#include "codec/utf8.h"

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

char *search_key_of(struct arena *arena, struct str s)
{
	const utf8proc_option_t options = UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE;
	utf8proc_uint8_t *mapped = NULL;
	utf8proc_ssize_t size;
	BUF_SCOPED key;

	buf_init(&key, s.n * 20 + 16); /* NFKC grows a code point to 18 at most */
	size = utf8proc_map((const utf8proc_uint8_t *)(s.p ? s.p : ""), (utf8proc_ssize_t)s.n, &mapped, options);
	add_folded(&key, size < 0 ? s : str_of(mapped, (size_t)size));
	free(mapped);
	return arena_strdup(arena, buf_text(&key));
}
