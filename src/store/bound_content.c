/* SPDX-License-Identifier: Apache-2.0 */
#include "store/bound_content.h"

#include <string.h>

#include "store/bound_unit_priv.h"

#define KEY_PARTS_MAX 3

static void add_row(struct buf *content, const struct rows *rows, size_t row)
{
	for (size_t i = 0; i < rows_columns(rows); i++) {
		struct str bytes = rows_blob(rows, row, i);

		if (rows_is_null(rows, row, i)) {
			buf_add_text(content, "-,");
			continue;
		}
		buf_add_int(content, (int64_t)bytes.n);
		buf_add_byte(content, ':');
		buf_add(content, bytes);
		buf_add_byte(content, ',');
	}
}

enum err bound_content_read(struct tx *tx, struct arena *arena, enum bound_unit unit, const struct param *key,
			    struct buf *content, struct fault *why)
{
	const struct bound_unit_row *row = &bound_unit_rows[unit];
	struct rows *rows;
	enum err err = tx_query(tx, arena, row->select_one, key, (size_t)row->parts, &rows, why);

	if (err)
		return err;
	for (size_t i = 0; i < rows_count(rows); i++)
		add_row(content, rows, i);
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
		add_row(&scan->content, rows, i);
	}
	return err;
}

static enum err scan_all(struct tx *tx, struct scan *scan, struct fault *why)
{
	const struct bound_unit_row *unit = scan->row;
	struct param after[KEY_PARTS_MAX];
	struct arena pages[2]; /* the last row of a page names where the next begins */
	size_t count = 1;
	enum err err = ERR_OK;

	arena_init(&pages[0]);
	arena_init(&pages[1]);
	for (size_t i = 0; unit->kinds[i]; i++)
		after[i] = unit->kinds[i] == 'i' ? P_INT(INT64_MIN) : P_TEXT("");
	for (size_t turn = 0; !err && count; turn ^= 1) {
		struct rows *rows;

		arena_reset(&pages[turn]);
		err = tx_query(tx, &pages[turn], unit->select_page, after, strlen(unit->kinds), &rows, why);
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
