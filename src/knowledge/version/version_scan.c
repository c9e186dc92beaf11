/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/ascii.h"
#include "knowledge/version/version_priv.h"

static struct str take(struct str *s, size_t count)
{
	struct str head = str_head(*s, count);

	*s = str_skip(*s, count);
	return head;
}

struct str version_take_digits(struct str *s)
{
	size_t count = 0;

	while (count < s->n && ascii_is_digit(s->p[count]))
		count++;
	return take(s, count);
}

struct str version_take_letters(struct str *s)
{
	size_t count = 0;

	while (count < s->n && ascii_is_letter(s->p[count]))
		count++;
	return take(s, count);
}

int version_bytes_order(struct str a, struct str b)
{
	size_t common = a.n < b.n ? a.n : b.n;
	int order = common ? memcmp(a.p, b.p, common) : 0;

	if (order)
		return order < 0 ? -1 : 1;
	return (a.n > b.n) - (a.n < b.n);
}

int version_number_order(struct str a, struct str b)
{
	while (a.n && *a.p == '0')
		a = str_skip(a, 1);
	while (b.n && *b.p == '0')
		b = str_skip(b, 1);
	if (a.n != b.n)
		return a.n < b.n ? -1 : 1;
	return version_bytes_order(a, b);
}

struct str version_take_epoch(struct str *version)
{
	struct str rest = *version;
	struct str epoch = version_take_digits(&rest);

	if (!epoch.n || !rest.n || *rest.p != ':')
		return STR("");
	*version = str_skip(rest, 1);
	return epoch;
}
