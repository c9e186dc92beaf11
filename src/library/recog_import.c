/* SPDX-License-Identifier: Apache-2.0 */
#include "library/recog_import.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "disk/read_file.h"
#include "library/recog_diff_priv.h"
#include "library/recog_files.h"

/* Where an import works. */
struct place {
	const char *knowledge; /* DATA/knowledge */
	const char *folder;    /* DATA/knowledge/recog */
	const char *next;      /* the new set until it takes that place, then the old one until it is removed */
};

static enum err fail_io(const char *path, struct fault *why)
{
	return fault_set(why, ERR_IO, "%s: %s", path, strerror(errno));
}

static enum err make_folder(const char *path, struct fault *why)
{
	return mkdir(path, 0755) == 0 || errno == EEXIST ? ERR_OK : fail_io(path, why);
}

/* A descriptor that holds the only import; closing it, or dying, lets go. */
static enum err lock(struct arena *arena, const struct place *place, int *ret_fd, struct fault *why)
{
	const char *path = arena_printf(arena, "%s/recog.lock", place->knowledge);
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0644);

	if (fd < 0)
		return fail_io(path, why);
	if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
		close(fd);
		return fault_set(why, ERR_BUSY, "%s: another import is running", path);
	}
	*ret_fd = fd;
	return ERR_OK;
}

/* Removes a folder of plain files; one that does not exist is fine. */
static enum err remove_folder(struct arena *arena, const char *path, struct fault *why)
{
	DIR *directory = opendir(path);

	if (!directory)
		return errno == ENOENT ? ERR_OK : fail_io(path, why);
	for (struct dirent *found; (found = readdir(directory)) != NULL;)
		if (strcmp(found->d_name, ".") != 0 && strcmp(found->d_name, "..") != 0)
			(void)unlink(arena_printf(arena, "%s/%s", path, found->d_name));
	closedir(directory);
	return rmdir(path) == 0 ? ERR_OK : fail_io(path, why);
}

static size_t find(const struct recog_files *files, const char *name)
{
	for (size_t i = 0; i < files->count; i++)
		if (strcmp(files->files[i]->name, name) == 0)
			return i;
	return files->count;
}

static enum err load_named(struct arena *arena, const char *const *paths, size_t count, struct recog_files *ret_files,
			   struct fault *why)
{
	struct recog_files files = {.files = arena_array(arena, count, sizeof(*files.files)),
				    .bytes = arena_array(arena, count, sizeof(*files.bytes))};
	enum err err = ERR_OK;

	for (size_t i = 0; i < count && !err; i++) {
		err = recog_file_load(arena, paths[i], &files.files[i], &files.bytes[i], why);
		if (!err && find(&files, files.files[i]->name) < files.count)
			err = fault_set(why, ERR_INVALID, "%s: a file of this name was given before", paths[i]);
		files.count += !err;
	}
	if (!err)
		*ret_files = files;
	return err;
}

/* The old files that stay, as further names of the same bytes on disk. */
static enum err link_kept(struct arena *arena, const struct place *place, const struct recog_files *older,
			  const struct recog_files *newer, struct fault *why)
{
	for (size_t i = 0; i < older->count; i++) {
		const char *name = older->files[i]->name;
		const char *to = arena_printf(arena, "%s/%s", place->next, name);
		if (find(newer, name) < newer->count)
			continue;
		if (link(arena_printf(arena, "%s/%s", place->folder, name), to) != 0)
			return fail_io(to, why);
	}
	return ERR_OK;
}

/* Everything written so far is on disk when this returns. */
static enum err sync_folder(const char *path, struct fault *why)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	enum err err = ERR_OK;

	if (fd < 0)
		return fail_io(path, why);
	if (syncfs(fd) != 0)
		err = fail_io(path, why);
	close(fd);
	return err;
}

static enum err take_place(struct arena *arena, const struct place *place, struct fault *why)
{
	if (renameat2(AT_FDCWD, place->next, AT_FDCWD, place->folder, RENAME_EXCHANGE) != 0) {
		if (errno != ENOENT || rename(place->next, place->folder) != 0)
			return fail_io(place->folder, why);
	}
	return sync_folder(place->knowledge, why);
}

static enum err write_set(struct arena *arena, const struct place *place, const struct recog_files *older,
			  const struct recog_files *newer, struct fault *why)
{
	enum err err;

	err = remove_folder(arena, place->next, why);
	if (!err)
		err = make_folder(place->next, why);
	if (!err)
		err = link_kept(arena, place, older, newer, why);
	for (size_t i = 0; i < newer->count && !err; i++)
		err = write_private_file(arena_printf(arena, "%s/%s", place->next, newer->files[i]->name),
					 newer->bytes[i], why);
	if (!err)
		err = sync_folder(place->next, why);
	if (!err)
		err = take_place(arena, place, why);
	/* The old set, or what there is of a new one that failed; what cannot be removed now goes at the next import.
	 */
	(void)remove_folder(arena, place->next, NULL);
	return err;
}

static bool is_same(const struct recog_files *older, const struct recog_files *newer)
{
	for (size_t i = 0; i < newer->count; i++) {
		size_t at = find(older, newer->files[i]->name);
		if (at == older->count || !str_eq(older->bytes[at], newer->bytes[i]))
			return false;
	}
	return true;
}

static enum err import_locked(struct arena *arena, const struct place *place, const struct recog_files *newer,
			      struct recog_import *ret_import, struct fault *why)
{
	struct recog_import import = {0};
	struct recog_files older = {0};
	enum err err;

	err = recog_files_load(arena, place->folder, &older, why);
	if (err && err != ERR_NOT_FOUND)
		return err;
	for (size_t i = 0; i < newer->count; i++) {
		size_t at = find(&older, newer->files[i]->name);
		recog_diff_count(arena, at < older.count ? older.files[at] : NULL, newer->files[i], &import);
	}
	err = is_same(&older, newer) ? ERR_OK : write_set(arena, place, &older, newer, why);
	if (!err)
		*ret_import = import;
	return err;
}

enum err recog_import(struct arena *arena, const char *data, const char *const *paths, size_t count,
		      struct recog_import *ret_import, struct fault *why)
{
	struct place place = {.knowledge = arena_printf(arena, "%s/knowledge", data),
			      .folder = recog_files_folder(arena, data)};
	struct recog_files newer;
	enum err err;
	int fd;

	place.next = arena_printf(arena, "%s.next", place.folder);
	err = load_named(arena, paths, count, &newer, why);
	if (!err)
		err = make_folder(data, why);
	if (!err)
		err = make_folder(place.knowledge, why);
	if (!err)
		err = lock(arena, &place, &fd, why);
	if (err)
		return err;
	err = import_locked(arena, &place, &newer, ret_import, why);
	close(fd);
	return err;
}
