/* SPDX-License-Identifier: Apache-2.0 */
#include "store/sqlite/claim.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

static enum err tell_open_failure(const char *path, int reason, struct fault *why)
{
	switch (reason) {
	case ENOENT:
	case ENOTDIR:
		return fault_set(why, ERR_IO, "%s cannot be made: its directory does not exist; make it first", path);
	case EACCES:
	case EPERM:
	case EROFS:
		return fault_set(
			why, ERR_IO,
			"%s cannot be written (%s): the data directory must be writable by the user who runs tenken",
			path, strerror(reason));
	case ENOSPC:
	case EDQUOT: return fault_set(why, ERR_IO, "%s cannot be made: the disk is full; free some space on it", path);
	default: return fault_set(why, ERR_IO, "%s cannot be opened: %s", path, strerror(reason));
	}
}

/* For the one who is refused and looks who it is; not being able to write it is no failure. */
static void note_holder(int fd)
{
	char text[32];
	int size = snprintf(text, sizeof(text), "%ld\n", (long)getpid());

	if (ftruncate(fd, 0) == 0 && write(fd, text, (size_t)size) != size)
		(void)!ftruncate(fd, 0);
}

static enum err tell_held(int fd, const char *path, struct fault *why)
{
	char holder[32] = "";
	ssize_t size = pread(fd, holder, sizeof(holder) - 1, 0);

	holder[size > 0 ? strspn(holder, "0123456789") : 0] = '\0';
	return fault_set(why, ERR_BUSY, "%s is in use by another tenken (process %s): stop that one first", path,
			 *holder ? holder : "unknown");
}

static enum err make_file(const char *path, struct fault *why)
{
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

	if (fd < 0)
		return tell_open_failure(path, errno, why);
	close(fd); /* SQLite has no lock on it yet that this could drop */
	return ERR_OK;
}

enum err claim_file(const char *path, int *ret_fd, struct fault *why)
{
	char lock_path[PATH_MAX];
	enum err err;
	int fd;

	if (snprintf(lock_path, sizeof(lock_path), "%s.lock", path) >= (int)sizeof(lock_path))
		return fault_set(why, ERR_INVALID, "the path of the store is too long");
	fd = open(lock_path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (fd < 0)
		return tell_open_failure(lock_path, errno, why);
	if (flock(fd, LOCK_EX | LOCK_NB)) {
		err = tell_held(fd, path, why);
		goto failed;
	}
	note_holder(fd);
	err = make_file(path, why);
	if (err)
		goto failed;
	*ret_fd = fd;
	return ERR_OK;
failed:
	close(fd);
	return err;
}
