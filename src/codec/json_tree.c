/* SPDX-License-Identifier: Apache-2.0 */
#include "codec/json_tree.h"

static struct value *read_object(struct json_reader *reader, struct arena *arena, size_t size_max)
{
	struct value *map = value_map(arena);
	struct json_object object = json_reader_object(reader, NULL);
	struct str name;

	while (json_reader_any_name(reader, &object, arena, &name)) {
		struct value *item;
		if (value_get_str(map, name))
			json_reader_refuse(reader, "a name appears twice in an object");
		if (map->count == JSON_TREE_NAMES_MAX)
			json_reader_refuse(reader, "an object has more than %d names", JSON_TREE_NAMES_MAX);
		item = json_tree_read(reader, arena, size_max);
		if (item)
			value_append(arena, map, name, item);
	}
	return map;
}

static struct value *read_array(struct json_reader *reader, struct arena *arena, size_t size_max)
{
	struct value *list = value_list(arena);

	for (struct json_array array = json_reader_array(reader); json_reader_item(reader, &array);) {
		struct value *item = json_tree_read(reader, arena, size_max);
		if (item)
			value_add(arena, list, item);
	}
	return list;
}

static struct value *read_null(struct json_reader *reader, struct arena *arena)
{
	(void)json_reader_null(reader);
	return value_null(arena);
}

/* As deep as the reader lets it be. */
struct value *json_tree_read(struct json_reader *reader, struct arena *arena, size_t size_max)
{
	if (arena->total > size_max)
		json_reader_refuse(reader, "a record of more than %zu bytes", size_max);
	switch (json_reader_kind(reader)) {
	case JSON_KIND_OBJECT: return read_object(reader, arena, size_max);
	case JSON_KIND_ARRAY: return read_array(reader, arena, size_max);
	case JSON_KIND_TEXT: return value_str(arena, json_reader_text(reader, arena));
	case JSON_KIND_NUMBER: return value_real(arena, json_reader_number(reader));
	case JSON_KIND_BOOL: return value_bool(arena, json_reader_bool(reader));
	case JSON_KIND_NULL: return read_null(reader, arena);
	case JSON_KIND_END: break;
	}
	return NULL;
}
