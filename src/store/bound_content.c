/* SPDX-License-Identifier: Apache-2.0 */
#include "store/bound_content.h"

#include <string.h>

#include "store/bound_unit_priv.h"

#define KEY_PARTS_MAX 3
#define ROWS_AT_ONCE  500

static void add_row(struct buf *content, const struct rows *rows, size_t row, size_t columns)
{
	for (size_t i = 0; i < columns; i++) {
		struct str bytes = rows_blob(rows, row, i);

		if (rows_is_null(rows, row, i)) {
			buf_add_text(content, "-,");
			continue;
		}
		buf_printf(content, "%zu:", bytes.n);
		buf_add(content, bytes);
		buf_add_byte(content, ',');
	}
}

static size_t count_columns(const struct bound_unit_row *unit)
{
	size_t count = 1;

	for (const char *p = unit->columns; *p; p++)
		count += *p == ',';
	return count;
}

/* The n-th name in a list separated by ", ". */
static struct str nth_name(const char *list, int n)
{
	struct str rest = str_from(list), name = str_cut(&rest, ',');

	while (n-- > 0)
		name = str_trim(str_cut(&rest, ','));
	return name;
}

/* "WHERE" of the rows of one unit: its key is $1 and $2. */
static void add_condition(struct buf *sql, const struct bound_unit_row *unit)
{
	for (int i = 0; i < unit->parts; i++) {
		struct str name = nth_name(unit->primary_key, i);

		buf_add_text(sql, i ? " AND " : " WHERE ");
		buf_add(sql, name);
		if (!unit->block || i + 1 < unit->parts)
			buf_printf(sql, " = $%d", i + 1);
		else
			buf_printf(sql, " > $%d * %lld AND %.*s <= ($%d + 1) * %lld", i + 1, (long long)unit->block,
				   (int)name.n, name.p, i + 1, (long long)unit->block);
	}
}

enum err bound_content_read(struct tx *tx, enum bound_unit unit, const struct param *key, struct buf *content,
			    struct fault *why)
{
	const struct bound_unit_row *row = &bound_unit_rows[unit];
	struct rows *rows;
	ARENA_SCOPED arena;
	BUF_SCOPED sql;
	enum err err;

	arena_init(&arena);
	buf_init(&sql, 2000);
	buf_printf(&sql, "SELECT %s FROM %s", row->columns, row->name);
	add_condition(&sql, row);
	buf_printf(&sql, " ORDER BY %s", row->primary_key);
	err = tx_query(tx, &arena, buf_text(&sql), key, (size_t)row->parts, &rows, why);
	if (err)
		return err;
	for (size_t i = 0; i < rows_count(rows); i++)
		add_row(content, rows, i, count_columns(row));
	return buf_finish(content, row->name, why);
}

/* --- the whole table --- */

struct scan {
	const struct bound_unit_row *row;
	enum bound_unit unit;
	bound_content_see see;
	void *context;
	struct bound_key key; /* of the unit that content belongs to; "" before the first */
	struct buf content;
};

static struct param cell(const struct bound_unit_row *unit, const struct rows *rows, size_t i, int column)
{
	if (unit->kinds[column] == 'i')
		return P_INT(rows_int(rows, i, (size_t)column));
	return P_STR(rows_blob(rows, i, (size_t)column));
}

/* A key that the program never writes becomes "?", which is in no entry. */
static struct bound_key key_of(const struct bound_unit_row *unit, const struct rows *rows, size_t i)
{
	struct param parts[BOUND_KEY_PARTS_MAX];
	struct bound_key key;

	for (int k = 0; k < unit->parts; k++)
		parts[k] = cell(unit, rows, i, k);
	if (unit->block)
		parts[unit->parts - 1].integer = (parts[unit->parts - 1].integer - 1) / unit->block;
	return bound_unit_key(parts, (size_t)unit->parts, &key) ? key : (struct bound_key){"?"};
}

static enum err end_unit(struct scan *scan, struct fault *why)
{
	enum err err = buf_finish(&scan->content, scan->row->name, why);

	if (!err && scan->key.text[0])
		err = scan->see(scan->context, scan->unit, &scan->key, buf_str(&scan->content), why);
	buf_clear(&scan->content);
	return err;
}

static enum err add_rows(struct scan *scan, const struct rows *rows, struct fault *why)
{
	enum err err = ERR_OK;

	for (size_t i = 0; !err && i < rows_count(rows); i++) {
		struct bound_key key = key_of(scan->row, rows, i);

		if (strcmp(key.text, scan->key.text) != 0)
			err = end_unit(scan, why);
		scan->key = key;
		add_row(&scan->content, rows, i, count_columns(scan->row));
	}
	return err;
}

/* The rows behind the primary key `after`. */
static enum err read_page(struct tx *tx, struct arena *arena, const struct bound_unit_row *unit,
			  const struct param *after, struct rows **ret_rows, struct fault *why)
{
	BUF_SCOPED sql;

	buf_init(&sql, 2000);
	buf_printf(&sql, "SELECT %s FROM %s WHERE (%s) > (%s) ORDER BY %s LIMIT %d", unit->columns, unit->name,
		   unit->primary_key, unit->places, unit->primary_key, ROWS_AT_ONCE);
	return tx_query(tx, arena, buf_text(&sql), after, strlen(unit->kinds), ret_rows, why);
}

static enum err scan_all(struct tx *tx, struct scan *scan, struct fault *why)
{
	const struct bound_unit_row *unit = scan->row;
	struct param after[KEY_PARTS_MAX];
	struct arena pages[2]; /* the last row of a page names where the next begins */
	size_t count = ROWS_AT_ONCE;
	enum err err = ERR_OK;

	arena_init(&pages[0]);
	arena_init(&pages[1]);
	for (size_t i = 0; unit->kinds[i]; i++)
		after[i] = unit->kinds[i] == 'i' ? P_INT(INT64_MIN) : P_TEXT("");
	for (size_t turn = 0; !err && count == ROWS_AT_ONCE; turn ^= 1) {
		struct rows *rows;

		arena_reset(&pages[turn]);
		err = read_page(tx, &pages[turn], unit, after, &rows, why);
		if (err)
			break;
		count = rows_count(rows);
		err = add_rows(scan, rows, why);
		for (int i = 0; count && unit->kinds[i]; i++)
			after[i] = cell(unit, rows, count - 1, i);
	}
	arena_release(&pages[0]);
	arena_release(&pages[1]);
	return err ? err : end_unit(scan, why);
}

enum err bound_content_scan(struct tx *tx, enum bound_unit unit, bound_content_see see, void *context,
			    struct fault *why)
{
	struct scan scan = {.row = &bound_unit_rows[unit], .unit = unit, .see = see, .context = context};
	enum err err;

	buf_init(&scan.content, BOUND_CONTENT_MAX);
	err = scan_all(tx, &scan, why);
	buf_release(&scan.content);
	return err;
}
