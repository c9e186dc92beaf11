/* SPDX-License-Identifier: Apache-2.0 */
#include "codec/value.h"

#include <string.h>

static struct value *make(struct arena *arena, enum value_kind kind)
{
	struct value *value = arena_alloc(arena, sizeof(*value));

	value->kind = kind;
	return value;
}

struct value *value_null(struct arena *arena)
{
	return make(arena, VALUE_NULL);
}

struct value *value_bool(struct arena *arena, bool boolean)
{
	struct value *value = make(arena, VALUE_BOOL);

	value->boolean = boolean;
	return value;
}

struct value *value_int(struct arena *arena, int64_t integer)
{
	struct value *value = make(arena, VALUE_INT);

	value->integer = integer;
	return value;
}

struct value *value_real(struct arena *arena, double real)
{
	struct value *value = make(arena, VALUE_REAL);

	value->real = real;
	return value;
}

struct value *value_str(struct arena *arena, struct str text)
{
	struct value *value = make(arena, VALUE_TEXT);

	value->text = str_of(str_dup(arena, text), text.n);
	return value;
}

struct value *value_text(struct arena *arena, const char *text)
{
	return value_str(arena, str_from(text ? text : ""));
}

struct value *value_list(struct arena *arena)
{
	return make(arena, VALUE_LIST);
}

struct value *value_map(struct arena *arena)
{
	return make(arena, VALUE_MAP);
}

void value_add(struct arena *arena, struct value *list, struct value *item)
{
	list->items = arena_grow(arena, list->items, list->count, &list->cap, sizeof(struct value *));
	list->items[list->count++] = item;
}

static size_t key_index(const struct value *map, struct str key)
{
	size_t i = 0;

	while (i < map->count && !str_eq(map->keys[i], key))
		i++;
	return i;
}

void value_append(struct arena *arena, struct value *map, struct str key, struct value *item)
{
	size_t cap = map->cap;

	map->keys = arena_grow(arena, map->keys, map->count, &cap, sizeof(struct str));
	map->items = arena_grow(arena, map->items, map->count, &map->cap, sizeof(struct value *));
	map->keys[map->count] = str_of(str_dup(arena, key), key.n);
	map->items[map->count++] = item;
}

void value_set_str(struct arena *arena, struct value *map, struct str key, struct value *item)
{
	size_t at = key_index(map, key);

	if (at == map->count)
		value_append(arena, map, key, item);
	else
		map->items[at] = item;
}

void value_set(struct arena *arena, struct value *map, const char *key, struct value *item)
{
	value_set_str(arena, map, str_from(key), item);
}

void value_set_shared(struct arena *arena, struct value *map, const char *key, const struct value *item)
{
	value_set(arena, map, key, (struct value *)(uintptr_t)item);
}

void value_set_text(struct arena *arena, struct value *map, const char *key, const char *text)
{
	value_set(arena, map, key, value_text(arena, text));
}

void value_set_int(struct arena *arena, struct value *map, const char *key, int64_t integer)
{
	value_set(arena, map, key, value_int(arena, integer));
}

void value_set_bool(struct arena *arena, struct value *map, const char *key, bool boolean)
{
	value_set(arena, map, key, value_bool(arena, boolean));
}

const struct value *value_get_str(const struct value *map, struct str key)
{
	size_t at;

	if (!map || map->kind != VALUE_MAP)
		return NULL;
	at = key_index(map, key);
	return at < map->count ? map->items[at] : NULL;
}

const struct value *value_get(const struct value *map, const char *key)
{
	return value_get_str(map, str_from(key));
}

const struct value *value_at(const struct value *list, size_t index)
{
	if (!list || list->kind != VALUE_LIST || index >= list->count)
		return NULL;
	return list->items[index];
}

size_t value_count(const struct value *value)
{
	return value && (value->kind == VALUE_LIST || value->kind == VALUE_MAP) ? value->count : 0;
}

const char *value_get_text(const struct value *map, const char *key)
{
	const struct value *item = value_get(map, key);

	return item && item->kind == VALUE_TEXT ? item->text.p : "";
}

int64_t value_get_int(const struct value *map, const char *key, int64_t otherwise)
{
	const struct value *item = value_get(map, key);

	return item && item->kind == VALUE_INT ? item->integer : otherwise;
}

bool value_get_bool(const struct value *map, const char *key)
{
	const struct value *item = value_get(map, key);

	return item && item->kind == VALUE_BOOL && item->boolean;
}

bool value_is_truthy(const struct value *value)
{
	if (!value)
		return false;
	switch (value->kind) {
	case VALUE_NULL: return false;
	case VALUE_BOOL: return value->boolean;
	case VALUE_INT: return value->integer != 0;
	case VALUE_REAL: return value->real != 0;
	case VALUE_TEXT: return value->text.n > 0;
	case VALUE_LIST: return value->count > 0;
	case VALUE_MAP: return true;
	}
	return false;
}

const char *value_kind_name(enum value_kind kind)
{
	static const char *const names[] = {"nothing", "true or false", "a whole number", "a number",
					    "a text",  "a list",        "a map"};

	return names[kind];
}
