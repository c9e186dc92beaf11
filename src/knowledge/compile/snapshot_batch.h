/* SPDX-License-Identifier: Apache-2.0 */
/*
 * KEV and EPSS as they come in.
 */
#ifndef TENKEN_KNOWLEDGE_COMPILE_SNAPSHOT_BATCH_H
#define TENKEN_KNOWLEDGE_COMPILE_SNAPSHOT_BATCH_H

#include "knowledge/compile/catalog_build.h"
#include "knowledge/compile/catalog_section.h"

/* Rows of KEV or EPSS as they come in. */
struct snapshot_batch {
	enum catalog_section section;
	struct buf rows, orders;
};

void snapshot_batch_init(struct snapshot_batch *batch, enum catalog_section section);
void snapshot_batch_release(struct snapshot_batch *batch);
void snapshot_batch_add(struct snapshot_batch *batch, const void *row, uint64_t position);
MUST_USE enum err snapshot_batch_merge(const struct catalog *old, struct snapshot_batch *batch,
				       struct catalog_sections *sections, struct catalog_changes *changes,
				       struct fault *why);

#endif
