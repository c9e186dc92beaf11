/* SPDX-License-Identifier: Apache-2.0 */
#include "outcome/csv_table.h"

#include "codec/csv_reader.h"
#include "codec/japanese_source.h"

struct csv_table_run {
	struct arena *arena;
	struct csv_table table;
	size_t cell_room, line_room, bytes;
};

size_t csv_table_find(const struct csv_table *table, struct str head)
{
	size_t i = 0;

	while (i < table->columns && !str_eq(table->heads[i], head))
		i++;
	return i;
}

static struct str keep(struct csv_table_run *r, struct str text)
{
	struct str trimmed = str_trim(text);

	r->bytes += trimmed.n;
	return str_of(str_dup(r->arena, trimmed), trimmed.n);
}

static enum err take_heading(struct csv_table_run *r, const struct csv_row *row, struct fault *why)
{
	struct csv_table *table = &r->table;

	table->heads = arena_array(r->arena, row->count, sizeof(*table->heads));
	for (size_t i = 0; i < row->count; i++) {
		struct str head = keep(r, row->fields[i]);
		if (!head.n)
			return fault_set(why, ERR_INVALID, "line %llu, column %zu: the heading is empty",
					 (unsigned long long)row->line, i + 1);
		if (csv_table_find(table, head) < table->columns)
			return fault_set(why, ERR_INVALID, "line %llu, column %zu: the heading \"%.*s\" stands twice",
					 (unsigned long long)row->line, i + 1, (int)(head.n > 100 ? 100 : head.n),
					 head.p);
		table->heads[table->columns++] = head;
	}
	return ERR_OK;
}

static bool is_empty(const struct csv_row *row)
{
	return row->count == 1 && !str_trim(row->fields[0]).n;
}

static enum err take_row(struct csv_table_run *r, const struct csv_row *row, struct fault *why)
{
	struct csv_table *table = &r->table;
	size_t used = table->rows * table->columns;

	if (row->count != table->columns)
		return fault_set(why, ERR_INVALID, "line %llu, column %zu: the row has %zu columns, the heading %zu",
				 (unsigned long long)row->line,
				 (row->count < table->columns ? row->count : table->columns) + 1, row->count,
				 table->columns);
	if (table->rows == CSV_TABLE_ROWS_MAX || r->bytes > CSV_TABLE_BYTES_MAX)
		return fault_set(why, ERR_TOO_LARGE, "line %llu: the table is too large (at most %d rows, %zu MB)",
				 (unsigned long long)row->line, CSV_TABLE_ROWS_MAX, CSV_TABLE_BYTES_MAX >> 20);
	for (size_t i = 0; i < row->count; i++) {
		table->cells = arena_grow(r->arena, table->cells, used + i, &r->cell_room, sizeof(*table->cells));
		table->cells[used + i] = keep(r, row->fields[i]);
	}
	table->lines = arena_grow(r->arena, table->lines, table->rows, &r->line_room, sizeof(*table->lines));
	table->lines[table->rows++] = row->line;
	return ERR_OK;
}

static enum err read_rows(struct csv_table_run *r, struct csv_reader *reader, struct fault *why)
{
	enum err err = ERR_OK;
	struct csv_row row;

	while (!err && csv_reader_row(reader, &row)) {
		if (!r->table.columns)
			err = take_heading(r, &row, why);
		else if (r->table.columns == 1 || !is_empty(&row))
			err = take_row(r, &row, why);
	}
	return err ? err : csv_reader_fault(reader, why);
}

enum err csv_table_read(struct arena *arena, struct byte_source source, struct csv_table *ret_table, struct fault *why)
{
	struct csv_table_run r = {.arena = arena};
	struct japanese_source *japanese = japanese_source_new(source);
	struct csv_reader *reader = csv_reader_new(japanese_source_text(japanese));
	enum err err = read_rows(&r, reader, why);

	csv_reader_free(reader);
	japanese_source_free(japanese);
	if (!err && !r.table.rows)
		err = fault_set(why, ERR_INVALID, "line 1: the table has no row below its heading");
	if (!err)
		*ret_table = r.table;
	return err;
}
