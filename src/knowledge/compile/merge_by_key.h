/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The old rows of a section and the newer ones of an import become one list, ordered by key. Knows which of two rows
 * with one key stays and what counts as a change; must never know what a row holds.
 */
#ifndef TENKEN_KNOWLEDGE_COMPILE_MERGE_BY_KEY_H
#define TENKEN_KNOWLEDGE_COMPILE_MERGE_BY_KEY_H

#include "knowledge/compile/catalog_build.h"

/* The two sides of a merge; also indexes of arrays of two. */
enum merge_side { MERGE_OLD, MERGE_NEWER };

/* What decides between two rows with one key. */
struct merge_row {
	int64_t modified_ms; /* the later one stays; of two of one time the newer side's */
	uint64_t digest;     /* of the content */
	bool is_rejected;    /* kept, but counted as if it were not there */
};

/* Rows are named by their place on their side; each side is sorted by key and holds a key once. */
struct merge_ops {
	int (*order)(const void *context, size_t old, size_t newer); /* of the keys, as strcmp */
	struct merge_row (*row_at)(const void *context, enum merge_side side, size_t index);
	void (*copy)(void *context, enum merge_side side, size_t index); /* appends it to the result */
};

/* Copies, in the order of their keys, the rows that stay; adds to the counts of changes. */
void merge_by_key(const struct merge_ops *ops, void *context, size_t old_count, size_t newer_count,
		  struct catalog_changes *changes);

#endif
