/* SPDX-License-Identifier: Apache-2.0 */
#include "knowledge/catalog/cve_key.h"

#include <string.h>

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
