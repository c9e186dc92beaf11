/* SPDX-License-Identifier: Apache-2.0 */
#include "codec/text/visible.h"

#include <utf8proc.h>

#include "base/buf.h"
#include "codec/utf8.h"

#define BRAILLE_BLANK 0x2800
#define JOINER        0x200d
#define NON_JOINER    0x200c

bool visible_is_blank(uint32_t c)
{
	return c == '\t' || c == '\n' || c == BRAILLE_BLANK ||
	       utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_ZS;
}

static bool is_line_break(uint32_t c)
{
	return c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
}

/* What Unicode calls default ignorable. */
static bool is_ignorable(uint32_t c)
{
	return utf8proc_get_property((utf8proc_int32_t)c)->ignorable;
}

static bool is_selector(uint32_t c)
{
	return (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xe0100 && c <= 0xe01ef) || (c >= 0x180b && c <= 0x180d) ||
	       c == 0x180f;
}

static void add(struct buf *out, uint32_t c)
{
	char bytes[4];

	buf_add(out, str_of(bytes, utf8_encode(c, bytes)));
}

/* One selector behind a sign that is seen, one joiner between two of them: else nothing would be seen of them. */
struct joining {
	bool is_behind_sign, has_selector;
	uint32_t joiner; /* held until the next sign; 0 for none */
};

static void see(struct joining *joining, struct buf *out, uint32_t c, enum visible_joiners joiners)
{
	bool may_join = joiners == VISIBLE_JOINERS_STAY && joining->is_behind_sign;

	if (!is_ignorable(c)) {
		bool is_blank = visible_is_blank(c);
		if (joining->joiner && !is_blank)
			add(out, joining->joiner);
		add(out, c);
		*joining = (struct joining){.is_behind_sign = !is_blank};
	} else if (may_join && is_selector(c) && !joining->joiner && !joining->has_selector) {
		add(out, c);
		joining->has_selector = true;
	} else if (may_join && (c == JOINER || c == NON_JOINER)) {
		joining->joiner = c;
	}
}

static struct str trim_blanks(struct str text)
{
	uint32_t c = 0;
	size_t end = 0;

	for (size_t i = 0; i < text.n;) {
		size_t length = utf8_decode(str_skip(text, i), &c);
		if (!length)
			break;
		if (!visible_is_blank(c))
			end = i + length;
		else if (end == 0) {
			text = str_skip(text, length);
			continue;
		}
		i += length;
	}
	return str_head(text, end);
}

bool visible_text(struct arena *arena, struct str s, enum visible_joiners joiners, struct str *ret_text)
{
	struct joining joining = {0};
	struct str seen;
	BUF_SCOPED out;

	buf_init(&out, s.n + 1);
	while (s.n) {
		uint32_t c = 0;
		size_t length = utf8_decode(s, &c);
		if (!length)
			return false;
		s = str_skip(s, length);
		if (c == '\r' && str_starts(s, "\n"))
			continue;
		see(&joining, &out, is_line_break(c) ? '\n' : c, joiners);
	}
	seen = trim_blanks(buf_str(&out));
	*ret_text = str_of(str_dup(arena, seen), seen.n);
	return true;
}
