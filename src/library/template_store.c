/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "codec/json.h"
#include "disk/read_file.h"
#include "disk/replace_file.h"
#include "library/template_store_priv.h"

void template_store_add(struct arena *arena, struct template_store *store, const struct template_entry *entry)
{
	store->entries = arena_grow(arena, store->entries, store->count, &store->cap, sizeof(*store->entries));
	store->entries[store->count++] = *entry;
}

static int compare(const void *a, const void *b)
{
	return strcmp(((const struct template_entry *)a)->id, ((const struct template_entry *)b)->id);
}

void template_store_sort(struct template_store *store)
{
	if (store->count)
		qsort(store->entries, store->count, sizeof(*store->entries), compare);
}

const struct template_entry *template_store_find(const struct template_store *store, const char *id)
{
	const struct template_entry wanted = {.id = id};

	return store->count ? bsearch(&wanted, store->entries, store->count, sizeof(wanted), compare) : NULL;
}

static bool are_texts(const struct value *list)
{
	for (size_t i = 0; i < value_count(list); i++)
		if (!value_at(list, i) || value_at(list, i)->kind != VALUE_TEXT)
			return false;
	return true;
}

static enum err read_line(struct arena *arena, struct str line, struct template_store *store)
{
	struct template_entry entry;
	const struct value *yaml;
	struct value *value;

	if (json_decode(arena, line, &value, NULL))
		return ERR_CORRUPT;
	entry = (struct template_entry){.set = value_get_text(value, "set"),
					.id = value_get_text(value, "id"),
					.tags = value_get(value, "tags")};
	yaml = value_get(value, "yaml");
	if (!entry.id[0] || !are_texts(entry.tags) || !yaml || yaml->kind != VALUE_TEXT)
		return ERR_CORRUPT;
	entry.yaml = yaml->text;
	template_store_add(arena, store, &entry);
	return ERR_OK;
}

char *template_store_path(struct arena *arena, const char *data)
{
	return arena_printf(arena, "%s/knowledge/nuclei", data);
}

enum err template_store_load(struct arena *arena, const char *data, struct template_store *ret_store, struct fault *why)
{
	struct template_store store = {0};
	struct fault inner = {ERR_OK, ""};
	const char *path = template_store_path(arena, data);
	struct str rest = {NULL, 0};
	size_t number = 0;
	enum err err;

	err = read_file(arena, path, TEMPLATE_STORE_MAX, &rest, &inner);
	if (err && err != ERR_NOT_FOUND)
		return fault_set(why, err, "%s", inner.text);
	while (rest.n) {
		number++;
		if (read_line(arena, str_cut(&rest, '\n'), &store))
			return fault_set(why, ERR_CORRUPT, "%s:%zu: this line is damaged; import the templates again",
					 path, number);
	}
	template_store_sort(&store);
	*ret_store = store;
	return ERR_OK;
}

enum err template_store_replace(const char *path, struct str bytes, struct fault *why)
{
	return replace_file(&(struct replace_file){.path = path, .mode = 0600, .parts = &bytes, .count = 1}, why);
}

enum err template_store_save(const char *data, const struct template_store *store, struct fault *why)
{
	ARENA_SCOPED arena;
	BUF_SCOPED out;
	enum err err;

	arena_init(&arena);
	buf_init(&out, TEMPLATE_STORE_MAX);
	for (size_t i = 0; i < store->count; i++) {
		const struct template_entry *entry = &store->entries[i];
		struct value *line = value_map(&arena), *tags = value_list(&arena);
		for (size_t t = 0; t < value_count(entry->tags); t++)
			value_add(&arena, tags, value_str(&arena, value_at(entry->tags, t)->text));
		value_set_text(&arena, line, "set", entry->set);
		value_set_text(&arena, line, "id", entry->id);
		value_set(&arena, line, "tags", tags);
		value_set(&arena, line, "yaml", value_str(&arena, entry->yaml));
		json_encode(&out, line);
		buf_add_byte(&out, '\n');
	}
	err = buf_finish(&out, "the imported templates", why);
	return err ? err : template_store_replace(template_store_path(&arena, data), buf_str(&out), why);
}
