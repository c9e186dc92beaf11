/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From CVEs back to the products that they name: the other way round than matching goes.
 */
#include "knowledge/catalog/catalog_nvd_name.h"

struct named_list {
	const struct catalog *catalog;
	struct arena *arena;
	struct catalog_named *items;
	size_t count, cap;
};

static void add(struct named_list *list, struct str vendor, struct str product, bool is_wild)
{
	for (size_t i = 0; i < list->count; i++)
		if (str_eq(list->items[i].vendor, vendor) && str_eq(list->items[i].product, product))
			return;
	list->items = arena_grow(list->arena, list->items, list->count, &list->cap, sizeof(*list->items));
	list->items[list->count++] = (struct catalog_named){vendor, product, is_wild};
}

static struct str plain(const struct named_list *list, uint32_t reference)
{
	const struct cpe_value value = {CPE_VALUE, catalog_text(list->catalog, SECTION_NVD_TEXT, reference)};

	return cpe_value_plain(list->arena, &value);
}

static void add_nvd(struct named_list *list, const struct nvd_cve *cve)
{
	const uint32_t *nodes = (const uint32_t *)list->catalog->sections[SECTION_NVD_NODE].rows + cve->first_node;

	for (uint32_t i = 0; i < cve->node_count; i++) {
		const struct nvd_name *name;
		const struct nvd_product *product;
		if ((nodes[i] & NVD_GROUP) || !(nodes[i] & NVD_VULNERABLE))
			continue;
		name = CATALOG_ROW(list->catalog, nvd_name, SECTION_NVD_NAME, nodes[i] & NVD_NODE_MASK);
		product = CATALOG_ROW(list->catalog, nvd_product, SECTION_NVD_PRODUCT, name->product);
		add(list, plain(list, product->vendor), plain(list, product->product),
		    catalog_nvd_product_is_wild(list->catalog, name->product));
	}
}

/* A record's products are found by name alone, so all names are asked whether they lead to it: some 100,000 of them,
 * in a few milliseconds. */
static void add_cve5(struct named_list *list, const struct cve5_cve *cve)
{
	const struct catalog_rows *keys = &list->catalog->sections[SECTION_CVE5_KEY];
	const uint32_t *postings = list->catalog->sections[SECTION_CVE5_POSTING].rows;

	for (size_t i = 0; i < keys->count; i++) {
		const struct cve5_key *key = CATALOG_ROW(list->catalog, cve5_key, SECTION_CVE5_KEY, i);
		for (uint32_t j = 0; j < key->posting_count; j++)
			if (postings[key->first_posting + j] - cve->first_affected < cve->affected_count)
				add(list, catalog_text(list->catalog, SECTION_CVE5_TEXT, key->vendor),
				    catalog_text(list->catalog, SECTION_CVE5_TEXT, key->product), false);
	}
}

size_t catalog_list_newly_exploited(const struct catalog *catalog, struct arena *arena, int days,
				    const char *const **ret_ids)
{
	size_t rows = catalog->sections[SECTION_KEV].count, count = 0;
	const char **ids = arena_array(arena, rows, sizeof(*ids));
	int64_t newest = INT64_MIN;

	for (size_t i = 0; i < rows; i++)
		if (CATALOG_ROW(catalog, kev_row, SECTION_KEV, i)->added_day > newest)
			newest = CATALOG_ROW(catalog, kev_row, SECTION_KEV, i)->added_day;
	for (size_t i = 0; i < rows; i++) {
		const struct kev_row *row = CATALOG_ROW(catalog, kev_row, SECTION_KEV, i);
		char id[CATALOG_CVE_ID_SIZE];
		if (row->added_day <= newest - days)
			continue;
		cve_key_format(row->key, id);
		ids[count++] = arena_strdup(arena, id);
	}
	*ret_ids = ids;
	return count;
}

size_t catalog_list_named(const struct catalog *catalog, struct arena *arena, struct str id,
			  const struct catalog_named **ret_items)
{
	struct named_list list = {.catalog = catalog, .arena = arena};
	const struct fact_row *fact = NULL;
	uint64_t key;

	if (cve_key_parse(id, &key))
		fact = catalog_find_key(catalog, SECTION_FACT, key);
	if (fact && fact->nvd)
		add_nvd(&list, CATALOG_ROW(catalog, nvd_cve, SECTION_NVD_CVE, fact->nvd - 1));
	if (fact && fact->cve5)
		add_cve5(&list, CATALOG_ROW(catalog, cve5_cve, SECTION_CVE5_CVE, fact->cve5 - 1));
	*ret_items = list.items;
	return list.count;
}
