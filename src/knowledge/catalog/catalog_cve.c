/* SPDX-License-Identifier: Apache-2.0 */
#include "knowledge/catalog/catalog_layout.h"

static bool is_better(const struct catalog_score *score, const struct catalog_score *best)
{
	if (!score->vector || !best->vector)
		return score->vector != 0;
	return score->version != best->version ? score->version > best->version : score->origin > best->origin;
}

static void fill_score(const struct catalog *catalog, enum catalog_section text, const struct catalog_score *score,
		       struct catalog_score *best, struct catalog_cve *cve)
{
	if (!is_better(score, best))
		return;
	*best = *score;
	cve->has_cvss = true;
	cve->vector = catalog_text(catalog, text, score->vector);
	cve->cvss_version = (enum cvss_version)score->version;
	cve->cvss = score->tenths / 10.0;
}

static void fill_cve5(const struct catalog *catalog, const struct cve5_cve *row, struct catalog_score *best,
		      struct catalog_cve *cve)
{
	fill_score(catalog, SECTION_CVE5_TEXT, &row->score, best, cve);
	cve->exploitation = (enum catalog_exploitation)row->exploitation;
	cve->automatable = (enum catalog_automatable)row->automatable;
	cve->impact = (enum catalog_impact)row->impact;
	cve->is_rejected |= row->is_rejected;
}

void catalog_fill_cve(const struct catalog *catalog, const struct fact_row *fact, struct catalog_cve *ret_cve)
{
	struct catalog_cve cve = {.vector = STR("")};
	struct catalog_score best = {0};

	cve_key_format(fact->key, cve.id);
	cve.product_exploited = fact->product_exploited;
	cve.vendor_exploited = fact->vendor_exploited;
	if (fact->nvd) {
		const struct nvd_cve *row = CATALOG_ROW(catalog, nvd_cve, SECTION_NVD_CVE, fact->nvd - 1);
		fill_score(catalog, SECTION_NVD_TEXT, &row->score, &best, &cve);
		cve.is_rejected = row->flags & NVD_REJECTED;
	}
	if (fact->cve5)
		fill_cve5(catalog, CATALOG_ROW(catalog, cve5_cve, SECTION_CVE5_CVE, fact->cve5 - 1), &best, &cve);
	if (fact->kev) {
		const struct kev_row *row = CATALOG_ROW(catalog, kev_row, SECTION_KEV, fact->kev - 1);
		cve.is_exploited = true;
		cve.is_used_by_ransomware = row->is_ransomware;
		cve.exploited_since_day = row->added_day;
	}
	if (fact->epss) {
		const struct epss_row *row = CATALOG_ROW(catalog, epss_row, SECTION_EPSS, fact->epss - 1);
		cve.has_epss = true;
		cve.epss = (double)row->epss / EPSS_ONE;
		cve.percentile = (double)row->percentile / EPSS_ONE;
	}
	*ret_cve = cve;
}

bool catalog_find_cve(const struct catalog *catalog, struct str id, struct catalog_cve *ret_cve)
{
	const struct fact_row *fact;
	uint64_t key;

	if (!cve_key_parse(id, &key))
		return false;
	fact = catalog_find_key(catalog, SECTION_FACT, key);
	if (fact)
		catalog_fill_cve(catalog, fact, ret_cve);
	return fact != NULL;
}
