/* SPDX-License-Identifier: Apache-2.0 */
#include "disk/read_file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "disk/io_fault.h"

static enum err read_all(int fd, const char *path, struct buf *bytes, struct fault *why)
{
	char chunk[16384];
	ssize_t got;

	while ((got = read(fd, chunk, sizeof(chunk))) != 0) {
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return io_fault(path, errno, why);
		buf_add(bytes, str_of(chunk, (size_t)got));
		if (bytes->full)
			break;
	}
	return buf_finish(bytes, path, why);
}

enum err read_file(struct arena *arena, const char *path, size_t cap, struct str *ret_bytes, struct fault *why)
{
	bool is_stdin = strcmp(path, "-") == 0;
	int fd = is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	BUF_SCOPED bytes;
	enum err err;

	buf_init(&bytes, cap);
	if (fd < 0 && errno == ENOENT)
		return fault_set(why, ERR_NOT_FOUND, "%s: %s", path, strerror(errno));
	if (fd < 0)
		return io_fault(path, errno, why);
	err = read_all(fd, path, &bytes, why);
	if (!is_stdin)
		close(fd);
	if (!err)
		*ret_bytes = str_of(str_dup(arena, buf_str(&bytes)), buf_str(&bytes).n);
	return err;
}
