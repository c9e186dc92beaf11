/* SPDX-License-Identifier: Apache-2.0 */
/*
 * KEV and EPSS: rows of numbers, each a snapshot that takes the place of the one before.
 */
#include "knowledge/compile/snapshot_batch.h"

#include <stdlib.h>
#include <string.h>

#include "knowledge/compile/build_order.h"

/* Rows begin with their key; sizes are few and small. */
static uint64_t key_of(const unsigned char *row)
{
	uint64_t key;

	memcpy(&key, row, sizeof(key));
	return key;
}

void snapshot_batch_init(struct snapshot_batch *batch, enum catalog_section section)
{
	*batch = (struct snapshot_batch){.section = section};
	buf_init(&batch->rows, CATALOG_TABLE_MAX);
	buf_init(&batch->orders, CATALOG_TABLE_MAX);
}

void snapshot_batch_release(struct snapshot_batch *batch)
{
	buf_release(&batch->rows);
	buf_release(&batch->orders);
}

void snapshot_batch_add(struct snapshot_batch *batch, const void *row, uint64_t position)
{
	size_t row_size = catalog_row_size(batch->section);
	struct build_order order = {
		.key = key_of(row), .position = position, .row = (uint32_t)(batch->rows.size / row_size)};

	buf_add(&batch->rows, str_of(row, row_size));
	buf_add(&batch->orders, str_of(&order, sizeof(order)));
}

/* Two sorted runs of rows side by side. */
static void count_changes(struct str old, struct str newer, size_t row_size, struct catalog_changes *changes)
{
	while (old.n || newer.n) {
		int side = !old.n ? 1 : !newer.n ? -1 : 0;
		if (!side && key_of((const void *)old.p) != key_of((const void *)newer.p))
			side = key_of((const void *)old.p) < key_of((const void *)newer.p) ? -1 : 1;
		changes->removed += side < 0;
		changes->added += side > 0;
		changes->changed += side == 0 && memcmp(old.p, newer.p, row_size) != 0;
		if (side <= 0)
			old = str_skip(old, row_size);
		if (side >= 0)
			newer = str_skip(newer, row_size);
	}
	changes->touched = changes->added + changes->changed + changes->removed;
}

enum err snapshot_batch_merge(const struct catalog *old, struct snapshot_batch *batch,
			      struct catalog_sections *sections, struct catalog_changes *changes, struct fault *why)
{
	size_t row_size = catalog_row_size(batch->section);
	struct build_order *orders = (struct build_order *)(void *)batch->orders.bytes;
	struct buf *rows = catalog_section_begin(sections, batch->section);
	struct str before = STR("");
	size_t count;
	enum err err = buf_finish(&batch->rows, "the snapshot", why);

	if (err)
		return err;
	count = build_order_settle(orders, batch->orders.size / sizeof(*orders));
	for (size_t i = 0; i < count; i++)
		buf_add(rows, str_of(batch->rows.bytes + orders[i].row * row_size, row_size));
	if (old)
		before = str_of(old->sections[batch->section].rows, old->sections[batch->section].count * row_size);
	count_changes(before, buf_str(rows), row_size, changes);
	return ERR_OK;
}
