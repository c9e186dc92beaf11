/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The keys of case_word (store/application/case_word.h) that begin with another, as a range of its index.
 */
#ifndef TENKEN_STORE_WORD_RANGE_H
#define TENKEN_STORE_WORD_RANGE_H

#include "base/arena.h"
#include "base/str.h"

#define WORD_RANGE_BYTES_MAX 48 /* what is longer is cut, in the store and in a search, between two characters */

struct str word_range_cut(struct str key);

/* They stand from the first up to but without the second. */
struct str word_range_begin(struct arena *arena, const char *key);
struct str word_range_end(struct arena *arena, const char *key);

#endif
