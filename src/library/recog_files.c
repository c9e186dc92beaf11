/* SPDX-License-Identifier: Apache-2.0 */
#include "library/recog_files.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "disk/read_file.h"

#define TRIES 3

char *recog_files_folder(struct arena *arena, const char *data)
{
	return arena_printf(arena, "%s/knowledge/recog", data);
}

enum err recog_files_load_one(struct arena *arena, const char *path, const struct fingerprint_file **ret_file,
			      struct str *ret_bytes, struct fault *why)
{
	const char *slash = strrchr(path, '/');
	struct str bytes;
	enum err err;

	err = read_file(arena, path, RECOG_FILE_MAX, &bytes, why);
	if (!err)
		err = fingerprint_file_parse(arena, slash ? slash + 1 : path, bytes, ret_file, why);
	if (!err)
		*ret_bytes = bytes;
	return err;
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static enum err list(struct arena *arena, const char *folder, const char ***ret_names, size_t *ret_count,
		     struct fault *why)
{
	DIR *directory = opendir(folder);
	const char **names = NULL;
	size_t count = 0, cap = 0;

	if (!directory)
		return fault_set(why, errno == ENOENT ? ERR_NOT_FOUND : ERR_IO, "%s: %s", folder, strerror(errno));
	for (struct dirent *found; (found = readdir(directory)) != NULL;) {
		if (!fingerprint_name_is_good(found->d_name))
			continue;
		names = arena_grow(arena, names, count, &cap, sizeof(*names));
		names[count++] = arena_strdup(arena, found->d_name);
	}
	closedir(directory);
	if (count == 0)
		return fault_set(why, ERR_NOT_FOUND, "%s: this folder holds no file of fingerprints (*.xml)", folder);
	if (count > RECOG_FILES_MAX)
		return fault_set(why, ERR_TOO_LARGE, "%s: more than %d files", folder, RECOG_FILES_MAX);
	qsort(names, count, sizeof(*names), compare_names);
	*ret_names = names;
	*ret_count = count;
	return ERR_OK;
}

static enum err load_once(struct arena *arena, const char *folder, struct recog_files *ret_files, struct fault *why)
{
	struct recog_files files = {0};
	const char **names;
	size_t count = 0;
	enum err err;

	err = list(arena, folder, &names, &count, why);
	if (err)
		return err;
	files.files = arena_array(arena, count, sizeof(*files.files));
	files.bytes = arena_array(arena, count, sizeof(*files.bytes));
	for (; files.count < count && !err; files.count++)
		err = recog_files_load_one(arena, arena_printf(arena, "%s/%s", folder, names[files.count]),
					   &files.files[files.count], &files.bytes[files.count], why);
	if (!err)
		*ret_files = files;
	return err;
}

/* Which folder stands at this path right now; 0 when there is none. */
static ino_t identity(const char *folder)
{
	struct stat info;

	return stat(folder, &info) == 0 ? info.st_ino : 0;
}

enum err recog_files_load(struct arena *arena, const char *folder, struct recog_files *ret_files, struct fault *why)
{
	enum err err = ERR_BUSY;

	for (int i = 0; i < TRIES; i++) {
		ino_t before = identity(folder);
		err = load_once(arena, folder, ret_files, why);
		if (before == identity(folder))
			return err;
	}
	return err ? err : fault_set(why, ERR_BUSY, "%s: is being replaced again and again", folder);
}
