/* SPDX-License-Identifier: Apache-2.0 */
#include "programme/corporate_number.h"

bool corporate_number_is_valid(struct str digits)
{
	int sum = 0;

	if (digits.n != 13)
		return false;
	for (size_t i = 0; i < 13; i++)
		if (digits.p[i] < '0' || digits.p[i] > '9')
			return false;
	/* Weights 1 and 2 in turn, from the last digit on. */
	for (size_t n = 1; n <= 12; n++)
		sum += (digits.p[13 - n] - '0') * (n % 2 ? 1 : 2);
	return digits.p[0] - '0' == 9 - sum % 9;
}

const char *corporate_number_page(struct arena *arena, const char *digits)
{
	return arena_printf(arena, CORPORATE_NUMBER_REGISTER "henkorireki-johoto.html?selHouzinNo=%s", digits);
}
