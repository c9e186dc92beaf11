/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/system/backup_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "disk/folder.h"
#include "disk/io_fault.h"

#define FIRST_LINE "tenken-backup "

struct backup_writer {
	const char *path;
	FILE *file;
	struct sealed_stream *stream;
	char piece[SEALED_STREAM_PIECE];
	size_t used;
};

/* ---- writing ---- */

static enum err write_bytes(struct backup_writer *writer, const void *bytes, size_t size, struct fault *why)
{
	if (fwrite(bytes, 1, size, writer->file) == size)
		return ERR_OK;
	return io_fault(writer->path, errno, why);
}

static enum err seal_piece(struct backup_writer *writer, bool is_last, struct fault *why)
{
	unsigned char out[SEALED_STREAM_PIECE + SEALED_STREAM_MORE];

	sealed_stream_seal(writer->stream, str_of(writer->piece, writer->used), is_last, out);
	writer->used += SEALED_STREAM_MORE;
	return write_bytes(writer, out, writer->used, why);
}

static enum err add_bytes(struct backup_writer *writer, struct str bytes, struct fault *why)
{
	enum err err = ERR_OK;

	while (!err && bytes.n) {
		struct str part = str_head(bytes, SEALED_STREAM_PIECE - writer->used);
		if (!part.n) { /* full, and more comes: it is not the last */
			err = seal_piece(writer, false, why);
			writer->used = 0;
			continue;
		}
		memcpy(writer->piece + writer->used, part.p, part.n);
		writer->used += part.n;
		bytes = str_skip(bytes, part.n);
	}
	return err;
}

enum err backup_writer_open(struct arena *arena, const char *path, const struct sealed_stream_key *key,
			    struct backup_writer **ret_writer, struct fault *why)
{
	struct backup_writer *writer = arena_alloc(arena, sizeof(*writer));
	unsigned char head[SEALED_STREAM_HEAD];
	char line[40];
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	enum err err;

	if (fd < 0 && errno == EEXIST)
		return fault_set(why, ERR_CONFLICT, "%s: something of this name exists; nothing was written", path);
	if (fd < 0 || !(writer->file = fdopen(fd, "w")))
		return io_fault_making(path, errno, why);
	writer->path = path;
	writer->stream = sealed_stream_begin(arena, key, head);
	snprintf(line, sizeof(line), FIRST_LINE "%d\n", BACKUP_FILE_FORM);
	*ret_writer = writer;
	err = write_bytes(writer, line, strlen(line), why);
	if (!err)
		err = write_bytes(writer, head, sizeof(head), why);
	if (err)
		backup_writer_abandon(writer);
	return err;
}

static enum err add_name(struct backup_writer *writer, const char *name, size_t size, struct fault *why)
{
	char line[BACKUP_FILE_NAME_MAX + 40];
	int length = snprintf(line, sizeof(line), "%s %zu\n", name, size);

	return add_bytes(writer, str_of(line, (size_t)length), why);
}

enum err backup_writer_add(struct backup_writer *writer, const char *name, struct str bytes, struct fault *why)
{
	enum err err = add_name(writer, name, bytes.n, why);

	return err ? err : add_bytes(writer, bytes, why);
}

/* A file that shrinks or grows meanwhile is no copy of anything. */
static enum err add_content(struct backup_writer *writer, FILE *file, const char *path, size_t size, struct fault *why)
{
	enum err err = ERR_OK;
	char room[16384];

	while (!err && size) {
		size_t got = fread(room, 1, size < sizeof(room) ? size : sizeof(room), file);
		if (!got)
			return fault_set(why, ERR_IO, "%s: it became shorter while it was read", path);
		err = add_bytes(writer, str_of(room, got), why);
		size -= got;
	}
	return err;
}

enum err backup_writer_add_file(struct backup_writer *writer, const char *name, const char *path, struct fault *why)
{
	FILE *file = fopen(path, "re");
	struct stat about;
	enum err err;

	if (!file || fstat(fileno(file), &about) != 0)
		err = io_fault(path, errno, why);
	else
		err = add_name(writer, name, (size_t)about.st_size, why);
	if (!err)
		err = add_content(writer, file, path, (size_t)about.st_size, why);
	if (file)
		fclose(file);
	return err;
}

void backup_writer_abandon(struct backup_writer *writer)
{
	fclose(writer->file);
	unlink(writer->path);
}

enum err backup_writer_close(struct backup_writer *writer, struct fault *why)
{
	enum err err = add_name(writer, BACKUP_FILE_END, 0, why);

	if (!err)
		err = seal_piece(writer, true, why);
	if (!err && (fflush(writer->file) != 0 || fsync(fileno(writer->file)) != 0))
		err = io_fault(writer->path, errno, why);
	if (err) {
		backup_writer_abandon(writer);
		return err;
	}
	fclose(writer->file);
	return folder_sync_above(writer->path, why);
}

/* ---- reading ---- */

struct backup_reader {
	const char *path, *folder;
	FILE *file;
	struct sealed_stream *stream;
	char piece[SEALED_STREAM_PIECE];
	size_t at, size;
	bool is_last;
	struct arena *arena;
};

static enum err damaged(const struct backup_reader *reader, struct fault *why)
{
	return fault_set(why, ERR_CORRUPT, "%s: the backup is damaged or cut off; nothing was restored", reader->path);
}

/* At least one byte, or the end. */
static enum err fill(struct backup_reader *reader, struct fault *why)
{
	char sealed[SEALED_STREAM_PIECE + SEALED_STREAM_MORE];
	size_t got;

	if (reader->at < reader->size)
		return ERR_OK;
	if (reader->is_last)
		return damaged(reader, why);
	got = fread(sealed, 1, sizeof(sealed), reader->file);
	if (ferror(reader->file))
		return io_fault(reader->path, errno, why);
	if (sealed_stream_unseal(reader->stream, str_of(sealed, got), reader->piece, &reader->is_last, NULL))
		return damaged(reader, why);
	reader->at = 0;
	reader->size = got - SEALED_STREAM_MORE;
	return ERR_OK;
}

static enum err read_line(struct backup_reader *reader, char *line, size_t room, struct fault *why)
{
	size_t length = 0;

	while (length + 1 < room) {
		enum err err = fill(reader, why);
		if (err)
			return err;
		if (reader->at == reader->size)
			return damaged(reader, why);
		line[length] = reader->piece[reader->at++];
		if (line[length] == '\n') {
			line[length] = 0;
			return ERR_OK;
		}
		length++;
	}
	return damaged(reader, why);
}

/* Only what a backup of ours names: no way out of the folder. */
static bool is_plain_name(const char *name)
{
	return *name && *name != '.' && !strchr(name, '/') && strlen(name) <= BACKUP_FILE_NAME_MAX;
}

static enum err write_content(struct backup_reader *reader, const char *path, FILE *out, uint64_t size,
			      struct fault *why)
{
	while (size) {
		enum err err = fill(reader, why);
		size_t part = reader->size - reader->at;
		if (err)
			return err;
		part = part < size ? part : (size_t)size;
		if (!part)
			return damaged(reader, why);
		if (fwrite(reader->piece + reader->at, 1, part, out) != part)
			return io_fault(path, errno, why);
		reader->at += part;
		size -= part;
	}
	return fflush(out) != 0 || fsync(fileno(out)) != 0 ? io_fault(path, errno, why) : ERR_OK;
}

static enum err unpack_one(struct backup_reader *reader, const char *name, uint64_t size, struct fault *why)
{
	const char *path = arena_printf(reader->arena, "%s/%s", reader->folder, name);
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	FILE *out = fd < 0 ? NULL : fdopen(fd, "w");
	enum err err;

	if (!out)
		return io_fault_making(path, errno, why);
	err = write_content(reader, path, out, size, why);
	if (fclose(out) != 0 && !err)
		err = io_fault(path, errno, why);
	return err;
}

static enum err unpack_all(struct backup_reader *reader, struct fault *why)
{
	char line[BACKUP_FILE_NAME_MAX + 40];
	enum err err;

	while (!(err = read_line(reader, line, sizeof(line), why))) {
		char *space = strchr(line, ' ');
		uint64_t size;
		if (!space || !str_to_u64(str_from(space + 1), &size))
			return damaged(reader, why);
		*space = 0;
		if (strcmp(line, BACKUP_FILE_END) == 0)
			return reader->is_last && reader->at == reader->size ? ERR_OK : damaged(reader, why);
		if (!is_plain_name(line))
			return damaged(reader, why);
		err = unpack_one(reader, line, size, why);
		if (err)
			return err;
	}
	return err;
}

static enum err read_head(struct backup_reader *reader, const struct sealed_stream_key *key, struct fault *why)
{
	unsigned char head[SEALED_STREAM_HEAD];
	char line[40];
	int form;
	enum err err;

	if (!fgets(line, sizeof(line), reader->file) || sscanf(line, FIRST_LINE "%d", &form) != 1)
		return fault_set(why, ERR_INVALID, "%s: this is no backup", reader->path);
	if (form != BACKUP_FILE_FORM)
		return fault_set(why, ERR_UNSUPPORTED,
				 "%s: a backup of form %d, this program reads form %d; nothing was restored",
				 reader->path, form, BACKUP_FILE_FORM);
	if (fread(head, 1, sizeof(head), reader->file) != sizeof(head))
		return damaged(reader, why);
	err = sealed_stream_open(reader->arena, key, head, &reader->stream, why);
	return err ? fault_prefix(why, err, "%s", reader->path) : ERR_OK;
}

enum err backup_file_unpack(const char *path, const struct sealed_stream_key *key, const char *folder,
			    struct fault *why)
{
	struct backup_reader *reader;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	reader = arena_alloc(&arena, sizeof(*reader));
	*reader = (struct backup_reader){.path = path, .folder = folder, .arena = &arena, .file = fopen(path, "re")};
	if (!reader->file)
		return errno == ENOENT ? fault_set(why, ERR_NOT_FOUND, "%s: there is no such file", path)
				       : io_fault(path, errno, why);
	err = read_head(reader, key, why);
	if (!err)
		err = unpack_all(reader, why);
	if (!err)
		err = folder_sync(folder, why);
	fclose(reader->file);
	return err;
}
