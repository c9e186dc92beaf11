/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A catalog that is being built: what one import collects, and the sections that are made of it.
 */
#ifndef TENKEN_KNOWLEDGE_COMPILE_CATALOG_ROWS_H
#define TENKEN_KNOWLEDGE_COMPILE_CATALOG_ROWS_H

#include "knowledge/compile/catalog_build.h"
#include "knowledge/compile/catalog_section.h"
#include "knowledge/compile/cve5_batch.h"
#include "knowledge/compile/eol_batch.h"
#include "knowledge/compile/listed_batch.h"
#include "knowledge/compile/nvd_batch.h"
#include "knowledge/compile/snapshot_batch.h"

/* What one import collects: the batch of its source. */
struct catalog_build {
	const struct catalog *old; /* or NULL */
	enum catalog_source source;
	struct nvd_batch nvd;
	struct cve5_batch cve5;
	struct snapshot_batch snapshot;
	struct listed_batch listed;
	struct eol_batch eol;
	struct catalog_sections sections;
	struct arena arena; /* the head of the image */
};

#endif
