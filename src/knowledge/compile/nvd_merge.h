/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The sections of NVD, made of the old ones and of a batch.
 */
#ifndef TENKEN_KNOWLEDGE_COMPILE_NVD_MERGE_H
#define TENKEN_KNOWLEDGE_COMPILE_NVD_MERGE_H

#include "knowledge/compile/catalog_build.h"
#include "knowledge/compile/catalog_section.h"
#include "knowledge/compile/nvd_batch.h"

/* Makes the sections of NVD of the old catalog's and the batch's records. */
MUST_USE enum err nvd_merge(const struct catalog *old, struct nvd_batch *batch, struct catalog_sections *sections,
			    struct catalog_changes *changes, struct fault *why);

#endif
