/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A table of rows by number, as bytes: what a register's file becomes when it is imported. It is searched as it lies in
 * a mapped file, and made on the machine that reads it (numbers are in its own byte order).
 *
 * The bytes: struct registry_head, the rows one behind the other, then `count` entries in the order of their keys. A
 * row is its fields, each 16 bits of length and the text.
 */
#ifndef TENKEN_REGISTRY_REGISTRY_TABLE_H
#define TENKEN_REGISTRY_REGISTRY_TABLE_H

#include "base/buf.h"

#define REGISTRY_FIELDS_MAX 8
#define REGISTRY_ROW_MAX    4096 /* bytes of a packed row */

enum registry_kind {
	REGISTRY_CORPORATE = 1,
	REGISTRY_POSTAL = 2,
	REGISTRY_PREDECESSOR = 3, /* companies that the predecessor programme checked */
	REGISTRY_PAST = 4,        /* companies that were supported before */
};

struct registry_head {
	char magic[8];
	uint32_t byte_order;
	uint32_t kind;
	uint64_t rows_size;
	uint64_t count;
};

struct registry_entry {
	uint64_t key;
	uint64_t at; /* where its row begins, from the first row */
};

/* ---- making ---- */

/* Appends a row. ERR_TOO_LARGE beyond REGISTRY_ROW_MAX bytes. */
MUST_USE enum err registry_table_pack(struct buf *rows, const struct str *fields, size_t count, struct fault *why);

/* Puts the entries into the order of the table: rows of one key stay in the order in which they came. */
void registry_table_sort(struct registry_entry *entries, size_t count);

struct registry_head registry_table_head(enum registry_kind kind, uint64_t rows_size, uint64_t count);

/* ---- reading ---- */

struct registry_table {
	struct str rows;
	const struct registry_entry *entries; /* in the caller's bytes */
	size_t count;
};

/* bytes: aligned as a mapped file is; they outlive the table. ERR_CORRUPT. */
MUST_USE enum err registry_table_open(struct str bytes, enum registry_kind kind, struct registry_table *ret_table,
				      struct fault *why);

/* The rows of a key: *ret_first is the index of the first. How many there are. */
size_t registry_table_find(const struct registry_table *table, uint64_t key, size_t *ret_first);

/* The fields of a row, views into the table. ERR_CORRUPT. */
MUST_USE enum err registry_table_row(const struct registry_table *table, size_t index, struct str *fields, size_t count,
				     struct fault *why);

#endif
