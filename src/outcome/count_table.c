/* SPDX-License-Identifier: Apache-2.0 */
#include "outcome/count_table.h"

struct count_table_run {
	struct arena *arena;
	const struct csv_table *csv;
	struct count_table *table;
	size_t column[COUNT_TABLE_AXES_MAX]; /* of each axis */
	size_t count_column;
};

bool count_table_is(const struct csv_table *table)
{
	return csv_table_find(table, STR(COUNT_TABLE_COLUMN)) < table->columns;
}

size_t count_table_place(const struct count_table *table, size_t cell, size_t axis)
{
	for (size_t i = 0; i < axis; i++)
		cell /= table->axes[i].count + 1;
	return cell % (table->axes[axis].count + 1);
}

size_t count_table_stars(const struct count_table *table, size_t cell)
{
	size_t stars = 0;

	for (size_t i = 0; i < table->axis_count; i++)
		stars += count_table_place(table, cell, i) == table->axes[i].count;
	return stars;
}

/* ---- axes ---- */

static enum err find_axes(struct count_table_run *r, struct fault *why)
{
	struct count_table *table = r->table;

	for (size_t i = 0; i < r->csv->columns; i++) {
		struct str head = r->csv->heads[i];
		if (str_is(head, COUNT_TABLE_COLUMN) || str_is(head, "lo") || str_is(head, "hi"))
			continue;
		if (table->axis_count == COUNT_TABLE_AXES_MAX)
			return fault_set(why, ERR_TOO_LARGE, "column %zu: a table of counts has at most %d columns",
					 i + 1, COUNT_TABLE_AXES_MAX);
		r->column[table->axis_count] = i;
		table->axes[table->axis_count++].name = head;
	}
	if (!table->axis_count)
		return fault_set(why, ERR_INVALID, "line 1: beside \"" COUNT_TABLE_COLUMN "\" there is no column");
	return ERR_OK;
}

static size_t find_value(const struct count_axis *axis, struct str value)
{
	size_t at = 0;

	while (at < axis->count && !str_eq(axis->values[at], value))
		at++;
	return at;
}

static enum err find_values(struct count_table_run *r, struct fault *why)
{
	struct count_table *table = r->table;

	table->cells = 1;
	for (size_t i = 0; i < table->axis_count; i++) {
		struct count_axis *axis = &table->axes[i];
		size_t room = 0;
		for (size_t row = 0; row < r->csv->rows; row++) {
			struct str value = csv_table_cell(r->csv, row, r->column[i]);
			if (str_is(value, COUNT_TABLE_ALL) || find_value(axis, value) < axis->count)
				continue;
			if (axis->count >= COUNT_TABLE_CELLS_MAX)
				break;
			axis->values = arena_grow(r->arena, axis->values, axis->count, &room, sizeof(*axis->values));
			axis->values[axis->count++] = value;
		}
		if (!axis->count)
			return fault_set(why, ERR_INVALID, "column %zu holds nothing but \"*\"", r->column[i] + 1);
		table->cells *= axis->count + 1;
		if (table->cells > COUNT_TABLE_CELLS_MAX)
			return fault_set(why, ERR_TOO_LARGE, "the table has more than %d cells with its totals",
					 COUNT_TABLE_CELLS_MAX);
	}
	return ERR_OK;
}

/* ---- cells ---- */

static size_t cell_of(const struct count_table_run *r, size_t row)
{
	size_t cell = 0;

	for (size_t i = r->table->axis_count; i-- > 0;) {
		const struct count_axis *axis = &r->table->axes[i];
		cell = cell * (axis->count + 1) + find_value(axis, csv_table_cell(r->csv, row, r->column[i]));
	}
	return cell;
}

static enum err take_row(struct count_table_run *r, size_t row, struct fault *why)
{
	struct str text = csv_table_cell(r->csv, row, r->count_column);
	unsigned long long line = r->csv->lines[row];
	size_t cell = cell_of(r, row);
	uint64_t count = 0;
	bool is_hidden = !text.n || str_is(text, COUNT_TABLE_HIDDEN) || str_is(text, "x");

	if (r->table->state[cell] != COUNT_TABLE_UNTOLD)
		return fault_set(why, ERR_INVALID, "line %llu: this combination stands there twice", line);
	if (!is_hidden && (!str_to_u64(text, &count) || count > COUNT_TABLE_COUNT_MAX))
		return fault_set(why, ERR_INVALID, "line %llu, column %zu: \"%.*s\" is no count from 0 to %d", line,
				 r->count_column + 1, (int)(text.n > 40 ? 40 : text.n), text.p, COUNT_TABLE_COUNT_MAX);
	r->table->state[cell] = is_hidden ? COUNT_TABLE_NOT_TOLD : COUNT_TABLE_TOLD;
	r->table->count[cell] = (int64_t)count;
	return ERR_OK;
}

enum err count_table_read(struct arena *arena, const char *name, const struct csv_table *csv,
			  struct count_table *ret_table, struct fault *why)
{
	struct count_table table = {.name = name};
	struct count_table_run r = {.arena = arena, .csv = csv, .table = &table};
	enum err err = find_axes(&r, why);

	r.count_column = csv_table_find(csv, STR(COUNT_TABLE_COLUMN));
	if (!err && r.count_column == csv->columns)
		err = fault_set(why, ERR_INVALID, "line 1: there is no column \"" COUNT_TABLE_COLUMN "\"");
	if (!err)
		err = find_values(&r, why);
	if (err)
		return err;
	table.count = arena_array(arena, table.cells, sizeof(*table.count));
	table.state = arena_array(arena, table.cells, sizeof(*table.state));
	for (size_t row = 0; !err && row < csv->rows; row++)
		err = take_row(&r, row, why);
	if (!err)
		*ret_table = table;
	return err;
}

enum err count_table_of_rows(struct arena *arena, const struct csv_table *rows, const size_t *columns,
			     size_t column_count, struct count_table *ret_table, struct fault *why)
{
	struct count_table table = {.name = "", .axis_count = column_count, .is_least = true};
	struct count_table_run r = {.arena = arena, .csv = rows, .table = &table};
	enum err err;

	if (column_count > COUNT_TABLE_AXES_MAX)
		return fault_set(why, ERR_TOO_LARGE, "more than %d columns are published already",
				 COUNT_TABLE_AXES_MAX);
	for (size_t i = 0; i < column_count; i++) {
		r.column[i] = columns[i];
		table.axes[i].name = rows->heads[columns[i]];
	}
	err = find_values(&r, why);
	if (err)
		return err;
	table.count = arena_array(arena, table.cells, sizeof(*table.count));
	table.state = arena_array(arena, table.cells, sizeof(*table.state));
	for (size_t row = 0; row < rows->rows; row++) {
		size_t cell = cell_of(&r, row);
		table.count[cell]++;
		table.state[cell] = COUNT_TABLE_TOLD;
	}
	*ret_table = table;
	return ERR_OK;
}

/* ---- totals ---- */

static bool is_inside(const struct count_table *table, size_t inner, size_t total)
{
	for (size_t i = 0; i < table->axis_count; i++) {
		size_t place = count_table_place(table, total, i);
		if (place != table->axes[i].count && place != count_table_place(table, inner, i))
			return false;
	}
	return true;
}

static int64_t add_up(const struct count_table *table, size_t total)
{
	int64_t sum = 0;

	for (size_t i = 0; i < table->cells; i++)
		if (!count_table_stars(table, i) && is_inside(table, i, total))
			sum += table->count[i];
	return sum;
}

static bool is_total_of_one(const struct count_table *table, size_t cell)
{
	for (size_t i = 0; i < table->axis_count; i++)
		if (count_table_place(table, cell, i) == table->axes[i].count && table->axes[i].count == 1)
			return true;
	return false;
}

enum err count_table_complete(struct count_table *table, struct fault *why)
{
	for (size_t i = 0; i < table->cells; i++) {
		if (table->state[i] == COUNT_TABLE_NOT_TOLD)
			return fault_set(why, ERR_INVALID,
					 "a table that is to be published needs all its counts: one is \"X\" or empty");
		if (!count_table_stars(table, i))
			table->state[i] = COUNT_TABLE_TOLD;
	}
	for (size_t i = 0; i < table->cells; i++) {
		int64_t sum = count_table_stars(table, i) ? add_up(table, i) : table->count[i];
		if (table->state[i] == COUNT_TABLE_TOLD && table->count[i] != sum)
			return fault_set(why, ERR_INVALID, "a total says %lld where its cells add up to %lld",
					 (long long)table->count[i], (long long)sum);
		table->count[i] = sum;
		table->state[i] = is_total_of_one(table, i) ? COUNT_TABLE_UNTOLD : COUNT_TABLE_TOLD;
	}
	return ERR_OK;
}
