/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a person sees of a typed text. Pasting leaves things at a value that nobody sees and nobody can mend: zero-width
 * and no-break spaces, byte order marks, soft hyphens, marks of direction around a phone number, tags, blanks of any
 * width at both ends. They go; what is left empty has nothing to be seen. Line breaks (CR LF, CR, U+0085, U+2028,
 * U+2029) become LF, so that each counts once.
 */
#ifndef TENKEN_CODEC_TEXT_VISIBLE_H
#define TENKEN_CODEC_TEXT_VISIBLE_H

#include "base/arena.h"
#include "base/str.h"

enum visible_joiners {
	VISIBLE_JOINERS_STAY, /* names: 葛󠄀 keeps its variation selector, an emoji sequence its joiners */
	VISIBLE_JOINERS_GO,   /* what is read by programs: addresses, numbers, hosts */
};

/* False when s is no valid UTF-8. Control characters other than line breaks stay, for utf8_has_control to find. */
bool visible_text(struct arena *arena, struct str s, enum visible_joiners joiners, struct str *ret_text);

/* White space of Unicode, or a sign that shows as nothing else (U+2800). */
bool visible_is_blank(uint32_t code_point);

#endif
