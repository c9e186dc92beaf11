/* SPDX-License-Identifier: Apache-2.0 */
#include "disk/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/str.h"
#include "disk/io_fault.h"

/* Not being able to write it is no failure. */
static void note_holder(int fd)
{
	char text[32];
	int size = snprintf(text, sizeof(text), "%ld\n", (long)getpid());

	if (ftruncate(fd, 0) == 0 && write(fd, text, (size_t)size) != size)
		(void)!ftruncate(fd, 0);
}

enum err lock_take(const char *path, int *ret_fd, struct fault *why)
{
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	enum err err;

	if (fd < 0)
		return io_fault_making(path, errno, why);
	if (flock(fd, LOCK_EX | LOCK_NB) == 0) {
		note_holder(fd);
		*ret_fd = fd;
		return ERR_OK;
	}
	err = errno == EWOULDBLOCK
		      ? fault_set(why, ERR_BUSY, "%s is held by process %ld", path, (long)lock_holder(path))
		      : io_fault(path, errno, why);
	close(fd);
	return err;
}

void lock_release(int fd)
{
	close(fd);
}

pid_t lock_holder(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	char text[32];
	ssize_t size = fd < 0 ? 0 : read(fd, text, sizeof(text));
	uint64_t number = 0;

	if (fd >= 0)
		close(fd);
	return size > 0 && str_to_u64(str_trim(str_of(text, (size_t)size)), &number) && number <= INT32_MAX
		       ? (pid_t)number
		       : 0;
}
