/* SPDX-License-Identifier: Apache-2.0 */
#include "registry/registry_table.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

#define BYTE_ORDER_MARK UINT32_C(0x01020304)

static const char magic[8] = {'T', 'K', 'R', 'E', 'G', 'I', 'S', '1'};

/* ---- making ---- */

enum err registry_table_pack(struct buf *rows, const struct str *fields, size_t count, struct fault *why)
{
	size_t size = 0;

	for (size_t i = 0; i < count; i++)
		size += sizeof(uint16_t) + fields[i].n;
	if (size > REGISTRY_ROW_MAX)
		return fault_set(why, ERR_TOO_LARGE, "the row has more than %d bytes", REGISTRY_ROW_MAX);
	for (size_t i = 0; i < count; i++) {
		uint16_t length = (uint16_t)fields[i].n;
		buf_add(rows, str_of(&length, sizeof(length)));
		buf_add(rows, fields[i]);
	}
	return buf_finish(rows, "the register", why);
}

static int compare(const void *left, const void *right)
{
	const struct registry_entry *a = left, *b = right;

	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	return a->at < b->at ? -1 : a->at > b->at;
}

void registry_table_sort(struct registry_entry *entries, size_t count)
{
	if (count)
		qsort(entries, count, sizeof(*entries), compare);
}

struct registry_head registry_table_head(enum registry_kind kind, uint64_t rows_size, uint64_t count)
{
	struct registry_head head = {
		.byte_order = BYTE_ORDER_MARK, .kind = kind, .rows_size = rows_size, .count = count};

	memcpy(head.magic, magic, sizeof(magic));
	return head;
}

/* ---- reading ---- */

enum err registry_table_open(struct str bytes, enum registry_kind kind, struct registry_table *ret_table,
			     struct fault *why)
{
	struct registry_head head;
	struct str entries;

	if (bytes.n < sizeof(head))
		return fault_set(why, ERR_CORRUPT, "this is no register");
	memcpy(&head, bytes.p, sizeof(head));
	if (memcmp(head.magic, magic, sizeof(magic)) != 0 || head.byte_order != BYTE_ORDER_MARK || head.kind != kind)
		return fault_set(why, ERR_CORRUPT, "this is no register of this kind and machine");
	bytes = str_skip(bytes, sizeof(head));
	if (head.rows_size > bytes.n || head.rows_size % alignof(struct registry_entry) != 0)
		return fault_set(why, ERR_CORRUPT, "the register is cut");
	entries = str_skip(bytes, (size_t)head.rows_size);
	if (entries.n % sizeof(struct registry_entry) != 0 || entries.n / sizeof(struct registry_entry) != head.count)
		return fault_set(why, ERR_CORRUPT, "the register is cut");
	*ret_table = (struct registry_table){
		.rows = str_head(bytes, (size_t)head.rows_size),
		.entries = (const struct registry_entry *)(const void *)entries.p,
		.count = (size_t)head.count,
	};
	return ERR_OK;
}

size_t registry_table_find(const struct registry_table *table, uint64_t key, size_t *ret_first)
{
	size_t low = 0, high = table->count, behind;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (table->entries[middle].key < key)
			low = middle + 1;
		else
			high = middle;
	}
	for (behind = low; behind < table->count && table->entries[behind].key == key;)
		behind++;
	*ret_first = low;
	return behind - low;
}

enum err registry_table_row(const struct registry_table *table, size_t index, struct str *fields, size_t count,
			    struct fault *why)
{
	struct str rest = index < table->count ? str_skip(table->rows, table->entries[index].at) : (struct str){0};

	for (size_t i = 0; i < count; i++) {
		uint16_t length;
		if (rest.n < sizeof(length))
			return fault_set(why, ERR_CORRUPT, "a row of the register is cut");
		memcpy(&length, rest.p, sizeof(length));
		rest = str_skip(rest, sizeof(length));
		if (rest.n < length)
			return fault_set(why, ERR_CORRUPT, "a row of the register is cut");
		fields[i] = str_head(rest, length);
		rest = str_skip(rest, length);
	}
	return ERR_OK;
}
