/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How one name that NVD's configurations use is judged against one that is asked for.
 */
#ifndef TENKEN_KNOWLEDGE_CATALOG_CATALOG_NVD_NAME_H
#define TENKEN_KNOWLEDGE_CATALOG_CATALOG_NVD_NAME_H

#include "knowledge/catalog/catalog_layout.h"

/* In this order: AND takes the lower, OR the higher. */
enum nvd_verdict { NVD_NO, NVD_OPEN, NVD_YES };

struct nvd_asked {
	const struct cpe *name;
	struct str version; /* as version_range_matches wants it: with its update; "-" for none, "" for unknown */
	bool has_ports;     /* as version_range_matches wants it */
};

struct nvd_asked catalog_nvd_ask(struct arena *arena, const struct cpe *name);

struct str catalog_nvd_value_text(const struct cpe_value *value);

/* Part, vendor and product of a row of nvd_product. */
enum nvd_verdict catalog_nvd_judge_product(const struct catalog *catalog, uint32_t product, const struct cpe *asked);

/* The rest: version, update, edition ... of a row of nvd_name whose product is the one asked for. */
enum nvd_verdict catalog_nvd_judge_name(const struct catalog *catalog, uint32_t name, const struct nvd_asked *asked);

/*
 * The names of a product stand in this order: first those that only the whole comparison can judge, then the exact
 * ones, which name one version, by the plain numbers at the head of that version ("1.4" of "1.4rc2"), a shorter row of
 * them first. An exact name fits only a version whose plain numbers begin with its own, or the other way round; so of
 * the thousands of names of a popular product a few are judged.
 */
bool catalog_nvd_name_is_exact(const struct catalog *catalog, const struct nvd_name *name);
struct str catalog_nvd_plain_head(struct str version);

/* -1, 0 or 1 by plain numbers; is_open: 0 also where the version goes on behind the head. */
int catalog_nvd_order_plain(struct str version, struct str head, bool is_open);

/* Whether its part, vendor or product has a wildcard; such products stand before all others, which are sorted. */
bool catalog_nvd_product_is_wild(const struct catalog *catalog, uint32_t product);

#endif
