/* SPDX-License-Identifier: Apache-2.0 */
#include "store/rows.h"

#include <assert.h>

struct rows {
	struct arena *arena;
	size_t columns;
	size_t count;
	size_t cap;        /* of cells, in rows */
	size_t bytes;      /* held by all cells */
	struct str *cells; /* row after row; p is NULL for NULL */
};

struct rows *rows_new(struct arena *arena, size_t columns)
{
	struct rows *rows = arena_alloc(arena, sizeof(*rows));

	rows->arena = arena;
	rows->columns = columns;
	return rows;
}

enum err rows_add(struct rows *rows, struct fault *why)
{
	if (rows->count == ROWS_MAX || rows->bytes > ROWS_BYTES_MAX)
		return fault_set(why, ERR_TOO_LARGE, "a query gave more than %zu rows with %zu bytes", rows->count,
				 rows->bytes);
	if (rows->columns)
		rows->cells = arena_grow(rows->arena, rows->cells, rows->count, &rows->cap,
					 rows->columns * sizeof(*rows->cells));
	for (size_t i = 0; i < rows->columns; i++)
		rows->cells[rows->count * rows->columns + i] = (struct str){NULL, 0};
	rows->count++;
	return ERR_OK;
}

void rows_set(struct rows *rows, size_t column, struct str bytes)
{
	assert(rows->count && column < rows->columns);
	rows->cells[(rows->count - 1) * rows->columns + column] =
		(struct str){arena_strndup(rows->arena, bytes.n ? bytes.p : "", bytes.n), bytes.n};
	rows->bytes += bytes.n;
}

/* A row or column outside the result is a bug of the program, not a fault of its data. */
static struct str find_cell(const struct rows *rows, size_t row, size_t column)
{
	assert(row < rows->count && column < rows->columns);
	return rows->cells[row * rows->columns + column];
}

size_t rows_columns(const struct rows *rows)
{
	return rows->columns;
}

size_t rows_count(const struct rows *rows)
{
	return rows->count;
}

bool rows_is_null(const struct rows *rows, size_t row, size_t column)
{
	return find_cell(rows, row, column).p == NULL;
}

int64_t rows_int(const struct rows *rows, size_t row, size_t column)
{
	int64_t number;

	return str_to_i64(find_cell(rows, row, column), &number) ? number : 0;
}

const char *rows_text(const struct rows *rows, size_t row, size_t column)
{
	const char *text = find_cell(rows, row, column).p;

	return text ? text : "";
}

struct str rows_blob(const struct rows *rows, size_t row, size_t column)
{
	return find_cell(rows, row, column);
}
