/* SPDX-License-Identifier: Apache-2.0 */
#include "knowledge/catalog/catalog_layout.h"

static void fill_product(const struct catalog *catalog, const struct eol_product *row,
			 struct catalog_product *ret_product)
{
	*ret_product = (struct catalog_product){catalog_text(catalog, SECTION_EOL_TEXT, row->id),
						catalog_text(catalog, SECTION_EOL_TEXT, row->title), row->first_release,
						row->release_count};
}

bool catalog_find_product(const struct catalog *catalog, struct str id, struct catalog_product *ret_product)
{
	size_t low = 0, high = catalog->sections[SECTION_EOL_PRODUCT].count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct eol_product *row = CATALOG_ROW(catalog, eol_product, SECTION_EOL_PRODUCT, middle);
		int order = catalog_order_texts(catalog_text(catalog, SECTION_EOL_TEXT, row->id), id);
		if (!order) {
			fill_product(catalog, row, ret_product);
			return true;
		}
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

bool catalog_find_product_by_cpe(const struct catalog *catalog, char part, struct str vendor, struct str product,
				 struct catalog_product *ret_product)
{
	const struct str keys[] = {vendor, product, str_of(&part, 1)};
	const struct eol_cpe *cpe = catalog_find_name(catalog, SECTION_EOL_CPE, SECTION_EOL_TEXT, 0, keys);

	if (cpe)
		fill_product(catalog, CATALOG_ROW(catalog, eol_product, SECTION_EOL_PRODUCT, cpe->eol_product),
			     ret_product);
	return cpe != NULL;
}

struct catalog_release catalog_release_at(const struct catalog *catalog, const struct catalog_product *product,
					  size_t index)
{
	const struct eol_release *row = CATALOG_ROW(catalog, eol_release, SECTION_EOL_RELEASE, product->first + index);

	return (struct catalog_release){
		.cycle = catalog_text(catalog, SECTION_EOL_TEXT, row->cycle),
		.label = catalog_text(catalog, SECTION_EOL_TEXT, row->label),
		.latest = catalog_text(catalog, SECTION_EOL_TEXT, row->latest),
		.eol = (enum catalog_life)row->eol,
		.eol_day = row->eol_day,
		.extended = (enum catalog_life)row->extended,
		.extended_day = row->extended_day,
		.release_day = row->release_day == INT32_MIN ? INT64_MIN : row->release_day,
	};
}

/* "2.4.57" belongs to "2.4" and to "2", but not to "2.45". */
static bool is_in_cycle(struct str version, struct str cycle)
{
	if (!cycle.n || version.n < cycle.n || !str_eq_ascii_case(str_head(version, cycle.n), cycle))
		return false;
	return version.n == cycle.n || version.p[cycle.n] < '0' || version.p[cycle.n] > '9';
}

bool catalog_find_release(const struct catalog *catalog, const struct catalog_product *product, struct str version,
			  struct catalog_release *ret_release)
{
	struct catalog_release best = {.cycle = STR("")};

	for (size_t i = 0; i < product->release_count; i++) {
		struct catalog_release release = catalog_release_at(catalog, product, i);
		bool is_any = str_is(release.cycle, "*") && !best.cycle.n;
		bool is_closer = release.cycle.n > best.cycle.n || str_is(best.cycle, "*");
		if (is_any || (is_closer && is_in_cycle(version, release.cycle)))
			best = release;
	}
	if (best.cycle.n)
		*ret_release = best;
	return best.cycle.n != 0;
}
