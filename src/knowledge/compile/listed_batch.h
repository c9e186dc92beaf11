/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Lists of words as they come in: JVN and Debian.
 */
#ifndef TENKEN_KNOWLEDGE_COMPILE_LISTED_BATCH_H
#define TENKEN_KNOWLEDGE_COMPILE_LISTED_BATCH_H

#include "knowledge/compile/catalog_build.h"
#include "knowledge/compile/catalog_section.h"

/* Rows of a list of words as they come in (struct listed_row). A snapshot takes the place of the old list. */
struct listed_in {
	struct str first, second, third, fourth;
	uint64_t number;
	uint32_t kind;
};

struct listed_batch {
	enum catalog_section section, text_section;
	bool is_snapshot;
	struct catalog_table text;
	struct buf rows; /* struct listed_row, in the order in which they came */
};

void listed_batch_init(struct listed_batch *batch, enum catalog_section section);
void listed_batch_release(struct listed_batch *batch);
void listed_batch_add(struct listed_batch *batch, const struct listed_in *row, uint64_t position);
MUST_USE enum err listed_batch_merge(const struct catalog *old, struct listed_batch *batch,
				     struct catalog_sections *sections, struct catalog_changes *changes,
				     struct fault *why);

#endif
