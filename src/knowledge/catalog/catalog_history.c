/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Who was exploited before: products and vendors with CVEs in KEV.
 */
#include "base/ascii.h"
#include "knowledge/catalog/catalog_layout.h"

#define NAME_MAX_BYTES 256

uint64_t catalog_name_sum(struct str name)
{
	char letters[NAME_MAX_BYTES];
	struct str plain = {letters, 0};
	uint64_t sum;

	for (size_t i = 0; i < name.n && plain.n < sizeof(letters); i++)
		if (ascii_is_letter_or_digit(name.p[i]) || (unsigned char)name.p[i] >= 0x80)
			letters[plain.n++] = ascii_lower(name.p[i]);
	if (!plain.n || str_is(plain, "na") || str_is(plain, "unknown"))
		return 0;
	sum = catalog_sum(plain, 0);
	return sum ? sum : 1;
}

const struct history_row *catalog_history_row(const struct catalog *catalog, uint64_t vendor, uint64_t product)
{
	size_t low = 0, high = catalog->sections[SECTION_HISTORY].count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct history_row *row = CATALOG_ROW(catalog, history_row, SECTION_HISTORY, middle);
		if (row->vendor == vendor && row->product == product)
			return row;
		if (row->vendor < vendor || (row->vendor == vendor && row->product < product))
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

bool catalog_find_history(const struct catalog *catalog, struct str vendor, struct str product,
			  struct catalog_history *ret_history)
{
	uint64_t vendor_sum = catalog_name_sum(vendor), product_sum = catalog_name_sum(product);
	const struct history_row *row = NULL;

	if (vendor_sum && (product_sum || !product.n))
		row = catalog_history_row(catalog, vendor_sum, product_sum);
	if (row)
		*ret_history = (struct catalog_history){row->times, row->last_day};
	return row != NULL;
}
