/* SPDX-License-Identifier: Apache-2.0 */
#include "knowledge/compile/catalog_section.h"

#include <string.h>

struct buf *catalog_section_begin(struct catalog_sections *sections, enum catalog_section section)
{
	buf_init(&sections->bytes[section], CATALOG_TABLE_MAX);
	sections->is_made[section] = true;
	return &sections->bytes[section];
}

void catalog_section_move(struct catalog_sections *sections, enum catalog_section section, struct buf *bytes)
{
	sections->bytes[section] = *bytes;
	sections->is_made[section] = true;
	buf_init(bytes, 0);
}

void catalog_section_take(struct catalog_sections *sections, enum catalog_section section, struct catalog_table *table)
{
	catalog_section_move(sections, section, &table->bytes);
}

void catalog_section_release(struct catalog_sections *sections)
{
	for (int i = 0; i < SECTIONS; i++)
		if (sections->is_made[i])
			buf_release(&sections->bytes[i]);
}

/* What a catalog without any knowledge has: the empty text, and a row that says "no bounds". */
static struct catalog_rows empty_section(enum catalog_section section)
{
	static const struct nvd_bounds no_bounds = {0, 0, 0, 0};
	static const struct source_row no_sources[CATALOG_SOURCES] = {{0, 0, 0, 0, 0}};

	switch (section) {
	case SECTION_NVD_TEXT:
	case SECTION_CVE5_TEXT:
	case SECTION_JVN_TEXT:
	case SECTION_EOL_TEXT:
	case SECTION_DEBIAN_TEXT: return (struct catalog_rows){"\0", 2};
	case SECTION_NVD_BOUNDS: return (struct catalog_rows){&no_bounds, 1};
	case SECTION_SOURCE: return (struct catalog_rows){no_sources, CATALOG_SOURCES};
	default: return (struct catalog_rows){"", 0};
	}
}

void catalog_section_view(const struct catalog_sections *sections, const struct catalog *base,
			  struct catalog *ret_catalog)
{
	*ret_catalog = (struct catalog){0};
	for (int i = 0; i < SECTIONS; i++) {
		enum catalog_section section = (enum catalog_section)i;
		const struct buf *bytes = &sections->bytes[i];
		if (sections->is_made[i])
			ret_catalog->sections[i] =
				(struct catalog_rows){bytes->bytes, bytes->size / catalog_row_size(section)};
		else
			ret_catalog->sections[i] = base ? base->sections[i] : empty_section(section);
	}
}
