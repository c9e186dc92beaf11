/* SPDX-License-Identifier: Apache-2.0 */
#include "library/template_files.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "disk/read_file.h"

struct listing {
	struct arena *arena;
	struct template_files *files;
	struct fault *why;
};

static enum err add_file(struct listing *listing, const char *path, const char *set)
{
	struct template_files *files = listing->files;

	if (files->count == TEMPLATE_FILES_MAX)
		return fault_set(listing->why, ERR_TOO_LARGE, "%s: more than %d files", path, TEMPLATE_FILES_MAX);
	files->items = arena_grow(listing->arena, files->items, files->count, &files->cap, sizeof(*files->items));
	files->items[files->count++] = (struct template_file){path, set};
	return ERR_OK;
}

static enum err list_folder(struct listing *listing, const char *folder, const char *set, unsigned depth);

static enum err list_entry(struct listing *listing, const char *folder, const char *set, const char *name,
			   unsigned depth)
{
	const char *path = arena_printf(listing->arena, "%s/%s", folder, name);
	struct stat info;

	if (name[0] == '.' || lstat(path, &info) != 0)
		return ERR_OK;
	if (S_ISDIR(info.st_mode))
		return list_folder(listing, path,
				   set[0] ? arena_printf(listing->arena, "%s/%s", set, name)
					  : arena_strdup(listing->arena, name),
				   depth + 1);
	return S_ISREG(info.st_mode) && str_ends(str_from(name), ".yaml") ? add_file(listing, path, set) : ERR_OK;
}

static enum err list_folder(struct listing *listing, const char *folder, const char *set, unsigned depth)
{
	DIR *directory;
	enum err err = ERR_OK;

	if (depth > TEMPLATE_DEPTH_MAX)
		return fault_set(listing->why, ERR_TOO_LARGE, "%s: more than %d folders within folders", folder,
				 TEMPLATE_DEPTH_MAX);
	directory = opendir(folder);
	if (!directory)
		return fault_set(listing->why, ERR_IO, "%s: %s", folder, strerror(errno));
	for (struct dirent *found; !err && (found = readdir(directory)) != NULL;)
		err = list_entry(listing, folder, set, found->d_name, depth);
	closedir(directory);
	return err;
}

static enum err list_named(struct listing *listing, const char *path)
{
	const size_t before = listing->files->count;
	struct stat info;
	enum err err;

	if (strcmp(path, "-") == 0)
		return add_file(listing, path, "");
	if (stat(path, &info) != 0)
		return fault_set(listing->why, errno == ENOENT ? ERR_NOT_FOUND : ERR_IO, "%s: %s", path,
				 strerror(errno));
	if (!S_ISDIR(info.st_mode))
		return add_file(listing, path, "");
	err = list_folder(listing, path, "", 0);
	if (!err && listing->files->count == before)
		err = fault_set(listing->why, ERR_NOT_FOUND, "%s: this folder holds no template (*.yaml)", path);
	return err;
}

static int compare(const void *a, const void *b)
{
	return strcmp(((const struct template_file *)a)->path, ((const struct template_file *)b)->path);
}

enum err template_files_list(struct arena *arena, const char *const *paths, size_t count,
			     struct template_files *ret_files, struct fault *why)
{
	struct template_files files = {0};
	struct listing listing = {arena, &files, why};
	enum err err = ERR_OK;

	for (size_t i = 0; i < count && !err; i++)
		err = list_named(&listing, paths[i]);
	if (err)
		return err;
	qsort(files.items, files.count, sizeof(*files.items), compare);
	*ret_files = files;
	return ERR_OK;
}

enum err template_files_load(struct arena *arena, const char *path, const struct nuclei_template **ret_template,
			     struct str *ret_bytes, struct fault *why)
{
	enum err err;

	err = read_file(arena, path, NUCLEI_FILE_MAX, ret_bytes, why);
	return err ? err : nuclei_template_parse(arena, path, *ret_bytes, ret_template, why);
}
