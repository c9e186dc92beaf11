/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Old and new CVE records become the sections of one catalog, as in nvd_merge.c.
 */
#include "knowledge/compile/cve5_merge.h"

#include <stdlib.h>
#include <string.h>

#include "knowledge/compile/build_order.h"
#include "knowledge/compile/merge_by_key.h"

struct cve5_merge_side {
	struct catalog catalog;
	uint32_t *affected; /* where a row went: index + 1, or 0 when it did not */
};

struct merge {
	struct cve5_merge_side sides[2]; /* by enum merge_side */
	struct catalog_table text;
	struct buf cves, affected, ranges, pairs;
	const struct build_order *orders; /* the rows of the batch, in order */
};

static uint32_t copy_text(struct merge *merge, const struct cve5_merge_side *side, uint32_t reference)
{
	return reference ? catalog_table_text(&merge->text, catalog_text(&side->catalog, SECTION_CVE5_TEXT, reference))
			 : 0;
}

static void copy_affected(struct merge *merge, struct cve5_merge_side *side, uint32_t index, uint32_t cve)
{
	struct cve5_affected copy = *CATALOG_ROW(&side->catalog, cve5_affected, SECTION_CVE5_AFFECTED, index);
	uint32_t first = copy.first_range;

	copy.cve = cve;
	copy.first_range = (uint32_t)(merge->ranges.size / sizeof(struct cve5_range));
	for (uint32_t i = 0; i < copy.range_count; i++) {
		struct cve5_range range = *CATALOG_ROW(&side->catalog, cve5_range, SECTION_CVE5_RANGE, first + i);
		range.from = copy_text(merge, side, range.from);
		range.below = copy_text(merge, side, range.below);
		range.to = copy_text(merge, side, range.to);
		buf_add(&merge->ranges, str_of(&range, sizeof(range)));
	}
	buf_add(&merge->affected, str_of(&copy, sizeof(copy)));
	side->affected[index] = (uint32_t)(merge->affected.size / sizeof(copy));
}

static void copy_cve(struct merge *merge, struct cve5_merge_side *side, const struct cve5_cve *row)
{
	struct cve5_cve copy = *row;
	uint32_t index = (uint32_t)(merge->cves.size / sizeof(copy));

	copy.first_affected = (uint32_t)(merge->affected.size / sizeof(struct cve5_affected));
	copy.score.vector = copy_text(merge, side, row->score.vector);
	for (uint32_t i = 0; i < row->affected_count; i++)
		copy_affected(merge, side, row->first_affected + i, index);
	buf_add(&merge->cves, str_of(&copy, sizeof(copy)));
}

static const struct cve5_cve *cve_at(const struct merge *merge, enum merge_side side, size_t index)
{
	size_t row = side == MERGE_NEWER ? merge->orders[index].row : index;

	return CATALOG_ROW(&merge->sides[side].catalog, cve5_cve, SECTION_CVE5_CVE, row);
}

static int order_cves(const void *context, size_t old, size_t newer)
{
	uint64_t a = cve_at(context, MERGE_OLD, old)->key, b = cve_at(context, MERGE_NEWER, newer)->key;

	return (a > b) - (a < b);
}

static struct merge_row row_at(const void *context, enum merge_side side, size_t index)
{
	const struct cve5_cve *row = cve_at(context, side, index);

	return (struct merge_row){row->modified_ms, row->digest, row->is_rejected};
}

static void copy_at(void *context, enum merge_side side, size_t index)
{
	struct merge *merge = context;

	copy_cve(merge, &merge->sides[side], cve_at(merge, side, index));
}

static const struct merge_ops ops = {order_cves, row_at, copy_at};

/* ---- the names ---- */

static void add_pair(struct merge *merge, const struct cve5_merge_side *side, const struct cve5_pair *pair)
{
	struct cve5_pair copy;

	if (!side->affected[pair->affected])
		return;
	copy = (struct cve5_pair){copy_text(merge, side, pair->vendor), copy_text(merge, side, pair->product),
				  copy_text(merge, side, pair->part), side->affected[pair->affected] - 1};
	buf_add(&merge->pairs, str_of(&copy, sizeof(copy)));
}

static void copy_old_pairs(struct merge *merge)
{
	const struct cve5_merge_side *side = &merge->sides[0];
	const uint32_t *postings = side->catalog.sections[SECTION_CVE5_POSTING].rows;

	for (size_t i = 0; i < side->catalog.sections[SECTION_CVE5_KEY].count; i++) {
		const struct cve5_key *key = CATALOG_ROW(&side->catalog, cve5_key, SECTION_CVE5_KEY, i);
		for (uint32_t j = 0; j < key->posting_count; j++) {
			struct cve5_pair pair = {key->vendor, key->product, key->part,
						 postings[key->first_posting + j]};
			add_pair(merge, side, &pair);
		}
	}
}

struct sorted_pair {
	struct str keys[3];
	struct cve5_pair pair;
};

static int order_keys(const struct sorted_pair *a, const struct sorted_pair *b)
{
	int order = 0;

	for (int i = 0; i < 3 && !order; i++)
		order = catalog_order_texts(a->keys[i], b->keys[i]);
	return order;
}

static int by_keys(const void *a, const void *b)
{
	const struct sorted_pair *left = a, *right = b;
	int order = order_keys(left, right);

	return order ? order
		     : (left->pair.affected > right->pair.affected) - (left->pair.affected < right->pair.affected);
}

static struct sorted_pair *sort_pairs(const struct merge *merge, size_t count)
{
	const struct cve5_pair *pairs = (const void *)merge->pairs.bytes;
	struct sorted_pair *sorted = calloc(count + 1, sizeof(*sorted));

	if (!sorted)
		abort(); /* the same rule as arena.h */
	for (size_t i = 0; i < count; i++)
		sorted[i] = (struct sorted_pair){{catalog_table_text_at(&merge->text, pairs[i].vendor),
						  catalog_table_text_at(&merge->text, pairs[i].product),
						  catalog_table_text_at(&merge->text, pairs[i].part)},
						 pairs[i]};
	if (count)
		qsort(sorted, count, sizeof(*sorted), by_keys);
	return sorted;
}

static void write_names(struct merge *merge, struct catalog_sections *sections)
{
	size_t count = merge->pairs.size / sizeof(struct cve5_pair);
	struct sorted_pair *sorted = sort_pairs(merge, count);
	struct buf *keys = catalog_section_begin(sections, SECTION_CVE5_KEY);
	struct buf *postings = catalog_section_begin(sections, SECTION_CVE5_POSTING);
	struct cve5_key key = {0};

	for (size_t i = 0; i < count; i++) {
		uint32_t affected = sorted[i].pair.affected;
		bool is_new = i == 0 || order_keys(&sorted[i - 1], &sorted[i]) != 0;
		if (is_new)
			key = (struct cve5_key){sorted[i].pair.vendor, sorted[i].pair.product, sorted[i].pair.part,
						(uint32_t)(postings->size / sizeof(affected)), 0};
		if (is_new || sorted[i - 1].pair.affected != affected) {
			buf_add(postings, str_of(&affected, sizeof(affected)));
			key.posting_count++;
		}
		if (i + 1 == count || order_keys(&sorted[i], &sorted[i + 1]) != 0)
			buf_add(keys, str_of(&key, sizeof(key)));
	}
	free(sorted);
}

/* ---- all of it ---- */

static void begin(struct merge *merge, const struct catalog *old, const struct cve5_batch *batch)
{
	struct catalog_rows *rows = merge->sides[1].catalog.sections;

	if (old)
		merge->sides[0].catalog = *old;
	rows[SECTION_CVE5_TEXT] = (struct catalog_rows){batch->text.bytes.bytes, batch->text.bytes.size};
	rows[SECTION_CVE5_CVE] = (struct catalog_rows){batch->cves.bytes, batch->cves.size / sizeof(struct cve5_cve)};
	rows[SECTION_CVE5_AFFECTED] =
		(struct catalog_rows){batch->affected.bytes, batch->affected.size / sizeof(struct cve5_affected)};
	rows[SECTION_CVE5_RANGE] =
		(struct catalog_rows){batch->ranges.bytes, batch->ranges.size / sizeof(struct cve5_range)};
	for (int i = 0; i < 2; i++) {
		size_t count = merge->sides[i].catalog.sections[SECTION_CVE5_AFFECTED].count;
		merge->sides[i].affected = calloc(count + 1, sizeof(*merge->sides[i].affected));
		if (!merge->sides[i].affected)
			abort(); /* the same rule as arena.h */
	}
	catalog_table_init(&merge->text, 0);
	buf_init(&merge->cves, CATALOG_TABLE_MAX);
	buf_init(&merge->affected, CATALOG_TABLE_MAX);
	buf_init(&merge->ranges, CATALOG_TABLE_MAX);
	buf_init(&merge->pairs, CATALOG_TABLE_MAX);
}

static void end(struct merge *merge)
{
	catalog_table_release(&merge->text);
	buf_release(&merge->cves);
	buf_release(&merge->affected);
	buf_release(&merge->ranges);
	buf_release(&merge->pairs);
	free(merge->sides[0].affected);
	free(merge->sides[1].affected);
}

enum err cve5_merge(const struct catalog *old, struct cve5_batch *batch, struct catalog_sections *sections,
		    struct catalog_changes *changes, struct fault *why)
{
	struct build_order *orders = (struct build_order *)(void *)batch->orders.bytes;
	const struct cve5_pair *pairs = (const void *)batch->pairs.bytes;
	struct merge merge = {.orders = orders};
	enum err err = ERR_OK;

	begin(&merge, old, batch);
	merge_by_key(&ops, &merge, merge.sides[MERGE_OLD].catalog.sections[SECTION_CVE5_CVE].count,
		     build_order_settle(orders, batch->orders.size / sizeof(*orders)), changes);
	copy_old_pairs(&merge);
	for (size_t i = 0; i < batch->pairs.size / sizeof(*pairs); i++)
		add_pair(&merge, &merge.sides[1], &pairs[i]);
	if (batch->ranges.full || batch->pairs.full || merge.text.bytes.full || merge.cves.full ||
	    merge.affected.full || merge.ranges.full || merge.pairs.full)
		err = fault_set(why, ERR_TOO_LARGE, "the CVE records do not fit in a catalog");
	if (!err) {
		write_names(&merge, sections);
		catalog_section_take(sections, SECTION_CVE5_TEXT, &merge.text);
		catalog_section_move(sections, SECTION_CVE5_CVE, &merge.cves);
		catalog_section_move(sections, SECTION_CVE5_AFFECTED, &merge.affected);
		catalog_section_move(sections, SECTION_CVE5_RANGE, &merge.ranges);
	}
	end(&merge);
	return err;
}
