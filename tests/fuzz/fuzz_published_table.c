/* SPDX-License-Identifier: Apache-2.0 */
/* A table that somebody wants to publish, and the same one as published before. */
#include <stdint.h>
#include <stdlib.h>

#include "outcome/cell_suppression.h"
#include "outcome/k_anonymity.h"

enum { K = 3, CELLS_MAX = 60, ROWS_MAX = 200 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void suppress(struct arena *arena, const struct csv_table *csv)
{
	struct count_table table, published;
	struct cell_suppression made;
	struct fault why;

	if (count_table_read(arena, "", csv, &table, &why) || table.cells > CELLS_MAX)
		return;
	if (count_table_read(arena, "", csv, &published, &why) || count_table_complete(&table, &why))
		return;
	if (cell_suppression_make(arena, &table, &published, 1, K, &made, &why))
		return;
	for (size_t i = 0; i < table.cells; i++)
		if (table.count[i] < made.lo[i] || table.count[i] > made.hi[i])
			if (table.state[i] == COUNT_TABLE_TOLD && !made.is_withheld)
				abort(); /* a true number lies within its bounds */
}

static void anonymise(struct arena *arena, const struct csv_table *csv)
{
	const size_t quasi[] = {0, 1};
	struct k_anonymity_order order = {K, quasi, csv->columns > 1 ? 2 : 1, NULL, "other"};
	struct k_anonymity made;
	struct fault why;

	order.reviewed = arena_array(arena, csv->columns, sizeof(bool));
	if (!k_anonymity_make(arena, csv, &order, &made, &why) && made.rows && made.smallest < K)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str bytes = str_of(data, size);
	struct csv_table csv;
	struct fault why;
	ARENA_SCOPED arena;

	arena_init(&arena);
	if (csv_table_read(&arena, byte_source_of(&bytes), &csv, &why) || csv.rows > ROWS_MAX)
		return 0;
	anonymise(&arena, &csv);
	if (count_table_is(&csv))
		suppress(&arena, &csv);
	return 0;
}
