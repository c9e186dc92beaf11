/* SPDX-License-Identifier: Apache-2.0 */
/*
 * CVE records as they come in: versions are read once, here, and names are made findable.
 */
#include "knowledge/compile/cve5_batch.h"

#include <string.h>

#include "base/ascii.h"
#include "knowledge/compile/build_order.h"
#include "knowledge/compile/catalog_prose.h"

enum { NAMES_MAX = 2, WORD_MAX = 256 };

void cve5_batch_init(struct cve5_batch *batch)
{
	*batch = (struct cve5_batch){0};
	catalog_table_init(&batch->text, 0);
	buf_init(&batch->cves, CATALOG_TABLE_MAX);
	buf_init(&batch->affected, CATALOG_TABLE_MAX);
	buf_init(&batch->ranges, CATALOG_TABLE_MAX);
	buf_init(&batch->pairs, CATALOG_TABLE_MAX);
	buf_init(&batch->orders, CATALOG_TABLE_MAX);
}

void cve5_batch_release(struct cve5_batch *batch)
{
	catalog_table_release(&batch->text);
	buf_release(&batch->cves);
	buf_release(&batch->affected);
	buf_release(&batch->ranges);
	buf_release(&batch->pairs);
	buf_release(&batch->orders);
}

/* ---- versions ---- */

/* False when versions of that kind have no order that a version number tells: commits. */
static bool parse_scheme(struct str type, uint8_t *ret_scheme)
{
	static const struct {
		const char *type;
		enum version_scheme scheme;
	} schemes[] = {{"semver", VERSION_SEMVER}, {"rpm", VERSION_RPM}, {"deb", VERSION_DPKG}, {"dpkg", VERSION_DPKG}};

	*ret_scheme = VERSION_AUTO;
	for (size_t i = 0; i < COUNT(schemes); i++)
		if (str_eq_ascii_case(type, str_from(schemes[i].type)))
			*ret_scheme = (uint8_t)schemes[i].scheme;
	return !str_eq_ascii_case(type, STR("git")) && !str_eq_ascii_case(type, STR("original_commit_for_fix"));
}

static void add_range(struct cve5_batch *batch, const struct prose *prose, enum cve5_status status, uint8_t scheme)
{
	static const uint8_t kinds[] = {[PROSE_NOT_UNDERSTOOD] = CVE5_NOT_UNDERSTOOD,
					[PROSE_ALL] = CVE5_ALL,
					[PROSE_ONE] = CVE5_ONE,
					[PROSE_SPAN] = CVE5_SPAN};
	struct cve5_range range = {.from = catalog_table_text(&batch->text, prose->from),
				   .below = catalog_table_text(&batch->text, prose->below),
				   .to = catalog_table_text(&batch->text, prose->to),
				   .kind = kinds[prose->kind],
				   .status = (uint8_t)status,
				   .scheme = scheme,
				   .is_after = prose->is_after};

	buf_add(&batch->ranges, str_of(&range, sizeof(range)));
}

/* "changes" cut a range: each status holds from its version to that of the next change. */
static void add_changes(struct cve5_batch *batch, const struct cve5_version_in *version, const struct prose *whole,
			uint8_t scheme)
{
	struct prose part = *whole;
	enum cve5_status status = version->status;

	for (size_t i = 0; i < version->change_count; i++) {
		part.below = version->changes[i].at;
		part.to = STR("");
		part.kind = PROSE_SPAN;
		add_range(batch, &part, status, scheme);
		part.from = version->changes[i].at;
		part.is_after = false;
		status = version->changes[i].status;
	}
	part.below = whole->below;
	part.to = whole->to;
	add_range(batch, &part, status, scheme);
}

static void add_version(struct cve5_batch *batch, struct arena *arena, const struct cve5_version_in *version)
{
	bool is_range = version->less_than.n || version->less_than_or_equal.n;
	struct prose prose;
	uint8_t scheme;

	if (is_range || version->change_count)
		prose = catalog_prose_parse_range(arena, version->version, version->less_than,
						  version->less_than_or_equal);
	else
		prose = catalog_prose_parse(arena, version->version);
	if (!parse_scheme(version->type, &scheme))
		prose.kind = PROSE_NOT_UNDERSTOOD;
	if (prose.kind == PROSE_NOT_UNDERSTOOD)
		prose = (struct prose){.kind = PROSE_NOT_UNDERSTOOD};
	if (prose.kind == PROSE_NOT_UNDERSTOOD || !version->change_count)
		add_range(batch, &prose, version->status, scheme);
	else
		add_changes(batch, version, &prose, scheme);
}

/* ---- names ---- */

static bool is_no_name(struct str name)
{
	static const char *const words[] = {"", "-", "*", "n/a", "na", "unknown", "unspecified", "none"};

	for (size_t i = 0; i < COUNT(words); i++)
		if (str_eq_ascii_case(name, str_from(words[i])))
			return true;
	return name.n > WORD_MAX;
}

/* "Apache HTTP Server" becomes "apache_http_server". */
static struct str plain_name(struct arena *arena, struct str name)
{
	char *plain;
	size_t n = 0;

	name = str_trim(name);
	plain = arena_alloc(arena, name.n + 1);
	for (size_t i = 0; i < name.n; i++) {
		char c = name.p[i];
		if (c == ' ' || c == '\t')
			c = '_';
		if (c != '_' || !n || plain[n - 1] != '_')
			plain[n++] = ascii_lower(c);
	}
	return str_of(plain, n);
}

/* Cuts what kind of company it is: "oracle_corporation", "apache_software_foundation". */
static struct str short_vendor(struct str vendor)
{
	static const char *const endings[] = {",_inc.", "_inc.",       "_inc",    "_corporation", "_corp.",
					      "_corp",  "_foundation", "_ltd.",   "_ltd",         "_co.",
					      "_gmbh",  "_ag",         "_llc",    "_project",     "_software",
					      "_team",  "_limited",    "_systems"};

	for (size_t i = 0; i < COUNT(endings);) {
		if (vendor.n > strlen(endings[i]) && str_ends(vendor, endings[i])) {
			vendor.n -= strlen(endings[i]);
			i = 0;
		} else {
			i++;
		}
	}
	while (vendor.n && (vendor.p[vendor.n - 1] == ',' || vendor.p[vendor.n - 1] == '.'))
		vendor.n--;
	return vendor;
}

/* "apache_http_server" of "apache" is "http_server". */
static struct str short_product(struct str product, struct str vendor)
{
	if (product.n > vendor.n + 1 && str_eq(str_head(product, vendor.n), vendor) && product.p[vendor.n] == '_')
		return str_skip(product, vendor.n + 1);
	return product;
}

static void add_pair(struct cve5_batch *batch, struct str vendor, struct str product, struct str part)
{
	struct cve5_pair pair = {.vendor = catalog_table_text(&batch->text, vendor),
				 .product = catalog_table_text(&batch->text, product),
				 .part = catalog_table_text(&batch->text, part),
				 .affected = (uint32_t)(batch->affected.size / sizeof(struct cve5_affected))};

	buf_add(&batch->pairs, str_of(&pair, sizeof(pair)));
}

static void add_names(struct cve5_batch *batch, struct arena *arena, const struct cve5_affected_in *affected)
{
	struct str vendors[NAMES_MAX], products[NAMES_MAX];

	if (is_no_name(str_trim(affected->vendor)) || is_no_name(str_trim(affected->product)))
		return;
	vendors[0] = plain_name(arena, affected->vendor);
	vendors[1] = short_vendor(vendors[0]);
	products[0] = plain_name(arena, affected->product);
	products[1] = short_product(products[0], vendors[1]);
	for (int i = 0; i < NAMES_MAX; i++)
		for (int j = 0; j < NAMES_MAX; j++)
			if ((!i || vendors[1].n != vendors[0].n) && (!j || products[1].n != products[0].n))
				add_pair(batch, vendors[i], products[j], STR(""));
}

static void add_cpes(struct cve5_batch *batch, struct arena *arena, const struct cve5_affected_in *affected)
{
	struct cpe cpe;

	for (size_t i = 0; i < affected->cpe_count; i++)
		if (!cpe_parse(arena, affected->cpes[i], &cpe, NULL) && cpe.at[CPE_VENDOR].kind == CPE_VALUE &&
		    cpe.at[CPE_PRODUCT].kind == CPE_VALUE && cpe.at[CPE_PART].kind == CPE_VALUE)
			add_pair(batch, cpe_value_plain(arena, &cpe.at[CPE_VENDOR]),
				 cpe_value_plain(arena, &cpe.at[CPE_PRODUCT]), cpe.at[CPE_PART].text);
}

/* ---- records ---- */

static uint64_t digest_of(const struct cve5_batch *batch, const struct cve5_cve *cve, size_t first_range,
			  size_t first_pair)
{
	uint64_t digest = cve->key + (uint64_t)cve->modified_ms;
	const struct cve5_range *ranges = (const void *)batch->ranges.bytes;
	const struct cve5_pair *pairs = (const void *)batch->pairs.bytes;
	const uint8_t facts[] = {cve->is_rejected, cve->exploitation,  cve->automatable,
				 cve->impact,      cve->score.version, cve->score.origin};

	for (uint32_t i = 0; i < cve->affected_count; i++) {
		const struct cve5_affected *row =
			&((const struct cve5_affected *)(const void *)batch->affected.bytes)[cve->first_affected + i];
		digest = catalog_sum(str_of(&row->range_count, 8), digest); /* and the default status */
	}
	for (size_t i = first_range; i < batch->ranges.size / sizeof(*ranges); i++) {
		const uint32_t texts[] = {ranges[i].from, ranges[i].below, ranges[i].to};
		for (int j = 0; j < 3; j++)
			digest = catalog_sum(catalog_table_text_at(&batch->text, texts[j]), digest);
		digest = catalog_sum(str_of(&ranges[i].kind, 4), digest);
	}
	for (size_t i = first_pair; i < batch->pairs.size / sizeof(*pairs); i++) {
		digest = catalog_sum(catalog_table_text_at(&batch->text, pairs[i].vendor), digest);
		digest = catalog_sum(catalog_table_text_at(&batch->text, pairs[i].product), digest);
	}
	digest = catalog_sum(catalog_table_text_at(&batch->text, cve->score.vector), digest);
	return catalog_sum(str_of(facts, sizeof(facts)), digest);
}

static void add_affected(struct cve5_batch *batch, const struct cve5_affected_in *affected, uint32_t cve)
{
	struct cve5_affected row = {.cve = cve,
				    .first_range = (uint32_t)(batch->ranges.size / sizeof(struct cve5_range)),
				    .default_status = affected->default_status};
	ARENA_SCOPED arena;

	arena_init(&arena);
	add_names(batch, &arena, affected);
	add_cpes(batch, &arena, affected);
	for (size_t i = 0; i < affected->version_count; i++)
		add_version(batch, &arena, &affected->versions[i]);
	row.range_count = (uint32_t)(batch->ranges.size / sizeof(struct cve5_range)) - row.first_range;
	buf_add(&batch->affected, str_of(&row, sizeof(row)));
}

void cve5_batch_add(struct cve5_batch *batch, const struct cve5_in *record, uint64_t position)
{
	uint32_t index = (uint32_t)(batch->cves.size / sizeof(struct cve5_cve));
	size_t first_range = batch->ranges.size / sizeof(struct cve5_range);
	size_t first_pair = batch->pairs.size / sizeof(struct cve5_pair);
	struct build_order order = {record->key, record->modified_ms, position, index};
	struct cve5_cve cve = {.key = record->key,
			       .modified_ms = record->modified_ms,
			       .first_affected = (uint32_t)(batch->affected.size / sizeof(struct cve5_affected)),
			       .score = record->score,
			       .is_rejected = record->is_rejected,
			       .exploitation = (uint8_t)record->exploitation,
			       .automatable = (uint8_t)record->automatable,
			       .impact = (uint8_t)record->impact};

	cve.score.vector = catalog_table_text(&batch->text, record->vector);
	for (size_t i = 0; i < record->affected_count && !record->is_rejected; i++)
		add_affected(batch, &record->affected[i], index);
	cve.affected_count = (uint32_t)(batch->affected.size / sizeof(struct cve5_affected)) - cve.first_affected;
	cve.digest = digest_of(batch, &cve, first_range, first_pair);
	buf_add(&batch->cves, str_of(&cve, sizeof(cve)));
	buf_add(&batch->orders, str_of(&order, sizeof(order)));
}
