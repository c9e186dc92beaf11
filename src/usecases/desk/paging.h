/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A list in pages, as a template tells of it.
 */
#ifndef TENKEN_USECASES_DESK_PAGING_H
#define TENKEN_USECASES_DESK_PAGING_H

#include "codec/value_keys.h"

/* A page that can be: from 1 to 100000. */
int64_t paging_page(int64_t asked);

/* Sets the keys, of a list of `count` rows with `size` on a page. */
extern const struct value_key paging_keys[];
void paging_add(struct arena *arena, struct value *view, int64_t page, int64_t size, int64_t count);

#endif
