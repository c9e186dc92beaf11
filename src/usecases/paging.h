/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A list that is shown page by page.
 */
#ifndef TENKEN_USECASES_PAGING_H
#define TENKEN_USECASES_PAGING_H

#include "codec/value_keys.h"

/* The number of a page that may be asked for, from 1: what is none becomes the first. */
int64_t paging_page(int64_t wanted);

/* Adds the keys to the view. */
extern const struct value_key paging_keys[];
void paging_add(struct arena *arena, struct value *view, int64_t page, int64_t rows_a_page, int64_t count);

#endif
