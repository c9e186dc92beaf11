/* SPDX-License-Identifier: Apache-2.0 */
#include "library/knowledge_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static enum err fail_io(const char *path, struct fault *why)
{
	return fault_set(why, ERR_IO, "%s: %s", path, strerror(errno));
}

char *knowledge_file_path(struct arena *arena, const char *data)
{
	return arena_printf(arena, "%s/knowledge/catalog", data);
}

/* ---- reading ---- */

static enum err map(const char *path, struct knowledge_file *file, struct fault *why)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	enum err err = ERR_OK;
	struct stat stat;

	if (fd < 0)
		return errno == ENOENT ? ERR_OK : fail_io(path, why);
	if (fstat(fd, &stat) != 0) {
		err = fail_io(path, why);
	} else if (!S_ISREG(stat.st_mode) || stat.st_size == 0) {
		err = fault_set(why, ERR_CORRUPT, "%s: this is no catalog", path);
	} else {
		file->size = (size_t)stat.st_size;
		file->bytes = mmap(NULL, file->size, PROT_READ, MAP_SHARED, fd, 0);
		if (file->bytes == MAP_FAILED) {
			file->bytes = NULL;
			err = fail_io(path, why);
		}
	}
	close(fd);
	return err;
}

static enum err open_path(const char *path, struct knowledge_file *ret_file, struct fault *why)
{
	struct knowledge_file file = {0};
	enum err err;

	arena_init(&file.arena);
	err = map(path, &file, why);
	if (!err && file.bytes) {
		err = catalog_open(&file.arena, str_of(file.bytes, file.size), &file.catalog, why);
		if (err)
			fault_prefix(why, err, "%s", path);
	}
	if (err)
		knowledge_file_close(&file);
	else
		*ret_file = file;
	return err;
}

enum err knowledge_file_open(const char *data, struct knowledge_file *ret_file, struct fault *why)
{
	struct fault inner = {ERR_OK, ""};
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = open_path(knowledge_file_path(&arena, data), ret_file, &inner);
	if (err == ERR_CORRUPT || err == ERR_UNSUPPORTED)
		return fault_set(why, err, "%s; move the file away and import again, or put back a copy", inner.text);
	return err ? fault_set(why, err, "%s", inner.text) : ERR_OK;
}

void knowledge_file_close(struct knowledge_file *file)
{
	if (file->bytes)
		munmap(file->bytes, file->size);
	arena_release(&file->arena);
	*file = (struct knowledge_file){0};
}

/* ---- writing ---- */

static enum err make_folder(const char *path, struct fault *why)
{
	return mkdir(path, 0755) == 0 || errno == EEXIST ? ERR_OK : fail_io(path, why);
}

enum err knowledge_file_lock(const char *data, int *ret_fd, struct fault *why)
{
	ARENA_SCOPED arena;
	enum err err;
	char *path;
	int fd;

	arena_init(&arena);
	err = make_folder(data, why);
	if (!err)
		err = make_folder(arena_printf(&arena, "%s/knowledge", data), why);
	if (err)
		return err;
	path = arena_printf(&arena, "%s.lock", knowledge_file_path(&arena, data));
	fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
	if (fd < 0)
		return fail_io(path, why);
	if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
		close(fd);
		return fault_set(why, ERR_BUSY, "%s: another import is running; try again when it has ended", path);
	}
	*ret_fd = fd;
	return ERR_OK;
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

static enum err write_new(const char *path, const struct catalog_image *image, struct fault *why)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	enum err err = ERR_OK;

	if (fd < 0)
		return fail_io(path, why);
	for (size_t i = 0; i < image->count && !err; i++)
		err = write_all(fd, path, image->parts[i], why);
	if (!err && fsync(fd) != 0)
		err = fail_io(path, why);
	if (close(fd) != 0 && !err)
		err = fail_io(path, why);
	return err;
}

/* What was written has to open: a fault of ours, or of the disk, never takes the place of good knowledge. */
static enum err verify(const char *path, struct fault *why)
{
	struct knowledge_file file;
	enum err err = open_path(path, &file, why);

	if (!err)
		knowledge_file_close(&file);
	return err;
}

static enum err sync_folder(const char *path, struct fault *why)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	enum err err = ERR_OK;

	if (fd < 0)
		return fail_io(path, why);
	if (fsync(fd) != 0)
		err = fail_io(path, why);
	close(fd);
	return err;
}

enum err knowledge_file_replace(const char *data, const struct catalog_image *image, struct fault *why)
{
	ARENA_SCOPED arena;
	char *path, *next;
	enum err err;

	arena_init(&arena);
	path = knowledge_file_path(&arena, data);
	next = arena_printf(&arena, "%s.next", path);
	err = write_new(next, image, why);
	if (!err)
		err = verify(next, why);
	if (!err && rename(next, path) != 0)
		err = fail_io(path, why);
	if (err)
		(void)unlink(next); /* a full disk gets its room back */
	return err ? err : sync_folder(arena_printf(&arena, "%s/knowledge", data), why);
}
