/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The key under which a name is searched: what people type one for the other becomes the same. The one home of
 * utf8proc. What a person typed is stored unchanged; only keys are folded.
 */
#ifndef TENKEN_CODEC_SEARCH_KEY_H
#define TENKEN_CODEC_SEARCH_KEY_H

#include "base/arena.h"
#include "base/str.h"

/* NFKC, case folded, hyphen- and wave-like characters folded to '-' and '~', long vowel mark to '-' only between
 * digits, white space removed. */
char *search_key_of(struct arena *arena, struct str s);

#endif
