/* SPDX-License-Identifier: Apache-2.0 */
#include "knowledge/catalog/catalog_nvd_name.h"
#include "base/ascii.h"

#include <string.h>

#include "knowledge/version/version_range.h"

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
struct str catalog_nvd_value_text(const struct cpe_value *value)
{
	if (value->kind == CPE_VALUE)
		return value->text;
	return value->kind == CPE_ANY ? STR("*") : STR("-");
}

struct nvd_asked catalog_nvd_ask(struct arena *arena, const struct cpe *name)
{
	const struct cpe_value *version = &name->at[CPE_VERSION], *update = &name->at[CPE_UPDATE];
	struct nvd_asked asked = {.name = name, .version = STR(""), .has_ports = version_range_has_ports(name)};

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
	for (end = zeros; end < text->n && ascii_is_digit(text->p[end]); end++)
		;
	number = str_of(text->p + zeros, end - zeros);
	*text = str_skip(*text, end);
	return number;
}

static bool is_digit_first(struct str text)
{
	return text.n && ascii_is_digit(*text.p);
}

static int order_numbers(struct str a, struct str b)
{
	if (a.n != b.n)
		return a.n < b.n ? -1 : 1;
	return a.n ? memcmp(a.p, b.p, a.n) : 0;
}

/* Over a dot to the next number; else to the end. */
static struct str next_number(struct str rest)
{
	struct str behind = str_skip(rest, 1);

	return str_starts(rest, ".") && is_digit_first(behind) ? behind : STR("");
}

int catalog_nvd_order_plain(struct str version, struct str head, bool is_open)
{
	while (is_digit_first(version) && is_digit_first(head)) {
		int order = order_numbers(take_number(&version), take_number(&head));
		if (order)
			return order < 0 ? -1 : 1;
		version = next_number(version);
		head = next_number(head);
	}
	if (is_digit_first(head))
		return -1;
	return is_digit_first(version) && !is_open;
}

struct str catalog_nvd_plain_head(struct str version)
{
	struct str rest = version;

	while (is_digit_first(rest)) {
		struct str next;
		take_number(&rest);
		next = next_number(rest);
		if (!next.n)
			return str_head(version, version.n - rest.n);
		rest = next;
	}
	return STR("");
}

bool catalog_nvd_name_is_exact(const struct catalog *catalog, const struct nvd_name *name)
{
	struct cpe_value version = value_at(catalog, name->version);

	return !name->bounds && version.kind == CPE_VALUE && !cpe_value_has_wildcard(&version);
}

static bool fits_version(const struct catalog *catalog, const struct nvd_name *name, const struct nvd_asked *asked)
{
	struct version_range range = {.has_ports = asked->has_ports};

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
		for (size_t i = 0; i < COUNT(all); i++)
			if (all[i].reference)
				*all[i].bound = catalog_text(catalog, SECTION_NVD_TEXT, all[i].reference);
	}
	return version_range_matches(&range, asked->version);
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

enum nvd_verdict catalog_nvd_judge_product(const struct catalog *catalog, uint32_t product, const struct cpe *asked)
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
enum nvd_verdict catalog_nvd_judge_name(const struct catalog *catalog, uint32_t index, const struct nvd_asked *asked)
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

bool catalog_nvd_product_is_wild(const struct catalog *catalog, uint32_t product)
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
