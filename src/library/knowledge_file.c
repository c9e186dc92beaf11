/* SPDX-License-Identifier: Apache-2.0 */
#include "library/knowledge_file.h"

#include "disk/mapped_file.h"
#include "disk/replace_file.h"

char *knowledge_file_path(struct arena *arena, const char *data)
{
	return arena_printf(arena, "%s/knowledge/catalog", data);
}

/* ---- reading ---- */

static enum err open_path(const char *path, struct knowledge_file *ret_file, struct fault *why)
{
	struct knowledge_file file = {0};
	enum err err;

	arena_init(&file.arena);
	err = mapped_file_open(path, &file.bytes, why);
	if (!err && !file.bytes.n)
		err = fault_set(why, ERR_CORRUPT, "%s: this is no catalog", path);
	if (!err) {
		err = catalog_open(&file.arena, file.bytes, &file.catalog, why);
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
	if (err == ERR_NOT_FOUND) {
		*ret_file = (struct knowledge_file){0};
		return ERR_OK;
	}
	if (err == ERR_CORRUPT || err == ERR_UNSUPPORTED)
		return fault_set(why, err, "%s; move the file away and import again, or put back a copy", inner.text);
	return err ? fault_set(why, err, "%s", inner.text) : ERR_OK;
}

void knowledge_file_close(struct knowledge_file *file)
{
	mapped_file_close(file->bytes);
	arena_release(&file->arena);
	*file = (struct knowledge_file){0};
}

/* ---- writing ---- */

/* What was written has to open: a fault of ours, or of the disk, never takes the place of good knowledge. */
static enum err verify(const char *path, struct fault *why)
{
	struct knowledge_file file;
	enum err err = open_path(path, &file, why);

	if (!err)
		knowledge_file_close(&file);
	return err;
}

enum err knowledge_file_replace(const char *data, const struct catalog_image *image, struct fault *why)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	return replace_file(&(struct replace_file){.path = knowledge_file_path(&arena, data),
						   .mode = 0644,
						   .parts = image->parts,
						   .count = image->count,
						   .check = verify},
			    why);
}
