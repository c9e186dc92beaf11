/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How one name that NVD's configurations use is judged against one that is asked for.
 */
#ifndef TENKEN_KNOWLEDGE_CATALOG_NVD_PRIV_H
#define TENKEN_KNOWLEDGE_CATALOG_NVD_PRIV_H

#include "knowledge/catalog_priv.h"

/* In this order: AND takes the lower, OR the higher. */
enum nvd_verdict { NVD_NO, NVD_OPEN, NVD_YES };

struct nvd_asked {
	const struct cpe *name;
	struct str version; /* as version_range_matches wants it: with its update; "-" for none, "" for unknown */
};

struct nvd_asked nvd_ask(struct arena *arena, const struct cpe *name);

struct str nvd_value_text(const struct cpe_value *value);

/* Part, vendor and product of a row of nvd_product. */
enum nvd_verdict nvd_judge_product(const struct catalog *catalog, uint32_t product, const struct cpe *asked);

/* The rest: version, update, edition ... of a row of nvd_name whose product is the one asked for. */
enum nvd_verdict nvd_judge_name(const struct catalog *catalog, uint32_t name, const struct nvd_asked *asked);

/* Whether its part, vendor or product has a wildcard; such products stand before all others, which are sorted. */
bool nvd_product_is_wild(const struct catalog *catalog, uint32_t product);

#endif
