/* SPDX-License-Identifier: Apache-2.0 */
#include "visits/visit_bits.h"

#include <string.h>

struct visit_bits visit_bits_new(struct arena *arena, size_t rows, size_t columns)
{
	size_t words = columns / 64 + 1;

	return (struct visit_bits){rows, words, arena_array(arena, rows * words, sizeof(uint64_t))};
}

void visit_bits_copy(struct visit_bits *to, const struct visit_bits *from)
{
	memcpy(to->bits, from->bits, from->rows * from->words * sizeof(uint64_t));
}

uint64_t *visit_bits_row(const struct visit_bits *table, size_t row)
{
	return table->bits + row * table->words;
}

bool visit_bits_get(const struct visit_bits *table, size_t row, size_t column)
{
	return visit_bits_row(table, row)[column / 64] >> column % 64 & 1;
}

void visit_bits_set(struct visit_bits *table, size_t row, size_t column, bool bit)
{
	uint64_t *word = &visit_bits_row(table, row)[column / 64], mask = UINT64_C(1) << column % 64;

	*word = bit ? *word | mask : *word & ~mask;
}
