/* SPDX-License-Identifier: Apache-2.0 */
#include "disk/scratch_file.h"

#include <errno.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "disk/io_fault.h"

enum err scratch_file_open(struct scratch_file *ret_file, struct fault *why)
{
	int fd = memfd_create("scratch", MFD_CLOEXEC);

	if (fd < 0)
		return io_fault_making("a file in memory", errno, why);
	ret_file->fd = fd;
	snprintf(ret_file->path, sizeof(ret_file->path), "/proc/self/fd/%d", fd);
	return ERR_OK;
}

void scratch_file_close(struct scratch_file *file)
{
	close(file->fd);
	file->fd = -1;
}

enum err scratch_file_read(const struct scratch_file *file, struct buf *out, struct fault *why)
{
	char chunk[16384];
	off_t at = 0;
	ssize_t got;

	while ((got = pread(file->fd, chunk, sizeof(chunk), at)) != 0) {
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return io_fault(file->path, errno, why);
		at += got;
		buf_add(out, str_of(chunk, (size_t)got));
	}
	return buf_finish(out, file->path, why);
}
