/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The lists of words: Japanese names, which add up, and Debian's fixes, which are a snapshot.
 */
#include "knowledge/compile/listed_batch.h"

#include <stdlib.h>
#include <string.h>

void listed_batch_init(struct listed_batch *batch, enum catalog_section section)
{
	bool is_debian = section == SECTION_DEBIAN_FIX;

	*batch = (struct listed_batch){.section = section,
				       .text_section = is_debian ? SECTION_DEBIAN_TEXT : SECTION_JVN_TEXT,
				       .is_snapshot = is_debian};
	catalog_table_init(&batch->text, 0);
	buf_init(&batch->rows, CATALOG_TABLE_MAX);
}

void listed_batch_release(struct listed_batch *batch)
{
	catalog_table_release(&batch->text);
	buf_release(&batch->rows);
}

struct positioned_row {
	struct listed_row row;
	uint64_t position;
};

void listed_batch_add(struct listed_batch *batch, const struct listed_in *row, uint64_t position)
{
	struct positioned_row positioned = {.row = {.first = catalog_table_text(&batch->text, row->first),
						    .second = catalog_table_text(&batch->text, row->second),
						    .third = catalog_table_text(&batch->text, row->third),
						    .fourth = catalog_table_text(&batch->text, row->fourth),
						    .number = row->number,
						    .kind = row->kind},
					    .position = position};

	buf_add(&batch->rows, str_of(&positioned, sizeof(positioned)));
}

/* A row with its words, from either side. */
struct worded {
	struct listed_in in;
	bool is_new;
	uint64_t position;
};

static int order_identity(const struct worded *a, const struct worded *b)
{
	int order = catalog_order_texts(a->in.first, b->in.first);

	if (!order)
		order = catalog_order_texts(a->in.second, b->in.second);
	return order ? order : (a->in.number > b->in.number) - (a->in.number < b->in.number);
}

static int by_identity(const void *a, const void *b)
{
	const struct worded *left = a, *right = b;
	int order = order_identity(left, right);

	if (!order)
		order = (int)left->is_new - (int)right->is_new;
	return order ? order : (left->position > right->position) - (left->position < right->position);
}

static struct listed_in words_of(const struct catalog *catalog, enum catalog_section text, const struct listed_row *row)
{
	return (struct listed_in){catalog_text(catalog, text, row->first),
				  catalog_text(catalog, text, row->second),
				  catalog_text(catalog, text, row->third),
				  catalog_text(catalog, text, row->fourth),
				  row->number,
				  row->kind};
}

static struct worded *gather(const struct catalog *old, const struct listed_batch *batch, size_t *ret_count)
{
	const struct positioned_row *newer = (const void *)batch->rows.bytes;
	size_t old_count = old ? old->sections[batch->section].count : 0,
	       newer_count = batch->rows.size / sizeof(*newer);
	struct worded *all = calloc(old_count + newer_count + 1, sizeof(*all));
	struct catalog view = {0};

	if (!all)
		abort(); /* the same rule as arena.h */
	view.sections[batch->text_section] = (struct catalog_rows){batch->text.bytes.bytes, batch->text.bytes.size};
	for (size_t i = 0; i < old_count; i++)
		all[i].in = words_of(old, batch->text_section, CATALOG_ROW(old, listed_row, batch->section, i));
	for (size_t i = 0; i < newer_count; i++)
		all[old_count + i] =
			(struct worded){words_of(&view, batch->text_section, &newer[i].row), true, newer[i].position};
	*ret_count = old_count + newer_count;
	qsort(all, *ret_count, sizeof(*all), by_identity);
	return all;
}

static bool is_same(const struct listed_in *a, const struct listed_in *b)
{
	return str_eq(a->third, b->third) && str_eq(a->fourth, b->fourth) && a->kind == b->kind;
}

static void write_row(struct catalog_table *text, struct buf *rows, const struct listed_in *in)
{
	struct listed_row row = {.first = catalog_table_text(text, in->first),
				 .second = catalog_table_text(text, in->second),
				 .third = catalog_table_text(text, in->third),
				 .fourth = catalog_table_text(text, in->fourth),
				 .number = in->number,
				 .kind = in->kind};

	buf_add(rows, str_of(&row, sizeof(row)));
}

/* Rows of one identity: at most one old one, and then the new ones. */
static void settle(const struct listed_batch *batch, const struct worded *first, const struct worded *last,
		   struct catalog_table *text, struct buf *rows, struct catalog_changes *changes)
{
	if (!last->is_new && batch->is_snapshot) {
		changes->removed++;
		return;
	}
	changes->added += first->is_new;
	changes->changed += !first->is_new && last->is_new && !is_same(&first->in, &last->in);
	write_row(text, rows, &last->in);
}

enum err listed_batch_merge(const struct catalog *old, struct listed_batch *batch, struct catalog_sections *sections,
			    struct catalog_changes *changes, struct fault *why)
{
	struct buf *rows = catalog_section_begin(sections, batch->section);
	struct catalog_table text;
	struct worded *all;
	size_t count;
	enum err err = buf_finish(&batch->rows, "the list", why);

	if (err)
		return err;
	all = gather(old, batch, &count);
	catalog_table_init(&text, 0);
	for (size_t first = 0, next; first < count; first = next) {
		for (next = first + 1; next < count && order_identity(&all[first], &all[next]) == 0; next++)
			;
		settle(batch, &all[first], &all[next - 1], &text, rows, changes);
	}
	free(all);
	changes->touched = changes->added + changes->changed + changes->removed;
	err = catalog_table_finish(&text, "the list", why);
	if (!err)
		catalog_section_take(sections, batch->text_section, &text);
	catalog_table_release(&text);
	return err;
}
