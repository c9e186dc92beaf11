/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/system/backup.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "codec/json.h"
#include "disk/folder.h"
#include "disk/io_fault.h"
#include "disk/list_folder.h"
#include "disk/lock.h"
#include "disk/new_file.h"
#include "disk/read_file.h"
#include "usecases/office_open.h"
#include "usecases/seal/log_head.h"
#include "usecases/system/backup_file.h"

#define MANIFEST     "manifest.json"
#define COPY         ".backup.db" /* hidden: no part of a backup */
#define LOCK         ".backup.lock"
#define KEY_MAX      1000
#define MANIFEST_MAX 10000
#define FILES_MAX    1000

/* ---- keys ---- */

enum err backup_make_key(struct arena *arena, const char *path, const char **ret_public, struct fault *why)
{
	struct sealed_stream_key key;
	const char *text;
	enum err err;

	sealed_stream_key_new(&key);
	text = arena_printf(arena, "%s\n", sealed_stream_secret_text(arena, &key));
	err = new_file_write_private(path, str_from(text), why);
	if (!err)
		*ret_public = sealed_stream_public_text(arena, &key);
	return err;
}

static enum err read_secret(struct arena *arena, const char *path, struct sealed_stream_key *ret_key, struct fault *why)
{
	struct str text;
	enum err err = read_file(arena, path, KEY_MAX, &text, why);

	if (err)
		return err;
	err = sealed_stream_read_secret(text, ret_key, why);
	return err ? fault_prefix(why, err, "%s", path) : ERR_OK;
}

/* ---- the log's head of a store ---- */

static enum err read_head(struct arena *arena, const char *store, const char **ret_head, struct fault *why)
{
	const struct office_open open = {.address = arena_printf(arena, "sqlite:%s", store), .read_only = true};
	struct office *office;
	enum err err = office_open(&open, &office, why);

	if (err)
		return err;
	err = log_head_read(office, arena, ret_head, why);
	office_close(office);
	return err;
}

/* ---- making one ---- */

/* The files of ours have plain names; the store is copied, locks and SQLite's own files are no content. */
static bool is_content(const char *name)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
	struct str text = str_from(name);

	return strspn(name, plain) == text.n && text.n <= BACKUP_FILE_NAME_MAX && !str_starts(text, BACKUP_STORE) &&
	       !str_ends(text, ".lock") && !str_is(text, BACKUP_HELD) && !str_is(text, MANIFEST) &&
	       !str_is(text, BACKUP_FILE_END);
}

static enum err add_files(struct arena *arena, struct backup_writer *writer, const char *data, struct fault *why)
{
	const char **names;
	size_t count;
	enum err err = list_folder(arena, data, FILES_MAX, &names, &count, why);

	for (size_t i = 0; !err && i < count; i++) {
		const char *path = arena_printf(arena, "%s/%s", data, names[i]);
		struct stat about;
		if (is_content(names[i]) && lstat(path, &about) == 0 && S_ISREG(about.st_mode))
			err = backup_writer_add_file(writer, names[i], path, why);
	}
	return err;
}

static enum err add_manifest(struct arena *arena, struct backup_writer *writer, int64_t now_ms, const char *head,
			     struct fault *why)
{
	struct value *manifest = value_map(arena);
	BUF_SCOPED text;

	buf_init(&text, MANIFEST_MAX);
	value_set_text(arena, manifest, "program", TENKEN_VERSION);
	value_set_int(arena, manifest, "made_ms", now_ms);
	value_set_text(arena, manifest, "head", head);
	json_encode(&text, manifest);
	return backup_writer_add(writer, MANIFEST, buf_str(&text), why);
}

static enum err write_all(struct arena *arena, const struct backup_make *make, const struct sealed_stream_key *key,
			  const char *copy, const char *head, struct fault *why)
{
	struct backup_writer *writer;
	enum err err = backup_writer_open(arena, make->out, key, &writer, why);

	if (err)
		return err;
	err = add_manifest(arena, writer, make->now_ms, head, why);
	if (!err)
		err = add_files(arena, writer, make->data, why);
	if (!err)
		err = backup_writer_add_file(writer, BACKUP_STORE, copy, why);
	if (err) {
		backup_writer_abandon(writer);
		return err;
	}
	return backup_writer_close(writer, why);
}

static void remove_copy(struct arena *arena, const char *copy)
{
	static const char *const ends[] = {"", "-wal", "-shm", ".lock"};

	for (size_t i = 0; i < COUNT(ends); i++)
		unlink(arena_printf(arena, "%s%s", copy, ends[i]));
}

/* Under the lock: the copy has one name, so that what a killed backup left of it is found. */
static enum err make_locked(struct arena *arena, const struct backup_make *make, const char **ret_head,
			    struct fault *why)
{
	const char *store = arena_printf(arena, "sqlite:%s/" BACKUP_STORE, make->data);
	const char *copy = arena_printf(arena, "%s/" COPY, make->data), *head = NULL;
	struct sealed_stream_key key;
	enum err err = sealed_stream_read_public(str_from(make->public_key), &key, why);

	if (err)
		return err;
	remove_copy(arena, copy); /* of a backup that was killed */
	err = db_copy(store, copy, why);
	if (!err)
		err = read_head(arena, copy, &head, why);
	if (!err)
		err = write_all(arena, make, &key, copy, head, why);
	remove_copy(arena, copy);
	if (!err)
		*ret_head = head;
	return err;
}

enum err backup_make(struct arena *arena, const struct backup_make *make, const char **ret_head, struct fault *why)
{
	int lock;
	enum err err = lock_take(arena_printf(arena, "%s/" LOCK, make->data), &lock, why);

	if (err)
		return err;
	err = make_locked(arena, make, ret_head, why);
	lock_release(lock);
	return err;
}

/* ---- restoring ---- */

static enum err demand_room(struct arena *arena, const char *data, struct fault *why)
{
	const char **names;
	size_t count = 0;
	struct stat about;
	enum err err;

	if (lstat(data, &about) != 0)
		return errno == ENOENT ? ERR_OK : io_fault(data, errno, why);
	err = list_folder(arena, data, FILES_MAX, &names, &count, why);
	if (!err && count)
		err = fault_set(why, ERR_CONFLICT, "%s holds something already; nothing was restored", data);
	return err;
}

static enum err judge(struct arena *arena, const char *folder, const char **ret_head, struct fault *why)
{
	const char *path = arena_printf(arena, "%s/" MANIFEST, folder), *head = NULL;
	struct value *manifest;
	struct str text;
	enum err err = read_file(arena, path, MANIFEST_MAX, &text, why);

	if (!err)
		err = json_decode(arena, text, &manifest, why);
	if (!err)
		err = read_head(arena, arena_printf(arena, "%s/" BACKUP_STORE, folder), &head, why);
	if (err)
		return err;
	if (strcmp(value_get_text(manifest, "head"), head) != 0)
		return fault_set(why, ERR_CORRUPT, "the log of the store does not end as the backup says");
	if (unlink(path) != 0)
		return io_fault(path, errno, why);
	*ret_head = head;
	return ERR_OK;
}

/* The folder as it will be, beside its place. */
static enum err fill(struct arena *arena, const struct backup_restore *restore, const struct sealed_stream_key *key,
		     const char *next, const char **ret_head, struct fault *why)
{
	const char *held = arena_printf(arena, "%s/" BACKUP_HELD, next);
	enum err err = folder_remove(next, why); /* of a restore that was killed */

	if (!err)
		err = folder_make(next, 0700, why);
	if (!err)
		err = backup_file_unpack(restore->file, key, next, why);
	if (!err)
		err = judge(arena, next, ret_head, why);
	if (!err)
		err = new_file_write_private(held, STR("No mail and no scan until: tenken restore --release\n"), why);
	if (!err)
		err = folder_sync(next, why);
	return err;
}

enum err backup_restore(struct arena *arena, const struct backup_restore *restore, const char **ret_head,
			struct fault *why)
{
	const char *next = arena_printf(arena, "%s.restoring", restore->data), *head = NULL;
	struct sealed_stream_key key;
	struct fault later;
	enum err err = read_secret(arena, restore->key, &key, why);

	if (!err)
		err = demand_room(arena, restore->data, why);
	if (err)
		return err;
	err = fill(arena, restore, &key, next, &head, why);
	if (!err && rename(next, restore->data) != 0) /* over an empty folder too */
		err = io_fault(restore->data, errno, why);
	if (err && folder_remove(next, &later))
		log_error("%s", later.text);
	if (!err)
		err = folder_sync_above(restore->data, why);
	if (!err)
		*ret_head = head;
	return err;
}

/* ---- held back ---- */

bool backup_is_held(struct arena *arena, const char *data)
{
	return access(arena_printf(arena, "%s/" BACKUP_HELD, data), F_OK) == 0;
}

enum err backup_release(struct arena *arena, const char *data, struct fault *why)
{
	const char *path = arena_printf(arena, "%s/" BACKUP_HELD, data);

	if (unlink(path) != 0)
		return errno == ENOENT ? fault_set(why, ERR_NOT_FOUND,
						   "%s is no folder that was restored and is held back", data)
				       : io_fault(path, errno, why);
	return folder_sync(data, why);
}
