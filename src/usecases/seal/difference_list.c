/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/seal/difference_list.h"

#include <string.h>

static const char *copy(struct arena *arena, const char *text)
{
	return text ? arena_strdup(arena, text) : "";
}

void difference_list_add(struct difference_list *list, const char *kind, const char *unit, const char *key,
			 int64_t position)
{
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->items[i].kind, kind) == 0) {
			list->items[i].count++;
			return;
		}
	if (list->count < DIFFERENCE_KINDS_MAX)
		list->items[list->count++] =
			(struct difference){kind, copy(list->arena, unit), copy(list->arena, key), position, 1};
}

struct value *difference_list_value(const struct difference_list *list, struct arena *arena)
{
	struct value *values = value_list(arena);

	for (size_t i = 0; i < list->count; i++) {
		const struct difference *item = &list->items[i];
		struct value *map = value_map(arena);

		value_set_text(arena, map, "kind", item->kind);
		value_set_text(arena, map, "unit", item->unit);
		value_set_text(arena, map, "key", item->key);
		value_set_int(arena, map, "position", item->position);
		value_set_int(arena, map, "count", item->count);
		value_add(arena, values, map);
	}
	return values;
}
