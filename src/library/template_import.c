/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "library/knowledge_lock.h"
#include "library/template_files.h"
#include "library/template_import.h"
#include "library/template_store_priv.h"

struct template_import_run {
	struct arena *arena;
	struct template_store newer;
	struct template_import counts;
	template_skip *on_skip;
	void *context;
};

static void skip(struct template_import_run *importing, const char *text)
{
	importing->counts.skipped++;
	if (importing->on_skip)
		importing->on_skip(importing->context, text);
}

/* Parses in an arena of its own: only what is kept stays. */
static enum err take_file(struct template_import_run *importing, const struct template_file *file, struct fault *why)
{
	struct arena *kept = importing->arena;
	const struct nuclei_template *template;
	struct template_entry entry;
	struct value *tags;
	struct fault inner;
	struct str bytes;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = template_files_load(&arena, file->path, &template, &bytes, &inner);
	if (err == ERR_INVALID || err == ERR_TOO_LARGE) {
		skip(importing, inner.text);
		return ERR_OK;
	}
	if (err)
		return fault_set(why, err, "%s", inner.text);
	if (template->refusal.reason != NUCLEI_SAFE) {
		skip(importing,
		     arena_printf(&arena, "%s:%u:%u: refused: %s (%s)", file->path, template->refusal.line,
				  template->refusal.column, nuclei_refusal_reason_name(template->refusal.reason),
				  template->refusal.what));
		return ERR_OK;
	}
	tags = value_list(kept);
	for (size_t i = 0; i < template->tag_count; i++)
		value_add(kept, tags, value_text(kept, template->tags[i]));
	entry = (struct template_entry){.set = file->set, .id = arena_strdup(kept, template->id), .tags = tags};
	entry.yaml = (struct str){str_dup(kept, bytes), bytes.n};
	template_store_add(kept, &importing->newer, &entry);
	return ERR_OK;
}

/* The first of two templates with the same id, by path, stays. */
static void drop_doubles(struct template_import_run *importing)
{
	struct template_store *store = &importing->newer;
	size_t kept = 0;

	template_store_sort(store);
	for (size_t i = 0; i < store->count; i++) {
		if (kept && strcmp(store->entries[kept - 1].id, store->entries[i].id) == 0)
			skip(importing, arena_printf(importing->arena, "%s: a template of this id was read before",
						     store->entries[i].id));
		else
			store->entries[kept++] = store->entries[i];
	}
	store->count = kept;
}

static void compare_stores(struct template_import_run *importing, const struct template_store *older)
{
	struct template_import *counts = &importing->counts;
	size_t common = 0;

	for (size_t i = 0; i < importing->newer.count; i++) {
		const struct template_entry *entry = &importing->newer.entries[i];
		const struct template_entry *old = template_store_find(older, entry->id);
		common += old != NULL;
		counts->added += !old;
		counts->changed += old && (!str_eq(old->yaml, entry->yaml) || strcmp(old->set, entry->set) != 0);
	}
	counts->removed = older->count - common;
}

static enum err import_locked(struct template_import_run *importing, const char *data,
			      const struct template_files *files, struct fault *why)
{
	struct template_store older;
	enum err err = ERR_OK;

	for (size_t i = 0; i < files->count && !err; i++)
		err = take_file(importing, &files->items[i], why);
	if (err)
		return err;
	drop_doubles(importing);
	if (!importing->newer.count)
		return fault_set(why, ERR_INVALID,
				 "none of these files is a template that may be run; nothing was changed");
	if (template_store_load(importing->arena, data, &older, NULL))
		older = (struct template_store){0}; /* a damaged one is what an import mends */
	compare_stores(importing, &older);
	if (!importing->counts.added && !importing->counts.changed && !importing->counts.removed)
		return ERR_OK;
	return template_store_save(data, &importing->newer, why);
}

enum err template_import(const char *data, const char *const *paths, size_t count, template_skip *on_skip,
			 void *context, struct template_import *ret_import, struct fault *why)
{
	ARENA_SCOPED arena;
	struct template_import_run importing = {.arena = &arena, .on_skip = on_skip, .context = context};
	struct template_files files;
	enum err err;
	int fd;

	arena_init(&arena);
	err = template_files_list(&arena, paths, count, &files, why);
	if (!err)
		err = knowledge_lock_take(data, &fd, why);
	if (err)
		return err;
	err = import_locked(&importing, data, &files, why);
	lock_release(fd);
	if (!err)
		*ret_import = importing.counts;
	return err;
}
