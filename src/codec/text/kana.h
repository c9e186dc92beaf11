/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Readings of names: hiragana and half-width katakana become full-width katakana, ﾞ ﾟ are
 * joined. And what an input method leaves in full width although ASCII is meant.
 */
#ifndef TENKEN_CODEC_TEXT_KANA_H
#define TENKEN_CODEC_TEXT_KANA_H

#include "base/arena.h"
#include "base/str.h"

/* NULL when something else than kana, ー, ・, a space or one of ＝ ＆ ． ， remains. */
char *kana_to_katakana(struct arena *arena, struct str s);

/* The ASCII digits of a number typed with full-width digits, hyphen-like characters, spaces,
 * commas or parentheses between; NULL when anything else stands in it. */
char *kana_digits_of(struct arena *arena, struct str s);

/* Full-width ASCII (U+FF01..U+FF5E) in half width: ｔａｒｏ＠ｅｘａｍｐｌｅ．ｊｐ, ＋８１. The rest of a valid text
 * stays. */
char *kana_to_half_width(struct arena *arena, struct str s);

#endif
