/* SPDX-License-Identifier: Apache-2.0 */
/*
 * NVD as it comes in.
 */
#ifndef TENKEN_KNOWLEDGE_COMPILE_NVD_BATCH_H
#define TENKEN_KNOWLEDGE_COMPILE_NVD_BATCH_H

#include "knowledge/compile/catalog_table.h"

/* The record that is being added. */
struct nvd_open {
	struct nvd_cve cve;
	uint32_t groups[CATALOG_DEPTH_MAX], children[CATALOG_DEPTH_MAX];
	int depth;
	size_t undo; /* bytes of nodes before it */
};

/* NVD records as they come in. */
struct nvd_batch {
	struct catalog_table text, product, edition, bounds, name;
	struct catalog_table known;     /* a criteria and its bounds as written, each followed by the row of name */
	struct buf nodes, cves, orders; /* uint32_t, struct nvd_cve, struct build_order */
	struct nvd_open open;
};

/* One cpeMatch; bounds that are not given are empty. */
struct nvd_row {
	struct str criteria, start_including, start_excluding, end_including, end_excluding;
	bool is_vulnerable;
};

struct nvd_end {
	uint64_t key;
	int64_t modified_ms;
	bool is_rejected;
	struct str vector;
	struct catalog_score score; /* all but the vector */
};

void nvd_batch_init(struct nvd_batch *batch);
void nvd_batch_release(struct nvd_batch *batch);

/* A record: begin, groups and leaves in preorder, end; or drop, after something was refused (ERR_INVALID). What a group
 * is (NVD_AND, NVD_NEGATE) is known when it closes; one that says nothing by itself goes, so that the formats of NVD,
 * which nest the same thing in different ways, give the same bytes. */
void nvd_batch_begin(struct nvd_batch *batch);
MUST_USE enum err nvd_batch_open_group(struct nvd_batch *batch, struct fault *why);
void nvd_batch_close_group(struct nvd_batch *batch, uint32_t bits);
MUST_USE enum err nvd_batch_leaf(struct nvd_batch *batch, const struct nvd_row *row, struct fault *why);
void nvd_batch_end(struct nvd_batch *batch, const struct nvd_end *end, uint64_t position);
void nvd_batch_drop(struct nvd_batch *batch);

#endif
