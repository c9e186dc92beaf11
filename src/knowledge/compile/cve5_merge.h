/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The sections of CVE records, made of the old ones and of a batch.
 */
#ifndef TENKEN_KNOWLEDGE_COMPILE_CVE5_MERGE_H
#define TENKEN_KNOWLEDGE_COMPILE_CVE5_MERGE_H

#include "knowledge/compile/catalog_build.h"
#include "knowledge/compile/catalog_section.h"
#include "knowledge/compile/cve5_batch.h"

MUST_USE enum err cve5_merge(const struct catalog *old, struct cve5_batch *batch, struct catalog_sections *sections,
			     struct catalog_changes *changes, struct fault *why);

#endif
