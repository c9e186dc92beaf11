/* SPDX-License-Identifier: Apache-2.0 */
/* A compiled catalog with any bytes in it. Its checksums are set right, so that what is behind them is met: such a file
 * is refused, or answers every question. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "knowledge/catalog/catalog_layout.h"

enum { ASKED_MAX = 8 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The head as catalog_open wants it, with the sections laid out by their sizes; false when they do not fit. */
static bool mend(char *bytes, size_t size)
{
	struct catalog_header *header = (void *)bytes;
	struct catalog_entry *entries = (void *)(bytes + sizeof(*header));
	size_t at = sizeof(*header) + SECTIONS * sizeof(*entries);

	if (size < at)
		return false;
	memcpy(header->magic, CATALOG_MAGIC, sizeof(header->magic));
	header->format = CATALOG_FORMAT;
	header->section_count = SECTIONS;
	header->size = size;
	for (int i = 0; i < SECTIONS; i++) {
		size_t row_size = catalog_row_size((enum catalog_section)i);
		entries[i].section = (uint32_t)i;
		entries[i].row_size = (uint32_t)row_size;
		entries[i].offset = at;
		entries[i].size -= entries[i].size % row_size;
		if (entries[i].size > size - at)
			return false;
		entries[i].checksum = catalog_sum(str_of(bytes + at, entries[i].size), (uint64_t)i);
		for (at += entries[i].size; at % CATALOG_ALIGN && at < size; at++)
			bytes[at] = 0;
	}
	header->checksum = catalog_header_sum(str_of(bytes, size));
	return true;
}

static struct cpe name_of(struct str part, struct str vendor, struct str product, struct str version)
{
	struct cpe name = {0};

	name.at[CPE_PART] = (struct cpe_value){CPE_VALUE, part};
	name.at[CPE_VENDOR] = (struct cpe_value){CPE_VALUE, vendor};
	name.at[CPE_PRODUCT] = (struct cpe_value){CPE_VALUE, product};
	name.at[CPE_VERSION] = (struct cpe_value){CPE_VALUE, version};
	return name;
}

static void match(const struct catalog *catalog, struct arena *arena, const struct cpe *name)
{
	for (int i = 0; i < 2; i++) {
		const struct catalog_question question = {
			.name = name, .platforms = name, .platform_count = (size_t)i, .with_open_editions = i};
		struct catalog_matches matches;
		catalog_match(catalog, arena, &question, &matches);
		for (size_t j = 0; j < matches.count; j++)
			if (strlen(matches.items[j].cve.id) >= CATALOG_CVE_ID_SIZE)
				abort();
	}
}

static void ask_names(const struct catalog *catalog, struct arena *arena)
{
	for (size_t i = 0; i < catalog->sections[SECTION_NVD_PRODUCT].count && i < ASKED_MAX; i++) {
		const struct nvd_product *row = CATALOG_ROW(catalog, nvd_product, SECTION_NVD_PRODUCT, i);
		struct cpe name = name_of(catalog_text(catalog, SECTION_NVD_TEXT, row->part),
					  catalog_text(catalog, SECTION_NVD_TEXT, row->vendor),
					  catalog_text(catalog, SECTION_NVD_TEXT, row->product), STR("1.1"));
		match(catalog, arena, &name);
	}
	for (size_t i = 0; i < catalog->sections[SECTION_CVE5_KEY].count && i < ASKED_MAX; i++) {
		const struct cve5_key *row = CATALOG_ROW(catalog, cve5_key, SECTION_CVE5_KEY, i);
		struct cpe name = name_of(STR("a"), catalog_text(catalog, SECTION_CVE5_TEXT, row->vendor),
					  catalog_text(catalog, SECTION_CVE5_TEXT, row->product), STR("1.1"));
		match(catalog, arena, &name);
	}
}

static void ask_others(const struct catalog *catalog)
{
	struct catalog_product product;
	struct catalog_release release;
	struct catalog_cve cve;
	struct str vendor, name;

	if (catalog_find_product(catalog, STR("web"), &product))
		(void)catalog_find_release(catalog, &product, STR("1.1"), &release);
	if (catalog_find_product_by_cpe(catalog, 'a', STR("acme"), STR("web"), &product))
		for (uint32_t i = 0; i < product.release_count; i++)
			release = catalog_release_at(catalog, &product, i);
	(void)catalog_find_cve(catalog, STR("CVE-2024-0001"), &cve);
	(void)catalog_find_japanese_name(catalog, STR("acme"), STR("web"), &vendor, &name);
	(void)catalog_find_debian_fix(catalog, STR("acme-web"), STR("bookworm"), STR("CVE-2024-0001"));
	for (int i = 0; i < CATALOG_SOURCES; i++)
		(void)catalog_source_state(catalog, (enum catalog_source)i);
	if (catalog_version(catalog).n >= CATALOG_VERSION_SIZE)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct catalog *catalog = NULL;
	ARENA_SCOPED arena;
	char *bytes;

	arena_init(&arena);
	bytes = arena_alloc(&arena, size);
	if (size)
		memcpy(bytes, data, size);
	if (!catalog_open(&arena, str_of(bytes, size), &catalog, NULL))
		ask_others(catalog);
	if (!mend(bytes, size) || catalog_open(&arena, str_of(bytes, size), &catalog, NULL))
		return 0;
	ask_names(catalog, &arena);
	ask_others(catalog);
	return 0;
}
