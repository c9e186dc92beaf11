/* SPDX-License-Identifier: Apache-2.0 */
#include "store/sqlite/claim.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/arena.h"
#include "disk/io_fault.h"
#include "disk/lock.h"

static enum err tell_held(const char *lock_path, const char *path, struct fault *why)
{
	long holder = (long)lock_holder(lock_path);
	ARENA_SCOPED arena;

	arena_init(&arena);
	return fault_set(why, ERR_BUSY, "%s is in use by another tenken (process %s): stop that one first", path,
			 holder ? arena_printf(&arena, "%ld", holder) : "unknown");
}

static enum err make_file(const char *path, struct fault *why)
{
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

	if (fd < 0)
		return io_fault_making(path, errno, why);
	close(fd); /* SQLite has no lock on it yet that this could drop */
	return ERR_OK;
}

enum err claim_file(const char *path, int *ret_fd, struct fault *why)
{
	const char *lock_path;
	ARENA_SCOPED arena;
	enum err err;
	int fd;

	arena_init(&arena);
	lock_path = arena_printf(&arena, "%s.lock", path);
	err = lock_take(lock_path, &fd, why);
	if (err == ERR_BUSY)
		return tell_held(lock_path, path, why);
	if (err)
		return err;
	err = make_file(path, why);
	if (err)
		lock_release(fd);
	else
		*ret_fd = fd;
	return err;
}
