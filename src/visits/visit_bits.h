/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A table of bits: which company may have which slot. A row is a company, 64 slots a word, so that a search looks at 64
 * slots at once.
 */
#ifndef TENKEN_VISITS_VISIT_BITS_H
#define TENKEN_VISITS_VISIT_BITS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

struct visit_bits {
	size_t rows, words; /* words of a row */
	uint64_t *bits;
};

struct visit_bits visit_bits_new(struct arena *arena, size_t rows, size_t columns);
void visit_bits_copy(struct visit_bits *to, const struct visit_bits *from); /* of the same size */
uint64_t *visit_bits_row(const struct visit_bits *table, size_t row);
bool visit_bits_get(const struct visit_bits *table, size_t row, size_t column);
void visit_bits_set(struct visit_bits *table, size_t row, size_t column, bool bit);

#endif
