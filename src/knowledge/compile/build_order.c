/* SPDX-License-Identifier: Apache-2.0 */
#include "knowledge/compile/build_order.h"

#include <stdlib.h>

static int by_key(const void *a, const void *b)
{
	const struct build_order *left = a, *right = b;

	if (left->key != right->key)
		return left->key < right->key ? -1 : 1;
	if (left->modified_ms != right->modified_ms)
		return left->modified_ms < right->modified_ms ? -1 : 1;
	return (left->position > right->position) - (left->position < right->position);
}

size_t build_order_settle(struct build_order *orders, size_t count)
{
	size_t kept = 0;

	if (count)
		qsort(orders, count, sizeof(*orders), by_key);
	for (size_t i = 0; i < count; i++)
		if (i + 1 == count || orders[i + 1].key != orders[i].key)
			orders[kept++] = orders[i];
	return kept;
}
