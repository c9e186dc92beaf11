/* SPDX-License-Identifier: Apache-2.0 */
#include "disk/list_folder.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "disk/io_fault.h"

static enum err fail(const char *path, struct fault *why)
{
	if (errno == ENOENT || errno == ENOTDIR)
		return fault_set(why, errno == ENOENT ? ERR_NOT_FOUND : ERR_INVALID, "%s: %s", path, strerror(errno));
	return io_fault(path, errno, why);
}

static int compare(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static enum err read_names(struct arena *arena, DIR *folder, const char *path, size_t cap, const char **names,
			   size_t *ret_count, struct fault *why)
{
	struct dirent *entry;
	size_t count = 0;

	while (errno = 0, (entry = readdir(folder))) {
		if (entry->d_name[0] == '.')
			continue;
		if (count == cap)
			return fault_set(why, ERR_TOO_LARGE, "%s: holds more than %zu files", path, cap);
		names[count++] = arena_strdup(arena, entry->d_name);
	}
	if (errno)
		return fail(path, why);
	*ret_count = count;
	return ERR_OK;
}

enum err list_folder(struct arena *arena, const char *path, size_t cap, const char ***ret_names, size_t *ret_count,
		     struct fault *why)
{
	const char **names = arena_array(arena, cap, sizeof(*names));
	DIR *folder = opendir(path);
	size_t count = 0;
	enum err err;

	if (!folder)
		return fail(path, why);
	err = read_names(arena, folder, path, cap, names, &count, why);
	closedir(folder);
	if (err)
		return err;
	qsort(names, count, sizeof(*names), compare);
	*ret_names = names;
	*ret_count = count;
	return ERR_OK;
}
