/* SPDX-License-Identifier: Apache-2.0 */
#include "library/recog_import.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "disk/folder.h"
#include "disk/io_fault.h"
#include "disk/new_file.h"
#include "disk/replace_folder.h"
#include "library/knowledge_lock.h"
#include "library/recog_diff_priv.h"
#include "library/recog_files.h"

/* Where an import works. */
struct recog_import_place {
	const char *folder; /* DATA/knowledge/recog */
	const char *next;   /* the new set until it takes that place, then the old one until it is removed */
};

static size_t find(const struct recog_files *files, const char *name)
{
	for (size_t i = 0; i < files->count; i++)
		if (strcmp(files->files[i]->name, name) == 0)
			return i;
	return files->count;
}

static enum err load_named(struct arena *arena, const char *const *paths, size_t count, struct recog_files *ret_files,
			   struct fault *why)
{
	struct recog_files files = {.files = arena_array(arena, count, sizeof(*files.files)),
				    .bytes = arena_array(arena, count, sizeof(*files.bytes))};
	enum err err = ERR_OK;

	for (size_t i = 0; i < count && !err; i++) {
		err = recog_files_load_one(arena, paths[i], &files.files[i], &files.bytes[i], why);
		if (!err && find(&files, files.files[i]->name) < files.count)
			err = fault_set(why, ERR_INVALID, "%s: a file of this name was given before", paths[i]);
		files.count += !err;
	}
	if (!err)
		*ret_files = files;
	return err;
}

/* The old files that stay, as further names of the same bytes on disk. */
static enum err link_kept(struct arena *arena, const struct recog_import_place *place, const struct recog_files *older,
			  const struct recog_files *newer, struct fault *why)
{
	for (size_t i = 0; i < older->count; i++) {
		const char *name = older->files[i]->name;
		const char *to = arena_printf(arena, "%s/%s", place->next, name);
		if (find(newer, name) < newer->count)
			continue;
		if (link(arena_printf(arena, "%s/%s", place->folder, name), to) != 0)
			return io_fault(to, errno, why);
	}
	return ERR_OK;
}

static enum err write_set(struct arena *arena, const struct recog_import_place *place, const struct recog_files *older,
			  const struct recog_files *newer, struct fault *why)
{
	enum err err;

	err = folder_remove(place->next, why);
	if (!err)
		err = folder_make(place->next, 0755, why);
	if (!err)
		err = link_kept(arena, place, older, newer, why);
	for (size_t i = 0; i < newer->count && !err; i++)
		err = new_file_write(arena_printf(arena, "%s/%s", place->next, newer->files[i]->name), 0600,
				     &newer->bytes[i], 1, why);
	if (!err)
		err = replace_folder(place->next, place->folder, why);
	/* The old set, or what there is of a new one that failed; what cannot be removed now goes at the next import.
	 */
	(void)!folder_remove(place->next, NULL);
	return err;
}

static bool is_same(const struct recog_files *older, const struct recog_files *newer)
{
	for (size_t i = 0; i < newer->count; i++) {
		size_t at = find(older, newer->files[i]->name);
		if (at == older->count || !str_eq(older->bytes[at], newer->bytes[i]))
			return false;
	}
	return true;
}

static enum err import_locked(struct arena *arena, const struct recog_import_place *place,
			      const struct recog_files *newer, struct recog_import *ret_import, struct fault *why)
{
	struct recog_import import = {0};
	struct recog_files older = {0};
	enum err err;

	err = recog_files_load(arena, place->folder, &older, why);
	if (err && err != ERR_NOT_FOUND)
		return err;
	for (size_t i = 0; i < newer->count; i++) {
		size_t at = find(&older, newer->files[i]->name);
		recog_diff_count(arena, at < older.count ? older.files[at] : NULL, newer->files[i], &import);
	}
	err = is_same(&older, newer) ? ERR_OK : write_set(arena, place, &older, newer, why);
	if (!err)
		*ret_import = import;
	return err;
}

enum err recog_import(struct arena *arena, const char *data, const char *const *paths, size_t count,
		      struct recog_import *ret_import, struct fault *why)
{
	struct recog_import_place place = {.folder = recog_files_folder(arena, data)};
	struct recog_files newer;
	enum err err;
	int fd;

	place.next = arena_printf(arena, "%s.next", place.folder);
	err = load_named(arena, paths, count, &newer, why);
	if (!err)
		err = knowledge_lock_take(data, &fd, why);
	if (err)
		return err;
	err = import_locked(arena, &place, &newer, ret_import, why);
	lock_release(fd);
	return err;
}
