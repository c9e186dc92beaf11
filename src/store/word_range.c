/* SPDX-License-Identifier: Apache-2.0 */
#include "store/word_range.h"

struct str word_range_cut(struct str key)
{
	size_t n = key.n < WORD_RANGE_BYTES_MAX ? key.n : WORD_RANGE_BYTES_MAX;

	while (n < key.n && n > 0 && ((unsigned char)key.p[n] & 0xc0) == 0x80)
		n--;
	return str_head(key, n);
}

struct str word_range_begin(struct arena *arena, const char *key)
{
	struct str head = word_range_cut(str_from(key));

	return str_of(str_dup(arena, head), head.n);
}

/* No byte of UTF-8 is as large. */
struct str word_range_end(struct arena *arena, const char *key)
{
	struct str head = word_range_cut(str_from(key));

	return str_of(arena_printf(arena, "%.*s\xff", (int)head.n, head.p), head.n + 1);
}
