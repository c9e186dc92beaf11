/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "knowledge/catalog/catalog_layout.h"

/* The number takes the low 48 bits: 14 digits fit. */
enum { YEAR_SHIFT = 48, NUMBER_DIGITS_MIN = 4, NUMBER_DIGITS_MAX = 14 };

bool cve_key_parse(struct str id, uint64_t *ret_key)
{
	uint64_t year, number;
	struct str digits = str_skip(id, 9);

	if (id.n < 9 || !str_eq_ascii_case(str_head(id, 4), STR("CVE-")) || id.p[8] != '-')
		return false;
	if (digits.n < NUMBER_DIGITS_MIN || digits.n > NUMBER_DIGITS_MAX)
		return false;
	if (digits.n > NUMBER_DIGITS_MIN && digits.p[0] == '0') /* one spelling for one CVE */
		return false;
	if (!str_to_u64(str_of(id.p + 4, 4), &year) || !str_to_u64(digits, &number))
		return false;
	*ret_key = year << YEAR_SHIFT | number;
	return true;
}

/* At least four digits; the place behind them. */
static char *write_digits(char *out, uint64_t number)
{
	char digits[20];
	size_t count = 0;

	for (; number || count < NUMBER_DIGITS_MIN; number /= 10)
		digits[count++] = (char)('0' + number % 10);
	while (count)
		*out++ = digits[--count];
	return out;
}

/* By hand: a popular product has thousands of ids, and printf would take most of the time of an answer. */
void cve_key_format(uint64_t key, char out[CATALOG_CVE_ID_SIZE])
{
	memcpy(out, "CVE-", 4);
	out = write_digits(out + 4, key >> YEAR_SHIFT);
	*out++ = '-';
	*write_digits(out, key & (((uint64_t)1 << YEAR_SHIFT) - 1)) = 0;
}

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
