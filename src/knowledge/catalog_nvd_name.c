/* SPDX-License-Identifier: Apache-2.0 */
#include "knowledge/catalog_nvd_priv.h"

#include "knowledge/version_range.h"

static struct cpe_value value_at(const struct catalog *catalog, uint32_t reference)
{
	struct str text = catalog_text(catalog, SECTION_NVD_TEXT, reference);

	if (text.n == 1 && *text.p == '*')
		return (struct cpe_value){CPE_ANY, STR("")};
	if (text.n == 1 && *text.p == '-')
		return (struct cpe_value){CPE_NA, STR("")};
	return (struct cpe_value){CPE_VALUE, text};
}

/* As it is stored. */
struct str nvd_value_text(const struct cpe_value *value)
{
	if (value->kind == CPE_VALUE)
		return value->text;
	return value->kind == CPE_ANY ? STR("*") : STR("-");
}

struct nvd_asked nvd_ask(struct arena *arena, const struct cpe *name)
{
	const struct cpe_value *version = &name->at[CPE_VERSION], *update = &name->at[CPE_UPDATE];
	struct nvd_asked asked = {.name = name, .version = STR("")};

	if (version->kind == CPE_NA)
		asked.version = STR("-");
	if (version->kind != CPE_VALUE)
		return asked;
	asked.version = cpe_value_plain(arena, version);
	if (update->kind == CPE_VALUE) {
		struct str word = cpe_value_plain(arena, update);
		asked.version = str_from(
			arena_printf(arena, "%.*s-%.*s", (int)asked.version.n, asked.version.p, (int)word.n, word.p));
	}
	return asked;
}

/* Takes the number at the head: digits without leading zeros. */
static struct str take_number(struct str *text)
{
	struct str number;
	size_t zeros = 0, end = 0;

	while (zeros < text->n && text->p[zeros] == '0')
		zeros++;
	for (end = zeros; end < text->n && text->p[end] >= '0' && text->p[end] <= '9'; end++)
		;
	number = str_of(text->p + zeros, end - zeros);
	*text = str_skip(*text, end);
	return number;
}

/*
 * Whether two versions are certainly not the same one: "1.4.." and "1.5..". Nearly all names of a popular product end
 * here, without the cost of the whole comparison. Only digits and single dots are looked at; at anything else the
 * question stays open.
 */
static bool is_surely_other(struct str named, struct str version)
{
	for (;;) {
		if (!named.n || !version.n || *named.p < '0' || *named.p > '9' || *version.p < '0' || *version.p > '9')
			return false;
		if (!str_eq(take_number(&named), take_number(&version)))
			return true;
		if (!str_starts(named, ".") || !str_starts(version, "."))
			return false;
		named = str_skip(named, 1);
		version = str_skip(version, 1);
	}
}

static bool fits_range(const struct catalog *catalog, const struct nvd_name *name, const struct nvd_asked *asked)
{
	struct version_range range = {0};

	range.criteria.at[CPE_VERSION] = value_at(catalog, name->version);
	range.criteria.at[CPE_UPDATE] = value_at(catalog, name->update);
	if (name->bounds) {
		const struct nvd_bounds *bounds = CATALOG_ROW(catalog, nvd_bounds, SECTION_NVD_BOUNDS, name->bounds);
		const struct {
			uint32_t reference;
			struct str *bound;
		} all[] = {{bounds->start_including, &range.start_including},
			   {bounds->start_excluding, &range.start_excluding},
			   {bounds->end_including, &range.end_including},
			   {bounds->end_excluding, &range.end_excluding}};
		for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
			if (all[i].reference)
				*all[i].bound = catalog_text(catalog, SECTION_NVD_TEXT, all[i].reference);
	}
	return version_range_matches(&range, asked->version);
}

static bool fits_version(const struct catalog *catalog, const struct nvd_name *name, const struct nvd_asked *asked)
{
	return !is_surely_other(catalog_text(catalog, SECTION_NVD_TEXT, name->version), asked->version) &&
	       fits_range(catalog, name, asked);
}

/* NISTIR 7698, 7.3: the criterion has to be equal to the name or a superset of it. */
static enum nvd_verdict judge_value(const struct catalog *catalog, uint32_t reference, const struct cpe_value *asked)
{
	struct cpe_value value = value_at(catalog, reference);

	if (value.kind == CPE_ANY && asked->kind != CPE_VALUE) /* nearly always */
		return NVD_YES;
	switch (cpe_value_compare(&value, asked)) {
	case CPE_EQUAL:
	case CPE_SUPERSET: return NVD_YES;
	case CPE_SUBSET:
	case CPE_UNDEFINED: return NVD_OPEN;
	case CPE_DISJOINT: break;
	}
	return NVD_NO;
}

enum nvd_verdict nvd_judge_product(const struct catalog *catalog, uint32_t product, const struct cpe *asked)
{
	const struct nvd_product *row = CATALOG_ROW(catalog, nvd_product, SECTION_NVD_PRODUCT, product);
	const uint32_t references[] = {row->part, row->vendor, row->product};
	enum nvd_verdict verdict = NVD_YES;

	for (int i = CPE_PART; i <= CPE_PRODUCT; i++) {
		enum nvd_verdict one = judge_value(catalog, references[i], &asked->at[i]);
		verdict = one < verdict ? one : verdict;
	}
	return verdict;
}

/* The product is known to be the one asked for. */
enum nvd_verdict nvd_judge_name(const struct catalog *catalog, uint32_t index, const struct nvd_asked *asked)
{
	const struct nvd_name *name = CATALOG_ROW(catalog, nvd_name, SECTION_NVD_NAME, index);
	const struct nvd_edition *edition = CATALOG_ROW(catalog, nvd_edition, SECTION_NVD_EDITION, name->edition);
	enum nvd_verdict verdict = NVD_YES;

	if (!fits_version(catalog, name, asked))
		return NVD_NO;
	for (int i = 0; i < NVD_EDITION_VALUES && verdict; i++) {
		enum nvd_verdict one = judge_value(catalog, edition->values[i], &asked->name->at[CPE_EDITION + i]);
		verdict = one < verdict ? one : verdict;
	}
	return verdict;
}

bool nvd_product_is_wild(const struct catalog *catalog, uint32_t product)
{
	const struct nvd_product *row = CATALOG_ROW(catalog, nvd_product, SECTION_NVD_PRODUCT, product);
	const uint32_t references[] = {row->part, row->vendor, row->product};

	for (int i = 0; i < 3; i++) {
		struct cpe_value value = value_at(catalog, references[i]);
		if (value.kind == CPE_ANY || (value.kind == CPE_VALUE && cpe_value_has_wildcard(&value)))
			return true;
	}
	return false;
}
