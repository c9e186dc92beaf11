/* SPDX-License-Identifier: Apache-2.0 */
#include "knowledge/compile/catalog_table.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_SLOTS = 1024 };

static void need_slots(struct catalog_table *table, size_t count)
{
	table->slots = calloc(count, sizeof(*table->slots));
	if (!table->slots)
		abort(); /* the same rule as arena.h */
	table->slot_count = count;
}

void catalog_table_init(struct catalog_table *table, size_t row_size)
{
	*table = (struct catalog_table){.row_size = row_size};
	buf_init(&table->bytes, CATALOG_TABLE_MAX);
	need_slots(table, FIRST_SLOTS);
	if (!row_size)
		catalog_table_text(table, STR(""));
}

void catalog_table_release(struct catalog_table *table)
{
	buf_release(&table->bytes);
	free(table->slots);
	*table = (struct catalog_table){0};
}

struct str catalog_table_text_at(const struct catalog_table *table, uint32_t reference)
{
	const unsigned char *at = (const unsigned char *)table->bytes.bytes + reference;

	return str_of(at + 2, (size_t)at[0] | (size_t)at[1] << 8);
}

/* What a reference stands for. */
static struct str content(const struct catalog_table *table, uint32_t reference)
{
	if (!table->row_size)
		return catalog_table_text_at(table, reference);
	return str_of(table->bytes.bytes + (size_t)reference * table->row_size, table->row_size);
}

static size_t find_slot(const struct catalog_table *table, struct str wanted)
{
	size_t mask = table->slot_count - 1, at = catalog_sum(wanted, 0) & mask;

	while (table->slots[at] && !str_eq(content(table, table->slots[at] - 1), wanted))
		at = (at + 1) & mask;
	return at;
}

static void grow(struct catalog_table *table)
{
	uint32_t *before = table->slots;
	size_t count = table->slot_count;

	need_slots(table, 2 * count);
	for (size_t i = 0; i < count; i++)
		if (before[i])
			table->slots[find_slot(table, content(table, before[i] - 1))] = before[i];
	free(before);
}

static uint32_t add(struct catalog_table *table, struct str wanted)
{
	size_t slot = find_slot(table, wanted);
	uint32_t reference;

	if (table->slots[slot])
		return table->slots[slot] - 1;
	reference = (uint32_t)(table->row_size ? table->count : table->bytes.size);
	if (!table->row_size) {
		buf_add_byte(&table->bytes, (char)(wanted.n & 0xff));
		buf_add_byte(&table->bytes, (char)(wanted.n >> 8));
	}
	buf_add(&table->bytes, wanted);
	if (table->bytes.full)
		return 0;
	table->slots[slot] = reference + 1;
	if (2 * ++table->count > table->slot_count)
		grow(table);
	return reference;
}

uint32_t catalog_table_add(struct catalog_table *table, const void *row)
{
	return add(table, str_of(row, table->row_size));
}

uint32_t catalog_table_text(struct catalog_table *table, struct str text)
{
	return add(table, str_head(text, CATALOG_TEXT_MAX));
}

enum err catalog_table_finish(const struct catalog_table *table, const char *what, struct fault *why)
{
	return buf_finish(&table->bytes, what, why);
}
