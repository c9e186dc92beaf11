/* SPDX-License-Identifier: Apache-2.0 */
/*
 * CVE records as they come in.
 */
#ifndef TENKEN_KNOWLEDGE_COMPILE_CVE5_BATCH_H
#define TENKEN_KNOWLEDGE_COMPILE_CVE5_BATCH_H

#include "knowledge/compile/catalog_table.h"

/* A CVE record as it comes in. */
struct cve5_change_in {
	struct str at;
	enum cve5_status status;
};

struct cve5_version_in {
	struct str version, less_than, less_than_or_equal, type;
	enum cve5_status status;
	const struct cve5_change_in *changes;
	size_t change_count;
};

struct cve5_affected_in {
	struct str vendor, product;
	const struct str *cpes;
	size_t cpe_count;
	enum cve5_status default_status;
	const struct cve5_version_in *versions;
	size_t version_count;
};

struct cve5_in {
	uint64_t key;
	int64_t modified_ms;
	bool is_rejected;
	struct str vector;
	struct catalog_score score; /* all but the vector */
	enum catalog_exploitation exploitation;
	enum catalog_automatable automatable;
	enum catalog_impact impact;
	const struct cve5_affected_in *affected;
	size_t affected_count;
};

/* A name under which a row of cve5_affected is found. */
struct cve5_pair {
	uint32_t vendor, product, part, affected;
};

struct cve5_batch {
	struct catalog_table text;
	struct buf cves, affected, ranges, pairs, orders;
};

void cve5_batch_init(struct cve5_batch *batch);
void cve5_batch_release(struct cve5_batch *batch);
void cve5_batch_add(struct cve5_batch *batch, const struct cve5_in *record, uint64_t position);

#endif
