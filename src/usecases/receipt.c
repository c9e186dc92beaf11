/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/receipt.h"

#include <string.h>

const char *receipt_format(struct arena *arena, const struct office *office, int64_t number)
{
	return arena_printf(arena, "%s%04lld", office->edition->receipt_prefix, (long long)number);
}

bool receipt_parse(const struct office *office, struct str text, int64_t *ret_number)
{
	int64_t number;

	text = str_trim(text);
	if (str_starts(text, office->edition->receipt_prefix))
		text = str_skip(text, strlen(office->edition->receipt_prefix));
	if (!str_to_i64(text, &number) || number < 1)
		return false;
	*ret_number = number;
	return true;
}
