/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "knowledge/catalog/catalog_layout.h"

/* Within one CVE, entries with a known fix sort first, then by text, so that the answer is the same in each run. */
static int by_id(const void *a, const void *b)
{
	const struct catalog_match *left = a, *right = b;
	int order = strcmp(left->cve.id, right->cve.id);

	if (!order)
		order = (right->fixed_in.n > 0) - (left->fixed_in.n > 0);
	return order ? order : catalog_order_texts(left->fixed_in, right->fixed_in);
}

/* A CVE record may name a product more than once. */
static size_t keep_first(struct catalog_match *items, size_t count)
{
	size_t kept = 0;

	for (size_t i = 0; i < count; i++)
		if (!kept || strcmp(items[kept - 1].cve.id, items[i].cve.id) != 0)
			items[kept++] = items[i];
	return kept;
}

void catalog_match(const struct catalog *catalog, struct arena *arena, const struct catalog_question *question,
		   struct catalog_matches *ret_matches)
{
	struct match_list list = {.arena = arena};

	catalog_match_nvd(catalog, question, &list);
	catalog_match_cve5(catalog, question, &list);
	if (list.count)
		qsort(list.items, list.count, sizeof(*list.items), by_id);
	*ret_matches = (struct catalog_matches){list.items, keep_first(list.items, list.count)};
}
