/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The sections of a file that is being made.
 */
#ifndef TENKEN_KNOWLEDGE_COMPILE_CATALOG_SECTION_H
#define TENKEN_KNOWLEDGE_COMPILE_CATALOG_SECTION_H

#include "knowledge/compile/catalog_table.h"

/* The sections of a new file. Those that are not made are taken over from the old one. */
struct catalog_sections {
	struct buf bytes[SECTIONS];
	bool is_made[SECTIONS];
};

/* Begins a section; its bytes. */
struct buf *catalog_section_begin(struct catalog_sections *sections, enum catalog_section section);

/* Takes a table's bytes over as a section. */
void catalog_section_take(struct catalog_sections *sections, enum catalog_section section, struct catalog_table *table);

void catalog_section_move(struct catalog_sections *sections, enum catalog_section section, struct buf *bytes);

void catalog_section_release(struct catalog_sections *sections);

/* What is made so far, seen as a catalog; what is not made comes from the base, or is empty. */
void catalog_section_view(const struct catalog_sections *sections, const struct catalog *base,
			  struct catalog *ret_catalog);

#endif
