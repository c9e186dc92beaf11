/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Growing sections: texts and rows of which each is kept once, as they are collected while a catalog is compiled.
 */
#ifndef TENKEN_KNOWLEDGE_COMPILE_CATALOG_TABLE_H
#define TENKEN_KNOWLEDGE_COMPILE_CATALOG_TABLE_H

#include "base/buf.h"
#include "knowledge/catalog/catalog_layout.h"

#define CATALOG_TABLE_MAX ((size_t)1 << 30) /* bytes of one section */

/* Rows of one size, each once; texts are rows of any size. */
struct catalog_table {
	struct buf bytes;
	size_t row_size; /* 0 for texts */
	size_t count;
	uint32_t *slots; /* open addressing; reference + 1, or 0 */
	size_t slot_count;
};

void catalog_table_init(struct catalog_table *table, size_t row_size); /* 0: a text table, with "" at 0 */
void catalog_table_release(struct catalog_table *table);

/* The index of the row, which is added when it is new. */
uint32_t catalog_table_add(struct catalog_table *table, const void *row);

/* The reference of the text, cut at CATALOG_TEXT_MAX bytes. */
uint32_t catalog_table_text(struct catalog_table *table, struct str text);

/* A text of the table itself. */
struct str catalog_table_text_at(const struct catalog_table *table, uint32_t reference);

/* ERR_TOO_LARGE when anything did not fit. */
MUST_USE enum err catalog_table_finish(const struct catalog_table *table, const char *what, struct fault *why);

#endif
