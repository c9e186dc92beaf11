/* SPDX-License-Identifier: Apache-2.0 */
#include "knowledge/catalog/catalog_layout.h"

/* What is asked for, in the plain words under which CVE records are found. */
struct asked {
	struct str vendor, product, part, version;
	bool is_versionless;
};

static struct asked ask(struct arena *arena, const struct cpe *name)
{
	const struct cpe_value *version = &name->at[CPE_VERSION], *update = &name->at[CPE_UPDATE];
	struct asked asked = {.vendor = cpe_value_plain(arena, &name->at[CPE_VENDOR]),
			      .product = cpe_value_plain(arena, &name->at[CPE_PRODUCT]),
			      .part = name->at[CPE_PART].text,
			      .version = cpe_value_plain(arena, version),
			      .is_versionless = version->kind != CPE_VALUE};

	if (version->kind == CPE_VALUE && update->kind == CPE_VALUE) {
		struct str word = cpe_value_plain(arena, update);
		asked.version = str_from(
			arena_printf(arena, "%.*s-%.*s", (int)asked.version.n, asked.version.p, (int)word.n, word.p));
	}
	return asked;
}

static bool is_in(const struct catalog *catalog, const struct cve5_range *range, struct str version)
{
	enum version_scheme scheme = (enum version_scheme)range->scheme;
	struct str from = catalog_text(catalog, SECTION_CVE5_TEXT, range->from);
	struct str below = catalog_text(catalog, SECTION_CVE5_TEXT, range->below);
	struct str to = catalog_text(catalog, SECTION_CVE5_TEXT, range->to);

	if (range->kind == CVE5_ONE)
		return version_order(scheme, version, from) == 0;
	return (!from.n || version_order(scheme, version, from) >= range->is_after) &&
	       (!below.n || version_order(scheme, version, below) < 0) &&
	       (!to.n || version_order(scheme, version, to) <= 0);
}

/* The CVE record format's own rule: the first range that takes the version in, else the default. What nobody
 * understands could have said "unaffected", so it keeps the default from saying "affected". */
static bool is_affected(const struct catalog *catalog, const struct cve5_affected *affected, const struct asked *asked,
			const struct cve5_range **ret_range)
{
	bool is_doubtful = false;

	*ret_range = NULL;
	for (uint32_t i = 0; i < affected->range_count; i++) {
		const struct cve5_range *range =
			CATALOG_ROW(catalog, cve5_range, SECTION_CVE5_RANGE, affected->first_range + i);
		if (range->kind == CVE5_NOT_UNDERSTOOD) {
			is_doubtful |= range->status != CVE5_AFFECTED;
		} else if (range->kind == CVE5_ALL ||
			   (!asked->is_versionless && is_in(catalog, range, asked->version))) {
			*ret_range = range;
			return range->status == CVE5_AFFECTED;
		}
	}
	return affected->default_status == CVE5_AFFECTED && !is_doubtful &&
	       (!asked->is_versionless || affected->range_count == 0);
}

/* NVD's own configurations go before; what NVD has rejected is no match at all. */
static bool is_ours(const struct catalog *catalog, const struct cve5_cve *cve, const struct fact_row *fact)
{
	const struct nvd_cve *nvd;

	if (cve->is_rejected)
		return false;
	if (!fact->nvd)
		return true;
	nvd = CATALOG_ROW(catalog, nvd_cve, SECTION_NVD_CVE, fact->nvd - 1);
	return !nvd->leaf_count && !(nvd->flags & NVD_REJECTED);
}

static void add_affected(const struct catalog *catalog, uint32_t index, const struct asked *asked,
			 struct match_list *list)
{
	const struct cve5_affected *affected = CATALOG_ROW(catalog, cve5_affected, SECTION_CVE5_AFFECTED, index);
	const struct cve5_cve *cve = CATALOG_ROW(catalog, cve5_cve, SECTION_CVE5_CVE, affected->cve);
	const uint32_t *facts = catalog->sections[SECTION_CVE5_FACT].rows;
	const struct fact_row *fact = CATALOG_ROW(catalog, fact_row, SECTION_FACT, facts[affected->cve]);
	struct catalog_match match = {.origin = CATALOG_CVE5, .fixed_in = STR(""), .last_affected = STR("")};
	const struct cve5_range *range;

	if (!is_ours(catalog, cve, fact) || !is_affected(catalog, affected, asked, &range))
		return;
	if (range && range->kind == CVE5_SPAN) {
		match.fixed_in = catalog_text(catalog, SECTION_CVE5_TEXT, range->below);
		match.last_affected = catalog_text(catalog, SECTION_CVE5_TEXT, range->to);
	}
	catalog_fill_cve(catalog, fact, &match.cve);
	match_list_add(list, &match);
}

static void add_key(const struct catalog *catalog, struct str part, const struct asked *asked, struct match_list *list)
{
	const struct str keys[] = {asked->vendor, asked->product, part};
	const struct catalog_rows *postings = &catalog->sections[SECTION_CVE5_POSTING];
	const struct cve5_key *key = catalog_find_name(catalog, SECTION_CVE5_KEY, SECTION_CVE5_TEXT, 0, keys);

	for (uint32_t i = 0; key && i < key->posting_count; i++)
		add_affected(catalog, ((const uint32_t *)postings->rows)[key->first_posting + i], asked, list);
}

void catalog_match_cve5(const struct catalog *catalog, const struct catalog_question *question, struct match_list *list)
{
	struct asked asked = ask(list->arena, question->name);

	if (!asked.vendor.n || !asked.product.n)
		return;
	add_key(catalog, asked.part, &asked, list);
	add_key(catalog, STR(""), &asked, list);
}
