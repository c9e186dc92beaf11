/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/system/edition_new.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "disk/folder.h"
#include "disk/new_file.h"
#include "disk/read_file.h"
#include "usecases/edition_folder.h"

#define SHELF     "programmes"
#define REHEARSAL "rehearsal.yaml" /* no part of the call, but of use for trying it */

static bool is_folder(const char *path)
{
	struct stat about;

	return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

/* An id writes "_" where a folder has "-". */
static const char *with_dashes(struct arena *arena, const char *id)
{
	char *name = arena_strdup(arena, id);

	for (char *c = name; *c; c++)
		if (*c == '_')
			*c = '-';
	return name;
}

static const char *find_folder(struct arena *arena, const char *from)
{
	const char *shelved = arena_printf(arena, SHELF "/%s", with_dashes(arena, from));

	return !is_folder(from) && !strchr(from, '/') && is_folder(shelved) ? shelved : from;
}

static const char *beside(struct arena *arena, const char *folder, const char *id)
{
	size_t length = strlen(folder);

	while (length && folder[length - 1] == '/')
		length--;
	while (length && folder[length - 1] != '/')
		length--;
	return arena_printf(arena, "%.*s%s", (int)length, folder, with_dashes(arena, id));
}

static enum err write_part(struct arena *arena, const char *folder, const char *name, struct str bytes,
			   struct fault *why)
{
	return new_file_write(arena_printf(arena, "%s/%s", folder, name), 0644, &bytes, 1, why);
}

static enum err write_folder(struct arena *arena, const char *folder, const struct edition_parts *parts,
			     struct str yaml, struct fault *why)
{
	static const char *const folders[] = {EDITION_FOLDERS};
	enum err err = folder_make(folder, 0755, why);

	for (size_t i = 0; !err && i < COUNT(folders); i++)
		err = folder_make(arena_printf(arena, "%s/%s", folder, folders[i]), 0755, why);
	for (size_t i = 0; !err && i < parts->count; i++)
		err = write_part(arena, folder, parts->items[i].name,
				 strcmp(parts->items[i].name, EDITION_HEAD_FILE) == 0 ? yaml : parts->items[i].bytes,
				 why);
	return err;
}

static enum err copy_rehearsal(struct arena *arena, const char *from, const char *to, struct fault *why)
{
	const char *path = arena_printf(arena, "%s/" REHEARSAL, from);
	struct str bytes;
	enum err err;

	if (access(path, F_OK) != 0)
		return ERR_OK;
	err = read_file(arena, path, EDITION_BYTES_MAX, &bytes, why);
	return err ? err : write_part(arena, to, REHEARSAL, bytes, why);
}

enum err edition_new(struct arena *arena, const char *from, const char **ret_folder, struct edition_next *ret_next,
		     struct fault *why)
{
	const char *folder = find_folder(arena, from), *to;
	struct edition_parts parts = {.folder = folder};
	struct edition *edition = NULL;
	struct edition_next next;
	struct stat about;
	BUF_SCOPED problems;
	enum err err;

	buf_init(&problems, EDITION_BYTES_MAX);
	err = edition_folder_load(folder, &problems, &edition, why);
	if (err)
		return err;
	err = edition_folder_read(arena, folder, &parts, why);
	if (!err)
		err = edition_next(arena, edition, edition_parts_find(&parts, EDITION_HEAD_FILE)->bytes, &next, why);
	edition_free(edition);
	if (err)
		return err;
	to = beside(arena, folder, next.id);
	if (lstat(to, &about) == 0)
		return fault_set(why, ERR_CONFLICT, "%s is there already; nothing was written", to);
	err = write_folder(arena, to, &parts, next.yaml, why);
	if (!err)
		err = copy_rehearsal(arena, folder, to, why);
	if (err)
		return err;
	*ret_folder = to;
	*ret_next = next;
	return ERR_OK;
}
