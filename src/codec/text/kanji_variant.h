/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Two shapes of one kanji that Unicode keeps apart and people type for each other: 髙 and 高, 渡邊 and 渡辺. Here are
 * old forms of today's characters (常用漢字表, in brackets), what the law of family registers gives as one character in
 * two shapes (戸籍法施行規則, 別表第二: 薗 and 園; all of them, as Unihan points from one to the
 * other), variants in surnames, and 斉, which is another character but read and written for 斎. Held against
 * Unihan 15.0 (the fields of names, of common use and of variants; Unicode Standard Annex 38) and the
 * variants of KANJIDIC2 (2022-08): one of them joins the two of each row, directly or over a third shape of the same
 * row's character, but for fourteen that rest on how names are written and typed: 圡土 姬姫 寉鶴 屛屏 恊協 淸清 產産
 * 礒磯 鎗槍 閱閲 靍鶴 靑青 馱駄 𣘺橋. 畠 and 畑, 埼 and 崎, 苑 and 園 stay apart: two characters, two names.
 * Compatibility ideographs (U+FA19 神) are NFKC's, not ours. For keys only: never for what is stored or shown.
 */
#ifndef TENKEN_CODEC_TEXT_KANJI_VARIANT_H
#define TENKEN_CODEC_TEXT_KANJI_VARIANT_H

#include <stddef.h>
#include <stdint.h>

struct kanji_variant {
	uint32_t variant, common; /* code points; no common form is a variant in another row */
};

/* The table, in ascending order of the variants. */
extern const struct kanji_variant kanji_variants[];
extern const size_t kanji_variant_count;

/* The common form, or c itself. */
uint32_t kanji_variant_fold(uint32_t c);

#endif
