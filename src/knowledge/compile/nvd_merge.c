/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Old and new NVD records become the sections of one catalog. What is taken over is copied text by text, so that a
 * file holds nothing that no record uses, and the same records give the same bytes however they came in.
 */
#include "knowledge/compile/nvd_merge.h"

#include <stdlib.h>
#include <string.h>

#include "knowledge/catalog/catalog_nvd_name.h"
#include "knowledge/compile/build_order.h"
#include "knowledge/compile/merge_by_key.h"

/* One side of a merge: a catalog, and where its names went. */
struct nvd_merge_side {
	struct catalog catalog;
	uint32_t *names; /* index + 1 in the new table, or 0 */
};

struct merge {
	struct nvd_merge_side sides[2]; /* by enum merge_side */
	struct catalog_table text, product, edition, bounds, name;
	struct buf nodes, cves;
	const struct build_order *orders; /* the rows of the batch, in order */
};

static uint32_t copy_text(struct merge *merge, const struct nvd_merge_side *side, uint32_t reference)
{
	return reference ? catalog_table_text(&merge->text, catalog_text(&side->catalog, SECTION_NVD_TEXT, reference))
			 : 0;
}

static uint32_t copy_product(struct merge *merge, const struct nvd_merge_side *side, uint32_t index)
{
	const struct nvd_product *row = CATALOG_ROW(&side->catalog, nvd_product, SECTION_NVD_PRODUCT, index);
	struct nvd_product copy = {.vendor = copy_text(merge, side, row->vendor),
				   .product = copy_text(merge, side, row->product),
				   .part = copy_text(merge, side, row->part)};

	return catalog_table_add(&merge->product, &copy);
}

static uint32_t copy_edition(struct merge *merge, const struct nvd_merge_side *side, uint32_t index)
{
	const struct nvd_edition *row = CATALOG_ROW(&side->catalog, nvd_edition, SECTION_NVD_EDITION, index);
	struct nvd_edition copy;

	for (int i = 0; i < NVD_EDITION_VALUES; i++)
		copy.values[i] = copy_text(merge, side, row->values[i]);
	return catalog_table_add(&merge->edition, &copy);
}

static uint32_t copy_bounds(struct merge *merge, const struct nvd_merge_side *side, uint32_t index)
{
	const struct nvd_bounds *row = CATALOG_ROW(&side->catalog, nvd_bounds, SECTION_NVD_BOUNDS, index);
	struct nvd_bounds copy = {.start_including = copy_text(merge, side, row->start_including),
				  .start_excluding = copy_text(merge, side, row->start_excluding),
				  .end_including = copy_text(merge, side, row->end_including),
				  .end_excluding = copy_text(merge, side, row->end_excluding)};

	return catalog_table_add(&merge->bounds, &copy);
}

static uint32_t copy_name(struct merge *merge, struct nvd_merge_side *side, uint32_t index)
{
	if (!side->names[index]) {
		const struct nvd_name *row = CATALOG_ROW(&side->catalog, nvd_name, SECTION_NVD_NAME, index);
		struct nvd_name copy = {.product = copy_product(merge, side, row->product),
					.version = copy_text(merge, side, row->version),
					.update = copy_text(merge, side, row->update),
					.edition = copy_edition(merge, side, row->edition),
					.bounds = copy_bounds(merge, side, row->bounds)};
		side->names[index] = catalog_table_add(&merge->name, &copy) + 1;
	}
	return side->names[index] - 1;
}

static void copy_cve(struct merge *merge, struct nvd_merge_side *side, const struct nvd_cve *row)
{
	const uint32_t *nodes = (const uint32_t *)side->catalog.sections[SECTION_NVD_NODE].rows + row->first_node;
	struct nvd_cve copy = *row;

	copy.first_node = (uint32_t)(merge->nodes.size / sizeof(*nodes));
	copy.score.vector = copy_text(merge, side, row->score.vector);
	for (uint32_t i = 0; i < row->node_count; i++) {
		uint32_t node = nodes[i];
		if (!(node & NVD_GROUP))
			node = (node & ~NVD_NODE_MASK) | copy_name(merge, side, node & NVD_NODE_MASK);
		buf_add(&merge->nodes, str_of(&node, sizeof(node)));
	}
	buf_add(&merge->cves, str_of(&copy, sizeof(copy)));
}

static const struct nvd_cve *cve_at(const struct merge *merge, enum merge_side side, size_t index)
{
	size_t row = side == MERGE_NEWER ? merge->orders[index].row : index;

	return CATALOG_ROW(&merge->sides[side].catalog, nvd_cve, SECTION_NVD_CVE, row);
}

static int order_cves(const void *context, size_t old, size_t newer)
{
	uint64_t a = cve_at(context, MERGE_OLD, old)->key, b = cve_at(context, MERGE_NEWER, newer)->key;

	return (a > b) - (a < b);
}

static struct merge_row row_at(const void *context, enum merge_side side, size_t index)
{
	const struct nvd_cve *row = cve_at(context, side, index);

	return (struct merge_row){row->modified_ms, row->digest, row->flags & NVD_REJECTED};
}

static void copy_at(void *context, enum merge_side side, size_t index)
{
	struct merge *merge = context;

	copy_cve(merge, &merge->sides[side], cve_at(merge, side, index));
}

static const struct merge_ops ops = {order_cves, row_at, copy_at};

/* ---- the order of the tables ---- */

/* A product with the texts that it is sorted by. */
struct sorted_product {
	struct str keys[3];
	bool is_wild;
	uint32_t row;
};

static int by_name(const void *a, const void *b)
{
	const struct sorted_product *left = a, *right = b;
	int order = (int)right->is_wild - (int)left->is_wild;

	for (int i = 0; i < 3 && !order; i++)
		order = catalog_order_texts(left->keys[i], right->keys[i]);
	return order;
}

static struct sorted_product *sort_products(const struct merge *merge, const struct catalog *view)
{
	struct sorted_product *sorted = calloc(merge->product.count + 1, sizeof(*sorted));

	if (!sorted)
		abort(); /* the same rule as arena.h */
	for (uint32_t i = 0; i < merge->product.count; i++) {
		const struct nvd_product *row = CATALOG_ROW(view, nvd_product, SECTION_NVD_PRODUCT, i);
		sorted[i] = (struct sorted_product){{catalog_text(view, SECTION_NVD_TEXT, row->vendor),
						     catalog_text(view, SECTION_NVD_TEXT, row->product),
						     catalog_text(view, SECTION_NVD_TEXT, row->part)},
						    catalog_nvd_product_is_wild(view, i),
						    i};
	}
	qsort(sorted, merge->product.count, sizeof(*sorted), by_name);
	return sorted;
}

/* Where rows go. */
struct places {
	uint32_t *products, *names;
};

static uint32_t *new_indexes(size_t count)
{
	uint32_t *indexes = calloc(count + 1, sizeof(*indexes));

	if (!indexes)
		abort(); /* the same rule as arena.h */
	return indexes;
}

static struct nvd_name *name_rows(struct merge *merge)
{
	return (struct nvd_name *)(void *)merge->name.bytes.bytes;
}

/* A name with what it is sorted by among those of its product. */
struct sorted_name {
	struct str version;
	bool is_exact;
	uint32_t row;
};

/* The order of catalog_nvd_name.h; among equals that in which they came. */
static int by_version(const void *a, const void *b)
{
	const struct sorted_name *left = a, *right = b;
	int order = (int)left->is_exact - (int)right->is_exact;

	if (!order && left->is_exact)
		order = catalog_nvd_order_plain(left->version, right->version, false);
	return order ? order : (left->row > right->row) - (left->row < right->row);
}

/* Names stand together by product already. */
static void sort_names(struct merge *merge, const struct catalog *view, const struct buf *products,
		       struct places *places)
{
	const struct nvd_product *rows = (const struct nvd_product *)(void *)products->bytes;
	struct sorted_name *sorted = calloc(merge->name.count + 1, sizeof(*sorted));

	if (!sorted)
		abort(); /* the same rule as arena.h */
	for (uint32_t i = 0; i < merge->name.count; i++) {
		const struct nvd_name *name = &name_rows(merge)[i];
		sorted[places->names[i]] = (struct sorted_name){catalog_text(view, SECTION_NVD_TEXT, name->version),
								catalog_nvd_name_is_exact(view, name), i};
	}
	for (size_t i = 0; i < merge->product.count; i++)
		qsort(sorted + rows[i].first_name, rows[i].name_count, sizeof(*sorted), by_version);
	for (uint32_t i = 0; i < merge->name.count; i++)
		places->names[sorted[i].row] = i;
	free(sorted);
}

/* Products in order, and behind each other the names of each. */
static void place_rows(struct merge *merge, const struct catalog *view, struct buf *products, struct places *places)
{
	struct sorted_product *sorted = sort_products(merge, view);
	uint32_t *counts = new_indexes(merge->product.count), first = 0;

	places->products = new_indexes(merge->product.count);
	places->names = new_indexes(merge->name.count);
	for (size_t i = 0; i < merge->name.count; i++)
		counts[name_rows(merge)[i].product]++;
	for (uint32_t i = 0; i < merge->product.count; i++) {
		struct nvd_product row = *CATALOG_ROW(view, nvd_product, SECTION_NVD_PRODUCT, sorted[i].row);
		places->products[sorted[i].row] = i;
		row.first_name = first;
		row.name_count = counts[sorted[i].row];
		counts[sorted[i].row] = first; /* from here on: where the next name of it goes */
		first += row.name_count;
		buf_add(products, str_of(&row, sizeof(row)));
	}
	for (size_t i = 0; i < merge->name.count; i++)
		places->names[i] = counts[name_rows(merge)[i].product]++;
	sort_names(merge, view, products, places);
	free(counts);
	free(sorted);
}

static void move_names(struct merge *merge, const struct places *places, struct buf *names)
{
	struct nvd_name *moved = calloc(merge->name.count + 1, sizeof(*moved));

	if (!moved)
		abort(); /* the same rule as arena.h */
	for (size_t i = 0; i < merge->name.count; i++) {
		moved[places->names[i]] = name_rows(merge)[i];
		moved[places->names[i]].product = places->products[name_rows(merge)[i].product];
	}
	buf_add(names, str_of(moved, merge->name.count * sizeof(*moved)));
	free(moved);
	for (uint32_t *node = (uint32_t *)(void *)merge->nodes.bytes, *end = node + merge->nodes.size / sizeof(*node);
	     node < end; node++)
		if (!(*node & NVD_GROUP))
			*node = (*node & ~NVD_NODE_MASK) | places->names[*node & NVD_NODE_MASK];
}

/* For each name the CVEs that call it vulnerable, in their order. */
static void add_postings(struct merge *merge, struct buf *names, struct buf *postings)
{
	struct nvd_name *rows = (struct nvd_name *)(void *)names->bytes;
	const struct nvd_cve *cves = (const struct nvd_cve *)(void *)merge->cves.bytes;
	const uint32_t *nodes = (const uint32_t *)(void *)merge->nodes.bytes;
	size_t cve_count = merge->cves.size / sizeof(*cves), total = 0;
	uint32_t *places;

	for (size_t i = 0; i < merge->nodes.size / sizeof(*nodes); i++)
		if (!(nodes[i] & NVD_GROUP) && nodes[i] & NVD_VULNERABLE)
			rows[nodes[i] & NVD_NODE_MASK].posting_count++;
	for (size_t i = 0; i < merge->name.count; i++) {
		rows[i].first_posting = (uint32_t)total;
		total += rows[i].posting_count;
		rows[i].posting_count = 0;
	}
	places = new_indexes(total);
	for (size_t i = 0; i < cve_count; i++)
		for (uint32_t j = 0; j < cves[i].node_count; j++) {
			uint32_t node = nodes[cves[i].first_node + j];
			struct nvd_name *name = &rows[node & NVD_NODE_MASK];
			if (!(node & NVD_GROUP) && node & NVD_VULNERABLE)
				places[name->first_posting + name->posting_count++] = (uint32_t)i;
		}
	buf_add(postings, str_of(places, total * sizeof(*places)));
	free(places);
}

static void write_sections(struct merge *merge, struct catalog_sections *sections)
{
	struct buf *names = catalog_section_begin(sections, SECTION_NVD_NAME);
	struct places places;
	struct catalog view = {0};

	view.sections[SECTION_NVD_TEXT] = (struct catalog_rows){merge->text.bytes.bytes, merge->text.bytes.size};
	view.sections[SECTION_NVD_PRODUCT] = (struct catalog_rows){merge->product.bytes.bytes, merge->product.count};
	place_rows(merge, &view, catalog_section_begin(sections, SECTION_NVD_PRODUCT), &places);
	move_names(merge, &places, names);
	add_postings(merge, names, catalog_section_begin(sections, SECTION_NVD_POSTING));
	catalog_section_take(sections, SECTION_NVD_TEXT, &merge->text);
	catalog_section_take(sections, SECTION_NVD_EDITION, &merge->edition);
	catalog_section_take(sections, SECTION_NVD_BOUNDS, &merge->bounds);
	catalog_section_move(sections, SECTION_NVD_NODE, &merge->nodes);
	catalog_section_move(sections, SECTION_NVD_CVE, &merge->cves);
	free(places.products);
	free(places.names);
}

/* ---- all of it ---- */

static void begin(struct merge *merge, const struct catalog *old, const struct nvd_batch *batch)
{
	static const struct nvd_bounds none = {0, 0, 0, 0};
	struct nvd_merge_side *sides = merge->sides;

	if (old)
		sides[0].catalog = *old;
	sides[1].catalog.sections[SECTION_NVD_TEXT] =
		(struct catalog_rows){batch->text.bytes.bytes, batch->text.bytes.size};
	sides[1].catalog.sections[SECTION_NVD_PRODUCT] =
		(struct catalog_rows){batch->product.bytes.bytes, batch->product.count};
	sides[1].catalog.sections[SECTION_NVD_EDITION] =
		(struct catalog_rows){batch->edition.bytes.bytes, batch->edition.count};
	sides[1].catalog.sections[SECTION_NVD_BOUNDS] =
		(struct catalog_rows){batch->bounds.bytes.bytes, batch->bounds.count};
	sides[1].catalog.sections[SECTION_NVD_NAME] = (struct catalog_rows){batch->name.bytes.bytes, batch->name.count};
	sides[1].catalog.sections[SECTION_NVD_NODE] =
		(struct catalog_rows){batch->nodes.bytes, batch->nodes.size / sizeof(uint32_t)};
	sides[1].catalog.sections[SECTION_NVD_CVE] =
		(struct catalog_rows){batch->cves.bytes, batch->cves.size / sizeof(struct nvd_cve)};
	for (int i = 0; i < 2; i++)
		sides[i].names = new_indexes(sides[i].catalog.sections[SECTION_NVD_NAME].count);
	catalog_table_init(&merge->text, 0);
	catalog_table_init(&merge->product, sizeof(struct nvd_product));
	catalog_table_init(&merge->edition, sizeof(struct nvd_edition));
	catalog_table_init(&merge->bounds, sizeof(struct nvd_bounds));
	catalog_table_init(&merge->name, sizeof(struct nvd_name));
	catalog_table_add(&merge->bounds, &none);
	buf_init(&merge->nodes, CATALOG_TABLE_MAX);
	buf_init(&merge->cves, CATALOG_TABLE_MAX);
}

static void end(struct merge *merge)
{
	catalog_table_release(&merge->text);
	catalog_table_release(&merge->product);
	catalog_table_release(&merge->edition);
	catalog_table_release(&merge->bounds);
	catalog_table_release(&merge->name);
	buf_release(&merge->nodes);
	buf_release(&merge->cves);
	free(merge->sides[0].names);
	free(merge->sides[1].names);
}

static enum err check_size(const struct merge *merge, struct fault *why)
{
	if (merge->text.bytes.full || merge->product.bytes.full || merge->edition.bytes.full ||
	    merge->bounds.bytes.full || merge->name.bytes.full || merge->nodes.full || merge->cves.full ||
	    merge->name.count > NVD_NODE_MASK)
		return fault_set(why, ERR_TOO_LARGE, "the records of NVD do not fit in a catalog");
	return ERR_OK;
}

enum err nvd_merge(const struct catalog *old, struct nvd_batch *batch, struct catalog_sections *sections,
		   struct catalog_changes *changes, struct fault *why)
{
	struct build_order *orders = (struct build_order *)(void *)batch->orders.bytes;
	struct merge merge = {.orders = orders};
	enum err err;

	begin(&merge, old, batch);
	merge_by_key(&ops, &merge, merge.sides[MERGE_OLD].catalog.sections[SECTION_NVD_CVE].count,
		     build_order_settle(orders, batch->orders.size / sizeof(*orders)), changes);
	err = check_size(&merge, why);
	if (!err)
		write_sections(&merge, sections);
	end(&merge);
	return err;
}
