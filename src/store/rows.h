/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How an engine fills the rows that tx.h reads: every cell is NULL or bytes; numbers are decimal text.
 */
#ifndef TENKEN_STORE_ROWS_H
#define TENKEN_STORE_ROWS_H

#include "store/tx.h"

enum { ROWS_MAX = 1 << 18, ROWS_BYTES_MAX = 256 << 20 };

struct rows *rows_new(struct arena *arena, size_t columns);

/* A further row, all NULL; ERR_TOO_LARGE when ROWS_MAX or ROWS_BYTES_MAX is reached. */
MUST_USE enum err rows_add(struct rows *rows, struct fault *why);

/* Copies the bytes into a cell of the last row. */
void rows_set(struct rows *rows, size_t column, struct str bytes);

#endif
