/* SPDX-License-Identifier: Apache-2.0 */
#include "library/knowledge_update.h"

#include "calendar/day.h"
#include "library/knowledge_download.h"
#include "library/knowledge_file.h"
#include "library/knowledge_lock.h"

struct updating {
	const struct knowledge_update *update;
	const struct knowledge_update_watch *watch;
	struct knowledge_sources sources;
	bool is_imported[CATALOG_SOURCES];
	const char *folder; /* DATA/knowledge/download */
	size_t failed;
};

/* ---- one source ---- */

/* What is new of its files, all of them or a fault. */
static enum err fetch_all(const struct updating *updating, struct arena *arena, enum catalog_source source,
			  const char **ret_paths, size_t *ret_count, struct fault *why)
{
	struct knowledge_download download = {
		.folder = arena_printf(arena, "%s/%s", updating->folder, catalog_source_name(source)),
		.ca_file = updating->sources.ca_file,
		.is_anew = !updating->is_imported[source],
		.on_progress = updating->watch->import.on_progress,
		.context = updating->watch->import.context};
	size_t count = 0;

	for (size_t i = 0; i < updating->sources.count; i++) {
		char *path = NULL;
		enum err err;
		download.address = &updating->sources.items[i];
		if (download.address->source != source)
			continue;
		err = knowledge_download(arena, &download, &path, why);
		if (err)
			return err;
		if (path)
			ret_paths[count++] = path;
	}
	*ret_count = count;
	return ERR_OK;
}

static void update_source(struct updating *updating, enum catalog_source source)
{
	struct knowledge_updated updated = {.source = source};
	const char **paths;
	ARENA_SCOPED arena;

	arena_init(&arena);
	paths = arena_array(&arena, updating->sources.count, sizeof(*paths));
	updated.err = fetch_all(updating, &arena, source, paths, &updated.files, &updated.why);
	if (!updated.err && updated.files)
		updated.err =
			knowledge_import(updating->update->data, source, paths, updated.files, updating->update->now_ms,
					 &updating->watch->import, &updated.import, &updated.why);
	for (size_t i = 0; i < updated.files && !updated.err; i++)
		knowledge_download_done(paths[i]);
	updating->failed += updated.err != ERR_OK;
	updating->watch->on_source(updating->watch->import.context, &updated);
}

/* ---- all of them ---- */

static bool has_address(const struct knowledge_sources *sources, enum catalog_source source)
{
	for (size_t i = 0; i < sources->count; i++)
		if (sources->items[i].source == source)
			return true;
	return false;
}

static enum err check_wanted(const struct updating *updating, struct fault *why)
{
	for (int i = 0; i < CATALOG_SOURCES; i++)
		if (updating->update->is_wanted[i] && !has_address(&updating->sources, (enum catalog_source)i))
			return fault_set(why, ERR_INVALID, "%s: there is no address for it; import its files",
					 catalog_source_name((enum catalog_source)i));
	return ERR_OK;
}

static enum err read_imported(struct updating *updating, struct fault *why)
{
	struct knowledge_file file;
	enum err err = knowledge_file_open(updating->update->data, &file, why);

	if (err)
		return err;
	for (int i = 0; i < CATALOG_SOURCES && file.catalog; i++)
		updating->is_imported[i] = catalog_source_state(file.catalog, (enum catalog_source)i).imported_ms != 0;
	knowledge_file_close(&file);
	return ERR_OK;
}

static void update_all(struct updating *updating)
{
	bool is_all = true;

	for (int i = 0; i < CATALOG_SOURCES; i++)
		is_all &= !updating->update->is_wanted[i];
	for (int i = 0; i < CATALOG_SOURCES; i++)
		if (updating->update->is_wanted[i] ||
		    (is_all && has_address(&updating->sources, (enum catalog_source)i)))
			update_source(updating, (enum catalog_source)i);
}

enum err knowledge_update(const struct knowledge_update *update, const struct knowledge_update_watch *watch,
			  size_t *ret_failed, struct fault *why)
{
	struct updating updating = {.update = update, .watch = watch};
	ARENA_SCOPED arena;
	char *folder;
	enum err err;
	int lock;

	arena_init(&arena);
	err = knowledge_sources_load(&arena, update->sources_path, day_of_ms(update->now_ms), &updating.sources, why);
	if (!err)
		err = check_wanted(&updating, why);
	if (!err)
		err = knowledge_lock_take_download(&arena, update->data, &folder, &lock, why);
	if (err)
		return err;
	updating.folder = folder;
	err = read_imported(&updating, why);
	if (!err) {
		update_all(&updating);
		*ret_failed = updating.failed;
	}
	lock_release(lock);
	return err;
}
