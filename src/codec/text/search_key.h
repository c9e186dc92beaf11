/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The key under which a name is searched: what people type one for the other becomes the same. What a person typed is
 * stored unchanged; only keys are folded.
 */
#ifndef TENKEN_CODEC_TEXT_SEARCH_KEY_H
#define TENKEN_CODEC_TEXT_SEARCH_KEY_H

#include "base/arena.h"
#include "base/str.h"

/*
 * - NFKC, case folded, without characters that nobody sees (IVS among them), white space and ・; bytes that are no
 * UTF-8 and NUL are left out.
 * - Kanji by kanji_variant.h. Kana is katakana, small letters large, ヰ and ヱ are イ and エ; ヶ, ケ, が and か between
 *   kanji are ケ.
 * - Hyphens, dashes and ー are ー after kana and '-' elsewhere; waves are ー after kana and '~' elsewhere.
 * - The dots of initials are left out: A.B.C. is ABC.
 * - Shortened legal forms are in full: ㈱, ㊑ and (株) are 株式会社.
 */
char *search_key_of(struct arena *arena, struct str s);

#endif
