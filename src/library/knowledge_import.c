/* SPDX-License-Identifier: Apache-2.0 */
#include "library/knowledge_import.h"

#include <string.h>
#include <sys/stat.h>

#include "library/feed_file.h"
#include "library/knowledge_file.h"
#include "library/knowledge_lock.h"

struct knowledge_import_run {
	enum catalog_source source;
	const struct knowledge_import_watch *watch;
	struct feed feed;
	const char *path; /* of the file that is being read */
	struct feed_file *file;
	uint64_t done, total; /* bytes: of the files before it; of all */
	size_t refused;
};

static void tell_skip(void *context, const struct feed_skip *skip)
{
	struct knowledge_import_run *importing = context;

	importing->refused++;
	importing->watch->on_skip(importing->watch->context, importing->path, skip);
}

/* Reads the file and tells the watcher of the progress at each read. */
static enum err read_watched(void *context, char *room, size_t size, size_t *ret_size, struct fault *why)
{
	struct knowledge_import_run *importing = context;
	struct byte_source source = feed_file_source(importing->file);
	uint64_t done = importing->done + feed_file_done(importing->file);

	importing->watch->on_progress(importing->watch->context, done, importing->total);
	return source.read(source.context, room, size, ret_size, why);
}

static struct str name_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return str_from(slash ? slash + 1 : path);
}

static enum err read_one(struct knowledge_import_run *importing, struct fault *why)
{
	enum err err = feed_file_open(importing->path, &importing->file, why);

	if (!err) {
		importing->feed.bytes = (struct byte_source){read_watched, importing};
		importing->feed.name = name_of(importing->path);
		err = feed_read(importing->source, &importing->feed, why);
		importing->done += feed_file_done(importing->file);
		feed_file_close(importing->file);
	}
	return err ? fault_prefix(why, err, "%s", importing->path) : ERR_OK;
}

static uint64_t size_of(const char *path)
{
	struct stat stat_of;

	return stat(path, &stat_of) == 0 && S_ISREG(stat_of.st_mode) ? (uint64_t)stat_of.st_size : 0;
}

static enum err read_all(struct knowledge_import_run *importing, const char *const *paths, size_t count,
			 struct fault *why)
{
	enum err err = ERR_OK;

	for (size_t i = 0; i < count; i++)
		importing->total += size_of(paths[i]);
	for (size_t i = 0; i < count && !err; i++) {
		importing->path = paths[i];
		err = read_one(importing, why);
	}
	return err;
}

/* Under the lock, over what is known so far. */
static enum err import_over(const char *data, const struct catalog *old, struct knowledge_import_run *importing,
			    const char *const *paths, size_t count, int64_t now_ms, struct knowledge_import *ret_import,
			    struct fault *why)
{
	struct catalog_build *build = catalog_build_new(old, importing->source);
	struct catalog_changes changes;
	struct catalog_image image;
	enum err err;

	importing->feed.build = build;
	err = read_all(importing, paths, count, why);
	if (!err)
		err = catalog_build_finish(build, importing->feed.dated_ms, now_ms, &changes, &image, why);
	if (!err)
		err = knowledge_file_replace(data, &image, why);
	if (!err)
		*ret_import = (struct knowledge_import){changes.added, changes.changed, changes.removed,
							importing->refused, changes.older};
	catalog_build_free(build);
	return err;
}

enum err knowledge_import(const char *data, enum catalog_source source, const char *const *paths, size_t count,
			  int64_t now_ms, const struct knowledge_import_watch *watch,
			  struct knowledge_import *ret_import, struct fault *why)
{
	struct knowledge_import_run importing = {.source = source, .watch = watch};
	struct knowledge_file old;
	enum err err;
	int lock;

	importing.feed.on_skip = tell_skip;
	importing.feed.context = &importing;
	err = knowledge_lock_take(data, &lock, why);
	if (err)
		return err;
	err = knowledge_file_open(data, &old, why);
	if (!err) {
		err = import_over(data, old.catalog, &importing, paths, count, now_ms, ret_import, why);
		knowledge_file_close(&old);
	}
	lock_release(lock);
	return err;
}
