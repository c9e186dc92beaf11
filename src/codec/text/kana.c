/* SPDX-License-Identifier: Apache-2.0 */
#include "codec/text/kana.h"

#include "base/buf.h"
#include "codec/text/visible.h"
#include "codec/utf8.h"

/* U+FF66..U+FF9D in order; their voiced forms follow by composition below. */
static const uint16_t full_width[] = {
	0x30f2, 0x30a1, 0x30a3, 0x30a5, 0x30a7, 0x30a9, 0x30e3, 0x30e5, 0x30e7, 0x30c3, 0x30fc, 0x30a2, 0x30a4, 0x30a6,
	0x30a8, 0x30aa, 0x30ab, 0x30ad, 0x30af, 0x30b1, 0x30b3, 0x30b5, 0x30b7, 0x30b9, 0x30bb, 0x30bd, 0x30bf, 0x30c1,
	0x30c4, 0x30c6, 0x30c8, 0x30ca, 0x30cb, 0x30cc, 0x30cd, 0x30ce, 0x30cf, 0x30d2, 0x30d5, 0x30d8, 0x30db, 0x30de,
	0x30df, 0x30e0, 0x30e1, 0x30e2, 0x30e4, 0x30e6, 0x30e8, 0x30e9, 0x30ea, 0x30eb, 0x30ec, 0x30ed, 0x30ef, 0x30f3,
};

static bool is_voiced_mark(uint32_t c)
{
	return c == 0xff9e || c == 0x3099 || c == 0x309b;
}

static bool is_semi_voiced_mark(uint32_t c)
{
	return c == 0xff9f || c == 0x309a || c == 0x309c;
}

/* カ and a voiced mark make ガ; 0 when the letter has no such form. */
static uint32_t voiced(uint32_t c)
{
	if (c == 0x30a6)
		return 0x30f4; /* ヴ */
	if (c >= 0x30ab && c <= 0x30c1 && (c - 0x30ab) % 2 == 0)
		return c + 1; /* カ .. チ */
	if (c == 0x30c4 || c == 0x30c6 || c == 0x30c8)
		return c + 1; /* ツ テ ト */
	if (c >= 0x30cf && c <= 0x30db && (c - 0x30cf) % 3 == 0)
		return c + 1; /* ハ .. ホ */
	return 0;
}

static uint32_t semi_voiced(uint32_t c)
{
	return c >= 0x30cf && c <= 0x30db && (c - 0x30cf) % 3 == 0 ? c + 2 : 0;
}

/* The full-width katakana of one code point; 0 when it is no kana. */
static uint32_t katakana(uint32_t c)
{
	if ((c >= 0x3041 && c <= 0x3096) || c == 0x309d || c == 0x309e)
		return c + 0x60;
	if ((c >= 0x30a1 && c <= 0x30fa) || c == 0x30fc || c == 0x30fb || c == 0x30fd || c == 0x30fe)
		return c;
	if (c >= 0xff66 && c <= 0xff9d)
		return full_width[c - 0xff66];
	if (c == 0xff65)
		return 0x30fb; /* ・ */
	return 0;
}

/* Signs of registered names, as readings write them: ＝ ＆ ． ， in full width; 0 for any other. */
static uint32_t sign(uint32_t c)
{
	switch (c) {
	case '=':
	case 0x30a0: /* ゠ */
	case 0xff1d: return 0xff1d;
	case '&':
	case 0xff06: return 0xff06;
	case '.':
	case 0xff0e: return 0xff0e;
	case ',':
	case 0xff0c: return 0xff0c;
	default: return 0;
	}
}

static void add(struct buf *out, uint32_t c)
{
	char bytes[4];

	buf_add(out, str_of(bytes, utf8_encode(c, bytes)));
}

char *kana_to_katakana(struct arena *arena, struct str s)
{
	uint32_t held = 0; /* a letter that a mark may still voice */
	BUF_SCOPED out;

	buf_init(&out, s.n * 3 + 8);
	for (s = str_trim(s); s.n;) {
		uint32_t c = 0, joined;
		size_t length = utf8_decode(s, &c);
		if (!length)
			return NULL;
		s = str_skip(s, length);
		joined = is_voiced_mark(c) ? voiced(held) : is_semi_voiced_mark(c) ? semi_voiced(held) : 0;
		if (joined) {
			add(&out, joined);
			held = 0;
			continue;
		}
		if (held)
			add(&out, held);
		held = visible_is_blank(c) ? (c == 0x3000 ? c : ' ') : katakana(c) ? katakana(c) : sign(c);
		if (!held)
			return NULL;
	}
	if (held)
		add(&out, held);
	return arena_strdup(arena, buf_text(&out));
}

static bool is_separator(uint32_t c)
{
	switch (c) {
	case ' ':
	case 0x3000:
	case '-':
	case ',':
	case '.':
	case '(':
	case ')':
	case 0xff08: /* （ */
	case 0xff09: /* ） */
	case 0xff0c: /* ， */
	case 0x3001: /* 、 */
	case 0xff0d: /* － */
	case 0x30fc: /* ー */
	case 0xff70: /* ｰ */
	case 0x2010:
	case 0x2011:
	case 0x2012:
	case 0x2013:
	case 0x2014:
	case 0x2015:
	case 0x2212: return true;
	default: return false;
	}
}

char *kana_digits_of(struct arena *arena, struct str s)
{
	char *digits = arena_alloc(arena, s.n + 1);
	size_t count = 0;

	while (s.n) {
		uint32_t c = 0;
		size_t length = utf8_decode(s, &c);
		if (!length)
			return NULL;
		s = str_skip(s, length);
		if (c >= 0xff10 && c <= 0xff19)
			c -= 0xff10 - '0';
		if (c >= '0' && c <= '9')
			digits[count++] = (char)c;
		else if (!is_separator(c))
			return NULL;
	}
	return digits;
}

char *kana_to_half_width(struct arena *arena, struct str s)
{
	BUF_SCOPED out;

	buf_init(&out, s.n + 1);
	while (s.n) {
		uint32_t c = 0;
		size_t length = utf8_decode(s, &c);
		if (c >= 0xff01 && c <= 0xff5e)
			buf_add_byte(&out, (char)(c - 0xff01 + '!'));
		else
			buf_add(&out, str_head(s, length ? length : 1));
		s = str_skip(s, length ? length : 1);
	}
	return arena_strdup(arena, buf_text(&out));
}
