/* SPDX-License-Identifier: Apache-2.0 */
#include "report/foreign_text.h"

#include "base/buf.h"
#include "codec/utf8.h"

#define ELLIPSIS    "…"
#define ESCAPE_ROOM 16 /* of the longest escape, the ellipsis and the terminator */

/* Noto Sans CJK JP and IPAexGothic have glyphs for all of these. */
static bool is_plain(uint32_t c)
{
	static const uint32_t ranges[][2] = {
		{0x20, 0x7e},     /* ASCII */
		{0x3000, 0x3002}, /* 、。 and the wide space */
		{0x3041, 0x3093}, /* hiragana */
		{0x30a1, 0x30fe}, /* katakana */
		{0x4e00, 0x9fa5}, /* kanji */
		{0xff01, 0xff5e}, /* full-width ASCII */
		{0xff61, 0xff9f}, /* half-width katakana */
	};

	for (size_t i = 0; i < COUNT(ranges); i++)
		if (c >= ranges[i][0] && c <= ranges[i][1])
			return true;
	return false;
}

char *foreign_text_show(struct arena *arena, struct str text, size_t max)
{
	BUF_SCOPED out;

	buf_init(&out, max + ESCAPE_ROOM);
	while (text.n) {
		uint32_t c = 0;
		size_t length = utf8_decode(text, &c);

		if (out.size + ESCAPE_ROOM > max) {
			buf_add_text(&out, ELLIPSIS);
			break;
		}
		if (!length)
			buf_printf(&out, "\\x%02x", (unsigned char)text.p[0]);
		else if (is_plain(c))
			buf_add(&out, str_head(text, length));
		else
			buf_printf(&out, c < 0x80 ? "\\x%02x" : "\\u{%x}", (unsigned)c);
		text = str_skip(text, length ? length : 1);
	}
	return str_dup(arena, buf_str(&out));
}
