/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/edition_folder.h"

#include "disk/list_folder.h"
#include "disk/read_file.h"

static enum err add_file(struct arena *arena, const char *path, const char *name, struct edition_parts *parts,
			 struct fault *why)
{
	struct str bytes;
	enum err err = read_file(arena, arena_printf(arena, "%s/%s", path, name), EDITION_BYTES_MAX, &bytes, why);

	return err ? err : edition_parts_add(parts, name, bytes, why);
}

/* All files of a folder inside; it may be absent. */
static enum err add_folder(struct arena *arena, const char *path, const char *folder, struct edition_parts *parts,
			   struct fault *why)
{
	const char **names;
	size_t count = 0;
	enum err err =
		list_folder(arena, arena_printf(arena, "%s/%s", path, folder), EDITION_PARTS_MAX, &names, &count, why);

	if (err == ERR_NOT_FOUND)
		return ERR_OK;
	for (size_t i = 0; !err && i < count; i++)
		err = add_file(arena, path, arena_printf(arena, "%s/%s", folder, names[i]), parts, why);
	return err;
}

/* A path to a file is a likely mistake: editions were one file, and rehearsals are. */
static enum err expect_folder(struct arena *arena, const char *path, struct fault *why)
{
	const char **names;
	size_t count;
	enum err err = list_folder(arena, path, EDITION_PARTS_MAX, &names, &count, why);

	if (err == ERR_INVALID)
		return fault_set(why, err, "%s: is a file; name the folder of the edition, which holds %s", path,
				 EDITION_HEAD_FILE);
	return err;
}

enum err edition_folder_read(struct arena *arena, const char *path, struct edition_parts *parts, struct fault *why)
{
	static const char *const folders[] = {EDITION_FOLDERS};
	enum err err = expect_folder(arena, path, why);

	*parts = (struct edition_parts){.folder = path};
	if (!err)
		err = add_file(arena, path, EDITION_HEAD_FILE, parts, why);
	for (size_t i = 0; !err && i < COUNT(folders); i++)
		err = add_folder(arena, path, folders[i], parts, why);
	return err;
}

enum err edition_folder_load(const char *path, struct buf *problems, struct edition **ret_edition, struct fault *why)
{
	struct edition_parts parts;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = edition_folder_read(&arena, path, &parts, why);
	return err ? err : edition_parse(&parts, problems, ret_edition, why);
}
