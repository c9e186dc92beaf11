/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Two passes over the names of all products: the first keeps which CVEs of KEV name them, the second tells every CVE
 * what was counted for its names.
 */
#include "knowledge/compile/catalog_history.h"

#include <stdlib.h>

/* That a CVE of KEV names a product; product 0: something of the vendor. */
struct mention {
	uint64_t vendor, product;
	uint32_t fact;
	int32_t day;
};

/* They hand out the programs of others: that one of these was exploited says nothing of the next. */
static const char *const packagers[] = {"debian", "canonical", "fedoraproject", "redhat",
					"centos", "opensuse",  "suse",          "netapp"};

struct counting {
	const struct catalog *view;
	uint64_t packagers[COUNT(packagers)];
	struct fact_row *facts;
	struct buf mentions;
	uint64_t vendor, product; /* of the name at hand */
	uint32_t product_exploited, vendor_exploited;
};

typedef void visit_fn(struct counting *counting, uint32_t fact);

/* ---- every name with its CVEs ---- */

static uint32_t times(const struct counting *counting, uint64_t product)
{
	const struct history_row *row = catalog_history_row(counting->view, counting->vendor, product);

	return row ? row->times : 0;
}

static bool is_packager(const struct counting *counting)
{
	for (size_t i = 0; i < COUNT(packagers); i++)
		if (counting->vendor == counting->packagers[i])
			return true;
	return false;
}

static bool begin_name(struct counting *counting, enum catalog_section text, uint32_t vendor, uint32_t product)
{
	counting->vendor = catalog_name_sum(catalog_text(counting->view, text, vendor));
	counting->product = catalog_name_sum(catalog_text(counting->view, text, product));
	if (!counting->vendor || !counting->product || is_packager(counting))
		return false;
	counting->product_exploited = times(counting, counting->product);
	counting->vendor_exploited = times(counting, 0);
	return true;
}

static void each_of_nvd(struct counting *counting, visit_fn *visit)
{
	const struct catalog *view = counting->view;
	const uint32_t *postings = view->sections[SECTION_NVD_POSTING].rows;
	const uint32_t *facts = view->sections[SECTION_NVD_FACT].rows;

	for (size_t i = 0; i < view->sections[SECTION_NVD_PRODUCT].count; i++) {
		const struct nvd_product *product = CATALOG_ROW(view, nvd_product, SECTION_NVD_PRODUCT, i);
		const struct nvd_name *first = CATALOG_ROW(view, nvd_name, SECTION_NVD_NAME, product->first_name);
		if (!begin_name(counting, SECTION_NVD_TEXT, product->vendor, product->product))
			continue;
		for (const struct nvd_name *at = first; at < first + product->name_count; at++)
			for (uint32_t k = 0; k < at->posting_count; k++)
				visit(counting, facts[postings[at->first_posting + k]]);
	}
}

static void each_of_cve5(struct counting *counting, visit_fn *visit)
{
	const struct catalog *view = counting->view;
	const uint32_t *postings = view->sections[SECTION_CVE5_POSTING].rows;
	const uint32_t *facts = view->sections[SECTION_CVE5_FACT].rows;

	for (size_t i = 0; i < view->sections[SECTION_CVE5_KEY].count; i++) {
		const struct cve5_key *key = CATALOG_ROW(view, cve5_key, SECTION_CVE5_KEY, i);
		if (!begin_name(counting, SECTION_CVE5_TEXT, key->vendor, key->product))
			continue;
		for (uint32_t k = 0; k < key->posting_count; k++) {
			uint32_t affected = postings[key->first_posting + k];
			visit(counting, facts[CATALOG_ROW(view, cve5_affected, SECTION_CVE5_AFFECTED, affected)->cve]);
		}
	}
}

/* ---- which CVEs of KEV name it ---- */

static void mention(struct counting *counting, uint64_t vendor, uint64_t product, uint32_t fact)
{
	const struct kev_row *kev = CATALOG_ROW(counting->view, kev_row, SECTION_KEV, counting->facts[fact].kev - 1);
	const struct mention mentions[] = {{vendor, product, fact, kev->added_day}, {vendor, 0, fact, kev->added_day}};

	buf_add(&counting->mentions, str_of(mentions, sizeof(mentions)));
}

static void keep_mention(struct counting *counting, uint32_t fact)
{
	if (counting->facts[fact].kev)
		mention(counting, counting->vendor, counting->product, fact);
}

/* KEV's own names, for a CVE that no other source describes. */
static void keep_own_names(struct counting *counting)
{
	for (uint32_t i = 0; i < counting->view->sections[SECTION_FACT].count; i++) {
		uint32_t kev = counting->facts[i].kev;
		const struct kev_row *row = kev ? CATALOG_ROW(counting->view, kev_row, SECTION_KEV, kev - 1) : NULL;
		if (row && row->vendor && row->product)
			mention(counting, row->vendor, row->product, i);
	}
}

static int by_name(const void *a, const void *b)
{
	const struct mention *left = a, *right = b;

	if (left->vendor != right->vendor)
		return left->vendor < right->vendor ? -1 : 1;
	if (left->product != right->product)
		return left->product < right->product ? -1 : 1;
	return (left->fact > right->fact) - (left->fact < right->fact);
}

static bool is_same_name(const struct mention *mention, const struct history_row *row)
{
	return mention->vendor == row->vendor && mention->product == row->product;
}

/* A CVE counts once for a name, however many of its versions it lists. */
static void write_rows(struct counting *counting, struct buf *rows)
{
	struct mention *mentions = (void *)counting->mentions.bytes;
	size_t count = counting->mentions.size / sizeof(*mentions);
	struct history_row row = {0};

	if (count)
		qsort(mentions, count, sizeof(*mentions), by_name);
	for (size_t i = 0; i < count; i++) {
		if (row.times && !is_same_name(&mentions[i], &row)) {
			buf_add(rows, str_of(&row, sizeof(row)));
			row = (struct history_row){0};
		}
		row.vendor = mentions[i].vendor;
		row.product = mentions[i].product;
		if (i == 0 || by_name(&mentions[i], &mentions[i - 1]) != 0)
			row.times++;
		if (mentions[i].day > row.last_day)
			row.last_day = mentions[i].day;
	}
	if (row.times)
		buf_add(rows, str_of(&row, sizeof(row)));
}

/* ---- what that says of every CVE ---- */

static void tell(struct counting *counting, uint32_t fact)
{
	struct fact_row *row = &counting->facts[fact];

	if (counting->product_exploited > row->product_exploited)
		row->product_exploited = counting->product_exploited;
	if (counting->vendor_exploited > row->vendor_exploited)
		row->vendor_exploited = counting->vendor_exploited;
}

void catalog_history_count(const struct catalog *view, struct catalog_sections *sections)
{
	struct counting counting = {.view = view, .facts = (void *)sections->bytes[SECTION_FACT].bytes};
	struct buf *rows = catalog_section_begin(sections, SECTION_HISTORY);
	struct catalog counted = *view;

	buf_init(&counting.mentions, CATALOG_TABLE_MAX);
	for (size_t i = 0; i < COUNT(packagers); i++)
		counting.packagers[i] = catalog_name_sum(str_from(packagers[i]));
	each_of_nvd(&counting, keep_mention);
	each_of_cve5(&counting, keep_mention);
	keep_own_names(&counting);
	write_rows(&counting, rows);
	buf_release(&counting.mentions);
	counted.sections[SECTION_HISTORY] = (struct catalog_rows){rows->bytes, rows->size / sizeof(struct history_row)};
	counting.view = &counted;
	each_of_nvd(&counting, tell);
	each_of_cve5(&counting, tell);
}
