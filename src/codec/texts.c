/* SPDX-License-Identifier: Apache-2.0 */
#include "codec/texts.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/asset.h"
#include "codec/yaml.h"

#define KEY_MAX  200
#define TEXT_MAX ((size_t)64 * 1024)

struct entry {
	struct str key;
	const char *file[2]; /* where each language has it; NULL: nowhere */
	unsigned line[2];
	struct template *text[2]; /* by enum lang */
};

/* Entries sorted by key, each once; while they are loaded, one a language and in the order of the files. */
struct texts {
	struct arena arena;
	struct entry *entries;
	size_t count, cap;
};

struct loading {
	struct texts *texts;
	const char *file;
	enum lang lang;
	struct fault *why;
};

static int compare_keys(struct str a, struct str b)
{
	size_t shorter = a.n < b.n ? a.n : b.n;
	int order = shorter ? memcmp(a.p, b.p, shorter) : 0;

	return order ? order : (a.n > b.n) - (a.n < b.n);
}

/* Index of the first entry whose key is not less than this one. */
static size_t lower_bound(const struct texts *texts, struct str key)
{
	size_t low = 0, high = texts->count;

	while (low < high) {
		size_t middle = (low + high) / 2;
		if (compare_keys(texts->entries[middle].key, key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static enum err add_text(struct loading *l, const char *key, const struct value *value)
{
	struct texts *texts = l->texts;
	struct entry *entry;

	texts->entries = arena_grow(&texts->arena, texts->entries, texts->count, &texts->cap, sizeof(*texts->entries));
	entry = &texts->entries[texts->count++];
	*entry = (struct entry){.key = str_from(arena_strdup(&texts->arena, key))};
	entry->file[l->lang] = l->file;
	entry->line[l->lang] = value->line;
	return template_compile(&texts->arena, arena_printf(&texts->arena, "%s (%s)", l->file, key), value->text,
				&entry->text[l->lang], l->why);
}

static enum err add_all(struct loading *l, const char *prefix, const struct value *map)
{
	char key[KEY_MAX];
	enum err err = ERR_OK;

	for (size_t i = 0; !err && i < map->count; i++) {
		const struct value *item = map->items[i];
		if (snprintf(key, sizeof(key), "%s%s%s", prefix, *prefix ? "." : "", map->keys[i].p) >=
		    (int)sizeof(key))
			return fault_set(l->why, ERR_INVALID, "%s:%u: the key is too long", l->file, item->line);
		if (item->kind == VALUE_MAP)
			err = add_all(l, key, item);
		else if (item->kind == VALUE_TEXT)
			err = add_text(l, key, item);
		else
			err = fault_set(l->why, ERR_INVALID, "%s:%u: \"%s\" is %s, expected a text", l->file,
					item->line, key, value_kind_name(item->kind));
	}
	return err;
}

static enum err load_language(struct texts *texts, enum lang lang, struct fault *why)
{
	const char *folder = lang == LANG_JA ? "texts/ja/" : "texts/en/";
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (size_t i = 0; i < asset_count; i++) {
		struct loading l = {texts, asset_table[i].name, lang, why};
		struct value *root;
		enum err err;

		if (!str_starts(str_from(l.file), folder))
			continue;
		err = yaml_decode(&arena, asset_table[i].bytes, l.file, &root, why);
		if (!err && root->kind != VALUE_MAP)
			err = fault_set(why, ERR_INVALID, "%s:1: expected a map of texts", l.file);
		if (!err)
			err = add_all(&l, "", root);
		if (err)
			return err;
	}
	return ERR_OK;
}

static int compare_entries(const void *a, const void *b)
{
	return compare_keys(((const struct entry *)a)->key, ((const struct entry *)b)->key);
}

/* Lays the text of one language beside that of the other. */
static enum err join(struct entry *entry, const struct entry *other, struct fault *why)
{
	enum lang lang = other->text[LANG_JA] ? LANG_JA : LANG_EN;

	if (entry->text[lang])
		return fault_set(why, ERR_INVALID, "%s:%u: the text \"%s\" stands in %s too", other->file[lang],
				 other->line[lang], other->key.p, entry->file[lang]);
	entry->file[lang] = other->file[lang];
	entry->line[lang] = other->line[lang];
	entry->text[lang] = other->text[lang];
	return ERR_OK;
}

/* Sorts once instead of keeping an order with each of thousands of texts: a program loads them whenever it starts. */
static enum err sort_and_join(struct texts *texts, struct fault *why)
{
	size_t kept = 0;
	enum err err = ERR_OK;

	qsort(texts->entries, texts->count, sizeof(*texts->entries), compare_entries);
	for (size_t i = 0; !err && i < texts->count; i++) {
		const struct entry entry = texts->entries[i];
		if (kept && str_eq(texts->entries[kept - 1].key, entry.key))
			err = join(&texts->entries[kept - 1], &entry, why);
		else
			texts->entries[kept++] = entry;
	}
	texts->count = kept;
	return err;
}

static enum err check_both_languages(const struct texts *texts, struct fault *why)
{
	for (size_t i = 0; i < texts->count; i++) {
		const struct entry *entry = &texts->entries[i];
		enum lang given = entry->text[LANG_JA] ? LANG_JA : LANG_EN;
		if (!entry->text[!given])
			return fault_set(why, ERR_INVALID, "%s: the text \"%s\" is missing in %s", entry->file[given],
					 entry->key.p, given == LANG_JA ? "English" : "Japanese");
	}
	return ERR_OK;
}

/* What came of reading them, which would be the same again. */
static struct {
	struct texts texts;
	enum err err;
	struct fault fault;
} program;

static void load_program(void)
{
	struct texts *texts = &program.texts;
	struct fault *why = &program.fault;
	enum err err = load_language(texts, LANG_JA, why);

	if (!err)
		err = load_language(texts, LANG_EN, why);
	if (!err)
		err = sort_and_join(texts, why);
	if (!err)
		err = check_both_languages(texts, why);
	program.err = err;
}

enum err texts_load(const struct texts **ret_texts, struct fault *why)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	pthread_once(&once, load_program);
	if (program.err)
		return fault_set(why, program.err, "%s", program.fault.text);
	*ret_texts = &program.texts;
	return ERR_OK;
}

const struct template *texts_find(const void *context, enum lang lang, struct str key)
{
	const struct texts *texts = context;
	size_t at = lower_bound(texts, key);

	if (at == texts->count || !str_eq(texts->entries[at].key, key))
		return NULL;
	return texts->entries[at].text[lang];
}

struct str texts_key(const struct texts *texts, struct str prefix, size_t index)
{
	size_t at = lower_bound(texts, prefix) + index;

	if (at >= texts->count || !str_eq(str_head(texts->entries[at].key, prefix.n), prefix))
		return (struct str){NULL, 0};
	return texts->entries[at].key;
}

const char *texts_get(const struct texts *texts, struct arena *arena, enum lang lang, const char *key,
		      const struct value *context)
{
	const struct template_source source = {.text = texts_find, .context = texts};
	const struct template *text = texts_find(texts, lang, str_from(key));
	BUF_SCOPED out;

	buf_init(&out, TEXT_MAX);
	if (!text || template_render(text, &source, TEMPLATE_PLAIN, lang, context, &out, NULL))
		return arena_printf(arena, "[%s]", key);
	return arena_strndup(arena, buf_text(&out), buf_str(&out).n);
}
