/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Binary searches: every table is sorted by what it is asked for.
 */
#include <string.h>

#include "knowledge/catalog/catalog_layout.h"

int catalog_order_texts(struct str a, struct str b)
{
	size_t shorter = a.n < b.n ? a.n : b.n;
	int order = shorter ? memcmp(a.p, b.p, shorter) : 0;

	return order ? order : (a.n > b.n) - (a.n < b.n);
}

const void *catalog_find_key(const struct catalog *catalog, enum catalog_section section, uint64_t key)
{
	const struct catalog_rows *rows = &catalog->sections[section];
	size_t row_size = catalog_row_size(section), low = 0, high = rows->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const unsigned char *row = (const unsigned char *)rows->rows + middle * row_size;
		uint64_t found;
		memcpy(&found, row, sizeof(found));
		if (found == key)
			return row;
		if (found < key)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

const void *catalog_find_name(const struct catalog *catalog, enum catalog_section section, enum catalog_section text,
			      size_t first, const struct str keys[3])
{
	const struct catalog_rows *rows = &catalog->sections[section];
	size_t row_size = catalog_row_size(section), low = first, high = rows->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const unsigned char *row = (const unsigned char *)rows->rows + middle * row_size;
		uint32_t references[3];
		int order = 0;
		memcpy(references, row, sizeof(references));
		for (int i = 0; i < 3 && !order; i++)
			order = catalog_order_texts(catalog_text(catalog, text, references[i]), keys[i]);
		if (!order)
			return row;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

/* ---- lists of words ---- */

/* The first row of the list that is not before these. */
static size_t first_listed(const struct catalog *catalog, enum catalog_section section, enum catalog_section text,
			   struct str first, struct str second, uint64_t number)
{
	size_t low = 0, high = catalog->sections[section].count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct listed_row *row = CATALOG_ROW(catalog, listed_row, section, middle);
		int order = catalog_order_texts(catalog_text(catalog, text, row->first), first);
		if (!order)
			order = catalog_order_texts(catalog_text(catalog, text, row->second), second);
		if (!order)
			order = (row->number > number) - (row->number < number);
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The first row that is not before what is asked for, when it begins with the same text, else NULL. */
static const struct listed_row *find_listed(const struct catalog *catalog, enum catalog_section section,
					    enum catalog_section text, struct str first, struct str second,
					    uint64_t number)
{
	size_t at = first_listed(catalog, section, text, first, second, number);
	const struct listed_row *row;

	if (at == catalog->sections[section].count)
		return NULL;
	row = CATALOG_ROW(catalog, listed_row, section, at);
	return str_eq(catalog_text(catalog, text, row->first), first) ? row : NULL;
}

bool catalog_find_japanese_name(const struct catalog *catalog, struct str vendor, struct str product,
				struct str *ret_vendor, struct str *ret_product)
{
	const struct listed_row *row = find_listed(catalog, SECTION_JVN_NAME, SECTION_JVN_TEXT, vendor, product, 0);

	if (!row || (product.n && !str_eq(catalog_text(catalog, SECTION_JVN_TEXT, row->second), product)))
		return false;
	*ret_vendor = catalog_text(catalog, SECTION_JVN_TEXT, row->third);
	*ret_product = product.n ? catalog_text(catalog, SECTION_JVN_TEXT, row->fourth) : STR("");
	return true;
}

struct catalog_debian_fix catalog_find_debian_fix(const struct catalog *catalog, struct str package, struct str release,
						  struct str cve_id)
{
	const struct listed_row *row = NULL;
	uint64_t key;

	if (cve_key_parse(cve_id, &key))
		row = find_listed(catalog, SECTION_DEBIAN_FIX, SECTION_DEBIAN_TEXT, package, release, key);
	if (!row || row->number != key || !str_eq(catalog_text(catalog, SECTION_DEBIAN_TEXT, row->second), release))
		return (struct catalog_debian_fix){CATALOG_FIX_UNKNOWN, STR(""), STR("")};
	return (struct catalog_debian_fix){(enum catalog_fix)row->kind,
					   catalog_text(catalog, SECTION_DEBIAN_TEXT, row->third),
					   catalog_text(catalog, SECTION_DEBIAN_TEXT, row->fourth)};
}
