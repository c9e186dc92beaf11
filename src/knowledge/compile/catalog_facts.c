/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What ties the sources together: one row a CVE that any of them names. Made anew at each import, in one pass over
 * four sorted tables.
 */
#include "knowledge/compile/catalog_facts.h"

#include <string.h>

enum { TIED = 4 };

static const enum catalog_section tied[TIED] = {SECTION_NVD_CVE, SECTION_CVE5_CVE, SECTION_KEV, SECTION_EPSS};

static uint64_t key_at(const struct catalog *catalog, enum catalog_section section, size_t index)
{
	uint64_t key;

	memcpy(&key, (const unsigned char *)catalog->sections[section].rows + index * catalog_row_size(section),
	       sizeof(key));
	return key;
}

/* The lowest key that any table still has; false when all are through. */
static bool next_key(const struct catalog *catalog, const size_t at[TIED], uint64_t *ret_key)
{
	bool is_found = false;

	for (int i = 0; i < TIED; i++) {
		uint64_t key;
		if (at[i] == catalog->sections[tied[i]].count)
			continue;
		key = key_at(catalog, tied[i], at[i]);
		if (!is_found || key < *ret_key)
			*ret_key = key;
		is_found = true;
	}
	return is_found;
}

void catalog_facts_tie(const struct catalog *catalog, struct catalog_sections *sections)
{
	struct buf *facts = catalog_section_begin(sections, SECTION_FACT);
	struct buf *backs[TIED] = {catalog_section_begin(sections, SECTION_NVD_FACT),
				   catalog_section_begin(sections, SECTION_CVE5_FACT)};
	size_t at[TIED] = {0};
	uint64_t key;

	for (uint32_t row = 0; next_key(catalog, at, &key); row++) {
		uint32_t found[TIED] = {0};
		for (int i = 0; i < TIED; i++) {
			if (at[i] == catalog->sections[tied[i]].count || key_at(catalog, tied[i], at[i]) != key)
				continue;
			found[i] = (uint32_t)++at[i];
			if (backs[i])
				buf_add(backs[i], str_of(&row, sizeof(row)));
		}
		struct fact_row fact = {
			.key = key, .nvd = found[0], .cve5 = found[1], .kev = found[2], .epss = found[3]};
		buf_add(facts, str_of(&fact, sizeof(fact)));
	}
}
