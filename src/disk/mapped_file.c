/* SPDX-License-Identifier: Apache-2.0 */
#include "disk/mapped_file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "disk/io_fault.h"

static enum err map(int fd, const char *path, struct str *ret_bytes, struct fault *why)
{
	struct stat status;
	void *bytes;

	if (fstat(fd, &status) != 0)
		return io_fault(path, errno, why);
	if (!S_ISREG(status.st_mode) || status.st_size == 0) {
		*ret_bytes = str_of(NULL, 0);
		return ERR_OK;
	}
	bytes = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_SHARED, fd, 0);
	if (bytes == MAP_FAILED)
		return io_fault(path, errno, why);
	*ret_bytes = str_of(bytes, (size_t)status.st_size);
	return ERR_OK;
}

enum err mapped_file_open(const char *path, struct str *ret_bytes, struct fault *why)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	enum err err;

	if (fd < 0 && errno == ENOENT)
		return fault_set(why, ERR_NOT_FOUND, "%s: %s", path, strerror(errno));
	if (fd < 0)
		return io_fault(path, errno, why);
	err = map(fd, path, ret_bytes, why);
	close(fd);
	return err;
}

void mapped_file_close(struct str bytes)
{
	if (bytes.n)
		munmap((void *)bytes.p, bytes.n);
}
