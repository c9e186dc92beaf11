/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Readings of names: hiragana and half-width katakana become full-width katakana, ﾞ ﾟ are
 * joined, ASCII digits and letters of full width become half width in kana_digits_of.
 */
#ifndef TENKEN_CODEC_KANA_H
#define TENKEN_CODEC_KANA_H

#include "base/arena.h"
#include "base/str.h"

/* NULL when something else than kana, ー, ・ or a space remains. */
char *kana_to_katakana(struct arena *arena, struct str s);

/* The ASCII digits of a number typed with full-width digits, hyphen-like characters, spaces,
 * commas or parentheses between; NULL when anything else stands in it. */
char *kana_digits_of(struct arena *arena, struct str s);

#endif
