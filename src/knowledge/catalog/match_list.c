/* SPDX-License-Identifier: Apache-2.0 */
#include "knowledge/catalog/match_list.h"

#include <string.h>

void match_list_reserve(struct match_list *list, size_t count)
{
	struct catalog_match *items;

	if (list->cap - list->count >= count)
		return;
	items = arena_array(list->arena, list->count + count, sizeof(*items));
	if (list->count)
		memcpy(items, list->items, list->count * sizeof(*items));
	list->items = items;
	list->cap = list->count + count;
}

void match_list_add(struct match_list *list, const struct catalog_match *match)
{
	list->items = arena_grow(list->arena, list->items, list->count, &list->cap, sizeof(*list->items));
	list->items[list->count++] = *match;
}
