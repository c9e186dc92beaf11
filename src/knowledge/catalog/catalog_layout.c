/* SPDX-License-Identifier: Apache-2.0 */
#include "knowledge/catalog/catalog_layout.h"

size_t catalog_row_size(enum catalog_section section)
{
	static const size_t sizes[SECTIONS] = {
		[SECTION_SOURCE] = sizeof(struct source_row),
		[SECTION_NVD_TEXT] = 1,
		[SECTION_NVD_PRODUCT] = sizeof(struct nvd_product),
		[SECTION_NVD_EDITION] = sizeof(struct nvd_edition),
		[SECTION_NVD_BOUNDS] = sizeof(struct nvd_bounds),
		[SECTION_NVD_NAME] = sizeof(struct nvd_name),
		[SECTION_NVD_POSTING] = sizeof(uint32_t),
		[SECTION_NVD_NODE] = sizeof(uint32_t),
		[SECTION_NVD_CVE] = sizeof(struct nvd_cve),
		[SECTION_CVE5_TEXT] = 1,
		[SECTION_CVE5_KEY] = sizeof(struct cve5_key),
		[SECTION_CVE5_POSTING] = sizeof(uint32_t),
		[SECTION_CVE5_AFFECTED] = sizeof(struct cve5_affected),
		[SECTION_CVE5_RANGE] = sizeof(struct cve5_range),
		[SECTION_CVE5_CVE] = sizeof(struct cve5_cve),
		[SECTION_KEV] = sizeof(struct kev_row),
		[SECTION_EPSS] = sizeof(struct epss_row),
		[SECTION_JVN_TEXT] = 1,
		[SECTION_JVN_NAME] = sizeof(struct listed_row),
		[SECTION_EOL_TEXT] = 1,
		[SECTION_EOL_PRODUCT] = sizeof(struct eol_product),
		[SECTION_EOL_RELEASE] = sizeof(struct eol_release),
		[SECTION_EOL_CPE] = sizeof(struct eol_cpe),
		[SECTION_DEBIAN_TEXT] = 1,
		[SECTION_DEBIAN_FIX] = sizeof(struct listed_row),
		[SECTION_FACT] = sizeof(struct fact_row),
		[SECTION_NVD_FACT] = sizeof(uint32_t),
		[SECTION_CVE5_FACT] = sizeof(uint32_t),
		[SECTION_HISTORY] = sizeof(struct history_row),
	};

	return sizes[section];
}

struct str catalog_text(const struct catalog *catalog, enum catalog_section section, uint32_t reference)
{
	const unsigned char *at = (const unsigned char *)catalog->sections[section].rows + reference;

	return str_of(at + 2, (size_t)at[0] | (size_t)at[1] << 8);
}
