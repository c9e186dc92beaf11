/* SPDX-License-Identifier: Apache-2.0 */
/* A register's table as it may lie on a disk, and the same bytes as a file of a register in any encoding. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "codec/csv_reader.h"
#include "codec/japanese_source.h"
#include "registry/corporate_row.h"
#include "registry/postal_row.h"
#include "registry/registry_table.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void search(struct arena *arena, const uint8_t *data, size_t size)
{
	struct str fields[CORPORATE_FIELD_COUNT];
	struct registry_table table;
	struct fault why;
	size_t first;
	char *bytes = arena_alloc(arena, size + 1);

	memcpy(bytes, data, size);
	if (registry_table_open(str_of(bytes, size), REGISTRY_CORPORATE, &table, &why))
		return;
	for (size_t i = 0; i < table.count; i++) {
		(void)registry_table_find(&table, table.entries[i].key, &first);
		if (registry_table_row(&table, i, fields, CORPORATE_FIELD_COUNT, &why))
			continue;
		if (fields[CORPORATE_CLOSED].p + fields[CORPORATE_CLOSED].n > table.rows.p + table.rows.n)
			abort();
	}
}

static void read_row(const struct csv_row *row)
{
	struct str fields[CORPORATE_FIELD_COUNT];
	char place[CORPORATE_PLACE_MAX];
	struct fault why;
	uint64_t number;

	if (postal_row_read(row->fields, row->count, place, &number, fields, &why) &&
	    fields[POSTAL_TOWN].n > POSTAL_TOWN_MAX)
		abort();
	if (corporate_row_read(row->fields, row->count, place, &number, fields, &why) == CORPORATE_ROW_TAKEN &&
	    fields[CORPORATE_PLACE].n > CORPORATE_PLACE_MAX)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str bytes = str_of(data, size);
	struct japanese_source *source = japanese_source_new(byte_source_of(&bytes));
	struct csv_reader *reader = csv_reader_new(japanese_source_text(source));
	struct csv_row row;
	ARENA_SCOPED arena;

	arena_init(&arena);
	search(&arena, data, size);
	while (csv_reader_row(reader, &row))
		read_row(&row);
	csv_reader_free(reader);
	japanese_source_free(source);
	return 0;
}
