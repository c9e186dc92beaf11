/* SPDX-License-Identifier: Apache-2.0 */
#include "disk/new_file.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "disk/folder.h"
#include "disk/io_fault.h"

static enum err write_all(int fd, const char *path, struct str bytes, struct fault *why)
{
	while (bytes.n) {
		ssize_t written = write(fd, bytes.p, bytes.n);
		if (written < 0 && errno != EINTR)
			return io_fault(path, errno, why);
		bytes = str_skip(bytes, written > 0 ? (size_t)written : 0);
	}
	return ERR_OK;
}

enum err new_file_write(const char *path, mode_t mode, const struct str *parts, size_t count, struct fault *why)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
	enum err err = ERR_OK;

	if (fd < 0 && errno == EEXIST)
		return fault_set(why, ERR_CONFLICT, "%s: a file of this name exists", path);
	if (fd < 0)
		return io_fault_making(path, errno, why);
	for (size_t i = 0; i < count && !err; i++)
		err = write_all(fd, path, parts[i], why);
	if (!err && fsync(fd) != 0)
		err = io_fault(path, errno, why);
	if (close(fd) != 0 && !err)
		err = io_fault(path, errno, why);
	if (err)
		(void)unlink(path);
	return err;
}

enum err new_file_write_private(const char *path, struct str bytes, struct fault *why)
{
	enum err err = new_file_write(path, 0600, &bytes, 1, why);

	return err ? err : folder_sync_above(path, why);
}
