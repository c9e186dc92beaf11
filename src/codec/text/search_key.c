/* SPDX-License-Identifier: Apache-2.0 */
#include "codec/text/search_key.h"

#include <stdlib.h>
#include <utf8proc.h>

#include "base/ascii.h"
#include "base/buf.h"
#include "base/count.h"
#include "codec/text/kanji_variant.h"
#include "codec/utf8.h"

#define LONG_VOWEL 0x30fc /* ー */

/* How the register's kinds of organisations are shortened, as NFKC leaves it: ㈱ is (株) by then. */
static const struct {
	const char *shortened, *full;
} legal_forms[] = {
	{"(株)", "株式会社"},
	{"(有)", "有限会社"},
	{"(同)", "合同会社"},
	{"(資)", "合資会社"},
	{"(名)", "合名会社"},
	{"(社)", "社団法人"},
	{"(財)", "財団法人"},
	{"(一社)", "一般社団法人"},
	{"(一財)", "一般財団法人"},
	{"(公社)", "公益社団法人"},
	{"(公財)", "公益財団法人"},
	{"(医)", "医療法人"},
	{"(学)", "学校法人"},
	{"(宗)", "宗教法人"},
	{"(福)", "社会福祉法人"},
	{"(社福)", "社会福祉法人"},
	{"(独)", "独立行政法人"},
	{"(協)", "協同組合"},
	{"(企)", "企業組合"},
	{"(特非)", "特定非営利活動法人"},
	{"npo法人", "特定非営利活動法人"},
};

static bool is_dash(uint32_t c)
{
	switch (c) {
	case '-':
	case 0x2010:
	case 0x2011:
	case 0x2012:
	case 0x2013:
	case 0x2014:
	case 0x2015:
	case 0x2212:
	case 0x2500: /* ─, which draws boxes */
	case LONG_VOWEL: return true;
	default: return false;
	}
}

static bool is_wave(uint32_t c)
{
	return c == '~' || c == 0x301c;
}

/* White space of any kind, controls, and the dot (・) that people put between words of kana or leave out. */
static bool is_passed_over(uint32_t c)
{
	switch (utf8proc_category((utf8proc_int32_t)c)) {
	case UTF8PROC_CATEGORY_ZS:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
	case UTF8PROC_CATEGORY_CC: return true;
	default: return c == 0x30fb || c == 0xb7;
	}
}

static bool is_kanji(uint32_t c)
{
	return (c >= 0x3400 && c <= 0x9fff) || (c >= 0x20000 && c <= 0x3ffff) || c == 0x3005 /* 々 */;
}

/* Large katakana for kana of any shape: キャノン is registered as キヤノン. */
static uint32_t large_katakana(uint32_t c)
{
	if ((c >= 0x3041 && c <= 0x3096) || c == 0x309d || c == 0x309e)
		c += 0x60;
	switch (c) {
	case 0x30a1: /* ァィゥェォ */
	case 0x30a3:
	case 0x30a5:
	case 0x30a7:
	case 0x30a9:
	case 0x30c3: /* ッ */
	case 0x30e3: /* ャュョ */
	case 0x30e5:
	case 0x30e7:
	case 0x30ee: return c + 1;  /* ヮ */
	case 0x30f0: return 0x30a4; /* ヰ イ */
	case 0x30f1: return 0x30a8; /* ヱ エ */
	case 0x30f5: return 0x30ab; /* ヵ カ */
	case 0x30f6: return 0x30b1; /* ヶ ケ */
	default: return c;
	}
}

static bool is_kana(uint32_t c)
{
	c = large_katakana(c);
	return (c >= 0x30a1 && c <= 0x30fa) || c == LONG_VOWEL;
}

/* c between its neighbours, 0 where there is none; the one before is folded already. */
static uint32_t folded(uint32_t before, uint32_t c, uint32_t next)
{
	if (is_dash(c))
		return is_kana(before) || (!before && is_kana(next)) ? LONG_VOWEL : '-';
	if (is_wave(c))
		return is_kana(before) ? LONG_VOWEL : '~';
	c = kanji_variant_fold(large_katakana(c));
	/* 霞ヶ関, 霞が関, 霞ケ関. */
	if ((c == 0x30ab || c == 0x30ac) && is_kanji(before) && is_kanji(next))
		return 0x30b1;
	return c;
}

/* The next character that counts, taken from the text; 0 at its end. Bytes that are no UTF-8 are passed over too. */
static uint32_t take(struct str *text)
{
	while (text->n) {
		uint32_t c = 0;
		size_t length = utf8_decode(*text, &c);

		*text = str_skip(*text, length ? length : 1);
		if (length && !is_passed_over(c))
			return c;
	}
	return 0;
}

static void add(struct buf *out, uint32_t c)
{
	char bytes[4];

	buf_add(out, str_of(bytes, utf8_encode(c, bytes)));
}

static bool is_latin(uint32_t c)
{
	return c < 0x80 && ascii_is_letter((char)c);
}

/* The dots of initials are left out: "A.B.C." is "ABC" to many. Those of "co.jp" and "No.1" stay. */
static void add_folded(struct buf *out, struct str text)
{
	bool may_begin = true, is_initial = false; /* initials, here; c before this one is one of them */
	uint32_t before = 0, next;

	for (uint32_t c = take(&text); c; c = next) {
		next = take(&text);
		if (is_initial && c == '.') {
			is_initial = false;
			may_begin = true;
			continue;
		}
		is_initial = may_begin && is_latin(c) && next == '.';
		may_begin = c >= 0x80 || c == '(' || c == ')';
		before = folded(before, c, next);
		add(out, before);
	}
}

static void add_in_full(struct buf *out, struct str text)
{
	while (text.n) {
		size_t i = 0;

		while (i < COUNT(legal_forms) && !str_starts(text, legal_forms[i].shortened))
			i++;
		if (i < COUNT(legal_forms)) {
			buf_add_text(out, legal_forms[i].full);
			text = str_skip(text, str_from(legal_forms[i].shortened).n);
		} else {
			buf_add_byte(out, text.p[0]);
			text = str_skip(text, 1);
		}
	}
}

/* ㊑ and its like are the circled forms of ㈱ and its like, and NFKC would leave nothing of the circle. */
static utf8proc_int32_t bracketed(utf8proc_int32_t c, void *context)
{
	(void)context;
	return (c >= 0x3291 && c <= 0x3294) || c == 0x3296 ? c - 0x60 : c;
}

/* NFKC, case folded, without what nobody sees. */
static void add_normal(struct buf *out, struct str text)
{
	const utf8proc_option_t options = UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE;
	utf8proc_uint8_t *mapped = NULL;
	utf8proc_ssize_t size = utf8proc_map_custom((const utf8proc_uint8_t *)text.p, (utf8proc_ssize_t)text.n, &mapped,
						    options, bracketed, NULL);

	if (size > 0)
		buf_add(out, str_of(mapped, (size_t)size));
	free(mapped);
}

char *search_key_of(struct arena *arena, struct str s)
{
	size_t cap =
		s.n * 20 + 16; /* NFKC grows a code point to 18 at most, a legal form in full to four times its size */
	BUF_SCOPED valid, normal, key, full;

	buf_init(&valid, cap);
	buf_init(&normal, cap);
	buf_init(&key, cap);
	buf_init(&full, cap);
	for (uint32_t c = take(&s); c; c = take(&s))
		add(&valid, c);
	if (valid.size)
		add_normal(&normal, buf_str(&valid));
	add_folded(&key, buf_str(&normal));
	add_in_full(&full, buf_str(&key));
	return arena_strdup(arena, buf_text(&full));
}
