/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "net/fetch_priv.h"

static enum err fail_io(const char *path, struct fault *why)
{
	return fault_set(why, ERR_IO, "%s: %s", path, strerror(errno));
}

/* The mark of what is there, or "". */
static void read_tag(struct fetch_part *part)
{
	int fd = open(part->tag_path, O_RDONLY | O_CLOEXEC);
	ssize_t size = fd < 0 ? 0 : read(fd, part->tag, sizeof(part->tag) - 1);

	part->tag[size > 0 ? size : 0] = 0;
	if (fd >= 0)
		close(fd);
}

enum err fetch_part_open(struct fetch_part *part, const char *path, uint64_t *ret_size, struct fault *why)
{
	struct stat info;
	enum err err = ERR_OK;

	*part = (struct fetch_part){.fd = -1};
	arena_init(&part->arena);
	part->path = arena_printf(&part->arena, "%s.part", path);
	part->tag_path = arena_printf(&part->arena, "%s.tag", part->path);
	part->fd = open(part->path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
	if (part->fd < 0 || fstat(part->fd, &info) != 0)
		err = fail_io(part->path, why);
	if (err) {
		fetch_part_close(part);
		return err;
	}
	read_tag(part);
	*ret_size = part->tag[0] ? (uint64_t)info.st_size : 0;
	if (lseek(part->fd, (off_t)*ret_size, SEEK_SET) < 0)
		err = fail_io(part->path, why);
	if (err)
		fetch_part_close(part);
	return err;
}

void fetch_part_close(struct fetch_part *part)
{
	if (part->fd >= 0)
		close(part->fd);
	part->fd = -1;
	arena_release(&part->arena);
}

static enum err write_all(int fd, const char *path, struct str bytes, struct fault *why)
{
	while (bytes.n) {
		ssize_t written = write(fd, bytes.p, bytes.n);
		if (written < 0 && errno != EINTR)
			return fail_io(path, why);
		bytes = str_skip(bytes, written > 0 ? (size_t)written : 0);
	}
	return ERR_OK;
}

/* The mark is removed before the content is replaced, so that new bytes never stand under an old mark. */
enum err fetch_part_begin(struct fetch_part *part, const struct fetch_version *version, struct fault *why)
{
	enum err err;
	int fd;

	(void)unlink(part->tag_path);
	if (ftruncate(part->fd, 0) != 0 || lseek(part->fd, 0, SEEK_SET) < 0)
		return fail_io(part->path, why);
	fd = open(part->tag_path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	if (fd < 0)
		return fail_io(part->tag_path, why);
	err = write_all(fd, part->tag_path, str_from(fetch_version_mark(version)), why);
	close(fd);
	return err;
}

enum err fetch_part_add(struct fetch_part *part, struct str piece, struct fault *why)
{
	return write_all(part->fd, part->path, piece, why);
}

enum err fetch_part_finish(struct fetch_part *part, const char *path, struct fault *why)
{
	if (fsync(part->fd) != 0 || rename(part->path, path) != 0)
		return fail_io(part->path, why);
	(void)unlink(part->tag_path);
	return ERR_OK;
}

void fetch_part_drop(struct fetch_part *part)
{
	(void)unlink(part->tag_path);
	(void)unlink(part->path);
}
