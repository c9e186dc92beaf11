/* SPDX-License-Identifier: Apache-2.0 */
/*
 * endoflife.date as it comes in.
 */
#ifndef TENKEN_KNOWLEDGE_COMPILE_EOL_BATCH_H
#define TENKEN_KNOWLEDGE_COMPILE_EOL_BATCH_H

#include "knowledge/compile/catalog_build.h"
#include "knowledge/compile/catalog_section.h"

/* A product of endoflife.date as it comes in. */
struct eol_release_in {
	struct str cycle, label, latest;
	enum catalog_life eol, extended;
	int64_t eol_day, extended_day, release_day; /* release_day: INT64_MIN when it is not known */
};

struct eol_in {
	struct str id, title;
	const struct eol_release_in *releases;
	size_t release_count;
	const struct str *cpes; /* names of either spelling, with as many attributes as are given */
	size_t cpe_count;
};

struct eol_batch {
	struct catalog_table text;
	struct buf products, releases, cpes, orders; /* a cpe's eol_product: the row of products */
};

void eol_batch_init(struct eol_batch *batch);
void eol_batch_release(struct eol_batch *batch);
void eol_batch_add(struct eol_batch *batch, const struct eol_in *product, uint64_t position);
MUST_USE enum err eol_batch_merge(const struct catalog *old, struct eol_batch *batch, struct catalog_sections *sections,
				  struct catalog_changes *changes, struct fault *why);

#endif
