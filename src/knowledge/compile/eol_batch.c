/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Products of endoflife.date, old and new, by their own name.
 */
#include "knowledge/compile/eol_batch.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "knowledge/compile/build_order.h"
#include "knowledge/compile/merge_by_key.h"

void eol_batch_init(struct eol_batch *batch)
{
	*batch = (struct eol_batch){0};
	catalog_table_init(&batch->text, 0);
	buf_init(&batch->products, CATALOG_TABLE_MAX);
	buf_init(&batch->releases, CATALOG_TABLE_MAX);
	buf_init(&batch->cpes, CATALOG_TABLE_MAX);
	buf_init(&batch->orders, CATALOG_TABLE_MAX);
}

void eol_batch_release(struct eol_batch *batch)
{
	catalog_table_release(&batch->text);
	buf_release(&batch->products);
	buf_release(&batch->releases);
	buf_release(&batch->cpes);
	buf_release(&batch->orders);
}

static uint32_t text(struct eol_batch *batch, struct str words, uint64_t *digest)
{
	*digest = catalog_sum(words, *digest);
	return catalog_table_text(&batch->text, words);
}

static int32_t day32(int64_t day)
{
	return day < INT32_MIN || day > INT32_MAX ? INT32_MIN : (int32_t)day;
}

static void add_release(struct eol_batch *batch, const struct eol_release_in *in, uint64_t *digest)
{
	struct eol_release row = {.cycle = text(batch, in->cycle, digest),
				  .label = text(batch, in->label, digest),
				  .latest = text(batch, in->latest, digest),
				  .eol = (uint8_t)in->eol,
				  .extended = (uint8_t)in->extended,
				  .eol_day = day32(in->eol_day),
				  .extended_day = day32(in->extended_day),
				  .release_day = day32(in->release_day)};

	*digest = catalog_sum(str_of(&row.eol, sizeof(row) - offsetof(struct eol_release, eol)), *digest);
	buf_add(&batch->releases, str_of(&row, sizeof(row)));
}

/* endoflife.date leaves away what stands behind the product. */
static bool parse_short_cpe(struct arena *arena, struct str name, struct cpe *ret_cpe)
{
	char *whole = arena_printf(arena, "%.*s", (int)(name.n < CPE_NAME_MAX ? name.n : 0), name.p);

	for (int i = 0; i < CPE_ATTRIBUTES; i++) {
		if (!cpe_parse(arena, str_from(whole), ret_cpe, NULL))
			return ret_cpe->at[CPE_VENDOR].kind == CPE_VALUE && ret_cpe->at[CPE_PRODUCT].kind == CPE_VALUE;
		whole = arena_printf(arena, "%s:*", whole);
	}
	return false;
}

static void add_cpe(struct eol_batch *batch, struct str name, uint32_t product, uint64_t *digest)
{
	struct cpe cpe;
	ARENA_SCOPED arena;

	arena_init(&arena);
	if (!parse_short_cpe(&arena, name, &cpe))
		return;
	struct eol_cpe row = {text(batch, cpe_value_plain(&arena, &cpe.at[CPE_VENDOR]), digest),
			      text(batch, cpe_value_plain(&arena, &cpe.at[CPE_PRODUCT]), digest),
			      text(batch, cpe.at[CPE_PART].text, digest), product};
	buf_add(&batch->cpes, str_of(&row, sizeof(row)));
}

void eol_batch_add(struct eol_batch *batch, const struct eol_in *product, uint64_t position)
{
	uint32_t index = (uint32_t)(batch->products.size / sizeof(struct eol_product));
	struct build_order order = {.position = position, .row = index};
	uint64_t digest = 0;
	struct eol_product row = {.id = text(batch, product->id, &digest),
				  .title = text(batch, product->title, &digest),
				  .first_release = (uint32_t)(batch->releases.size / sizeof(struct eol_release)),
				  .release_count = (uint32_t)product->release_count};

	for (size_t i = 0; i < product->release_count; i++)
		add_release(batch, &product->releases[i], &digest);
	for (size_t i = 0; i < product->cpe_count; i++)
		add_cpe(batch, product->cpes[i], index, &digest);
	row.digest = digest;
	buf_add(&batch->products, str_of(&row, sizeof(row)));
	buf_add(&batch->orders, str_of(&order, sizeof(order)));
}

/* ---- merging ---- */

struct eol_batch_side {
	struct catalog catalog;
	uint32_t *products; /* where a row went: index + 1, or 0 */
};

struct merge {
	struct eol_batch_side sides[2]; /* by enum merge_side */
	struct named_product *newer;    /* the products of the batch that count, by name */
	struct catalog_table text;
	struct buf products, releases, cpes;
};

static uint32_t copy_text(struct merge *merge, const struct eol_batch_side *side, uint32_t reference)
{
	return catalog_table_text(&merge->text, catalog_text(&side->catalog, SECTION_EOL_TEXT, reference));
}

static const struct eol_product *product_at(const struct eol_batch_side *side, uint32_t row)
{
	return CATALOG_ROW(&side->catalog, eol_product, SECTION_EOL_PRODUCT, row);
}

static void copy_product(struct merge *merge, struct eol_batch_side *side, uint32_t index)
{
	struct eol_product copy = *product_at(side, index);
	uint32_t first = copy.first_release;

	copy.id = copy_text(merge, side, copy.id);
	copy.title = copy_text(merge, side, copy.title);
	copy.first_release = (uint32_t)(merge->releases.size / sizeof(struct eol_release));
	for (uint32_t i = 0; i < copy.release_count; i++) {
		struct eol_release row = *CATALOG_ROW(&side->catalog, eol_release, SECTION_EOL_RELEASE, first + i);
		row.cycle = copy_text(merge, side, row.cycle);
		row.label = copy_text(merge, side, row.label);
		row.latest = copy_text(merge, side, row.latest);
		buf_add(&merge->releases, str_of(&row, sizeof(row)));
	}
	buf_add(&merge->products, str_of(&copy, sizeof(copy)));
	side->products[index] = (uint32_t)(merge->products.size / sizeof(copy));
}

static void copy_cpes(struct merge *merge, const struct eol_batch_side *side)
{
	for (size_t i = 0; i < side->catalog.sections[SECTION_EOL_CPE].count; i++) {
		struct eol_cpe row = *CATALOG_ROW(&side->catalog, eol_cpe, SECTION_EOL_CPE, i);
		if (!side->products[row.eol_product])
			continue;
		row.vendor = copy_text(merge, side, row.vendor);
		row.product = copy_text(merge, side, row.product);
		row.part = copy_text(merge, side, row.part);
		row.eol_product = side->products[row.eol_product] - 1;
		buf_add(&merge->cpes, str_of(&row, sizeof(row)));
	}
}

struct sorted_cpe {
	struct str keys[3];
	struct eol_cpe row;
};

static int by_keys(const void *a, const void *b)
{
	const struct sorted_cpe *left = a, *right = b;
	int order = 0;

	for (int i = 0; i < 3 && !order; i++)
		order = catalog_order_texts(left->keys[i], right->keys[i]);
	return order ? order
		     : (left->row.eol_product > right->row.eol_product) -
			       (left->row.eol_product < right->row.eol_product);
}

/* A name that two products claim is found as the first one's; a name that is told twice is kept once. */
static void write_cpes(struct merge *merge, struct buf *out)
{
	const struct eol_cpe *rows = (const void *)merge->cpes.bytes;
	size_t count = merge->cpes.size / sizeof(*rows);
	struct sorted_cpe *sorted = calloc(count + 1, sizeof(*sorted));

	if (!sorted)
		abort(); /* the same rule as arena.h */
	for (size_t i = 0; i < count; i++)
		sorted[i] = (struct sorted_cpe){{catalog_table_text_at(&merge->text, rows[i].vendor),
						 catalog_table_text_at(&merge->text, rows[i].product),
						 catalog_table_text_at(&merge->text, rows[i].part)},
						rows[i]};
	qsort(sorted, count, sizeof(*sorted), by_keys);
	for (size_t i = 0; i < count; i++)
		if (!i || sorted[i].row.vendor != sorted[i - 1].row.vendor ||
		    sorted[i].row.product != sorted[i - 1].row.product || sorted[i].row.part != sorted[i - 1].row.part)
			buf_add(out, str_of(&sorted[i].row, sizeof(sorted[i].row)));
	free(sorted);
}

/* ---- which products stay ---- */

/* A product of the batch with the name that it is sorted by. */
struct named_product {
	struct str id;
	uint64_t position;
	uint32_t row;
};

static int by_id(const void *a, const void *b)
{
	const struct named_product *left = a, *right = b;
	int order = catalog_order_texts(left->id, right->id);

	return order ? order : (left->position > right->position) - (left->position < right->position);
}

static struct str id_at(const struct eol_batch_side *side, uint32_t row)
{
	return catalog_text(&side->catalog, SECTION_EOL_TEXT, product_at(side, row)->id);
}

/* Sorts the batch by name; of each name the last product stays. */
static size_t sort_newer(struct merge *merge, const struct eol_batch *batch)
{
	const struct eol_batch_side *side = &merge->sides[MERGE_NEWER];
	const struct build_order *orders = (const void *)batch->orders.bytes;
	size_t count = side->catalog.sections[SECTION_EOL_PRODUCT].count, kept = 0;
	struct named_product *named = calloc(count + 1, sizeof(*named));

	if (!named)
		abort(); /* the same rule as arena.h */
	for (uint32_t i = 0; i < count; i++)
		named[i] = (struct named_product){id_at(side, i), orders[i].position, i};
	qsort(named, count, sizeof(*named), by_id);
	for (size_t i = 0; i < count; i++)
		if (i + 1 == count || !str_eq(named[i + 1].id, named[i].id))
			named[kept++] = named[i];
	merge->newer = named;
	return kept;
}

static uint32_t row_of(const struct merge *merge, enum merge_side side, size_t index)
{
	return side == MERGE_NEWER ? merge->newer[index].row : (uint32_t)index;
}

static int order_products(const void *context, size_t old, size_t newer)
{
	const struct merge *merge = context;

	return catalog_order_texts(id_at(&merge->sides[MERGE_OLD], (uint32_t)old), merge->newer[newer].id);
}

/* Products have no date: the newer one stays. */
static struct merge_row row_at(const void *context, enum merge_side side, size_t index)
{
	const struct merge *merge = context;

	return (struct merge_row){.digest = product_at(&merge->sides[side], row_of(merge, side, index))->digest};
}

static void copy_at(void *context, enum merge_side side, size_t index)
{
	struct merge *merge = context;

	copy_product(merge, &merge->sides[side], row_of(merge, side, index));
}

static const struct merge_ops ops = {order_products, row_at, copy_at};

/* ---- all of it ---- */

static void begin(struct merge *merge, const struct catalog *old, const struct eol_batch *batch)
{
	struct catalog_rows *rows = merge->sides[1].catalog.sections;

	if (old)
		merge->sides[0].catalog = *old;
	rows[SECTION_EOL_TEXT] = (struct catalog_rows){batch->text.bytes.bytes, batch->text.bytes.size};
	rows[SECTION_EOL_PRODUCT] =
		(struct catalog_rows){batch->products.bytes, batch->products.size / sizeof(struct eol_product)};
	rows[SECTION_EOL_RELEASE] =
		(struct catalog_rows){batch->releases.bytes, batch->releases.size / sizeof(struct eol_release)};
	rows[SECTION_EOL_CPE] = (struct catalog_rows){batch->cpes.bytes, batch->cpes.size / sizeof(struct eol_cpe)};
	for (int i = 0; i < 2; i++) {
		size_t count = merge->sides[i].catalog.sections[SECTION_EOL_PRODUCT].count;
		merge->sides[i].products = calloc(count + 1, sizeof(*merge->sides[i].products));
		if (!merge->sides[i].products)
			abort(); /* the same rule as arena.h */
	}
	catalog_table_init(&merge->text, 0);
	buf_init(&merge->products, CATALOG_TABLE_MAX);
	buf_init(&merge->releases, CATALOG_TABLE_MAX);
	buf_init(&merge->cpes, CATALOG_TABLE_MAX);
}

enum err eol_batch_merge(const struct catalog *old, struct eol_batch *batch, struct catalog_sections *sections,
			 struct catalog_changes *changes, struct fault *why)
{
	struct merge merge = {0};
	enum err err = buf_finish(&batch->releases, "the releases", why);

	if (err)
		return err;
	begin(&merge, old, batch);
	merge_by_key(&ops, &merge, merge.sides[MERGE_OLD].catalog.sections[SECTION_EOL_PRODUCT].count,
		     sort_newer(&merge, batch), changes);
	for (int i = 0; i < 2; i++)
		copy_cpes(&merge, &merge.sides[i]);
	write_cpes(&merge, catalog_section_begin(sections, SECTION_EOL_CPE));
	err = catalog_table_finish(&merge.text, "the releases", why);
	if (!err) {
		catalog_section_take(sections, SECTION_EOL_TEXT, &merge.text);
		catalog_section_move(sections, SECTION_EOL_PRODUCT, &merge.products);
		catalog_section_move(sections, SECTION_EOL_RELEASE, &merge.releases);
	}
	catalog_table_release(&merge.text);
	buf_release(&merge.products);
	buf_release(&merge.releases);
	buf_release(&merge.cpes);
	free(merge.newer);
	free(merge.sides[0].products);
	free(merge.sides[1].products);
	return err;
}
