/* SPDX-License-Identifier: Apache-2.0 */
#include "disk/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "disk/io_fault.h"

enum err folder_make(const char *path, mode_t mode, struct fault *why)
{
	if (mkdir(path, mode) == 0)
		return folder_sync_above(path, why);
	return errno == EEXIST ? ERR_OK : io_fault_making(path, errno, why);
}

enum err folder_sync(const char *path, struct fault *why)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	enum err err = ERR_OK;

	if (fd < 0)
		return io_fault(path, errno, why);
	if (fsync(fd) != 0)
		err = io_fault(path, errno, why);
	close(fd);
	return err;
}

enum err folder_sync_above(const char *path, struct fault *why)
{
	size_t length = strlen(path);
	ARENA_SCOPED arena;

	arena_init(&arena);
	while (length > 1 && path[length - 1] == '/')
		length--;
	while (length && path[length - 1] != '/')
		length--;
	return folder_sync(length ? arena_strndup(&arena, path, length) : ".", why);
}

static bool is_dots(const char *name)
{
	return !strcmp(name, ".") || !strcmp(name, "..");
}

enum err folder_remove(const char *path, struct fault *why)
{
	DIR *directory = opendir(path);

	if (!directory)
		return errno == ENOENT ? ERR_OK : io_fault(path, errno, why);
	for (struct dirent *found; (found = readdir(directory)) != NULL;)
		if (!is_dots(found->d_name))
			(void)unlinkat(dirfd(directory), found->d_name, 0);
	closedir(directory);
	return rmdir(path) == 0 ? ERR_OK : io_fault(path, errno, why);
}
