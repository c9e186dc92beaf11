/* SPDX-License-Identifier: Apache-2.0 */
#include "base/ascii.h"

int ascii_hex_digit(char c)
{
	if (ascii_is_digit(c))
		return c - '0';
	c = ascii_lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}
