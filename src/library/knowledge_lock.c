/* SPDX-License-Identifier: Apache-2.0 */
#include "library/knowledge_lock.h"

#include "disk/folder.h"

#define FOLDER_MODE 0755

/* Takes the lock of a folder below DATA that may not be there yet. work: what somebody else does who holds it. */
static enum err take(const char *folder, const char *work, int *ret_fd, struct fault *why)
{
	const char *path;
	ARENA_SCOPED arena;
	enum err err = folder_make(folder, FOLDER_MODE, why);

	if (err)
		return err;
	arena_init(&arena);
	path = arena_printf(&arena, "%s/lock", folder);
	err = lock_take(path, ret_fd, why);
	if (err == ERR_BUSY)
		return fault_set(why, ERR_BUSY, "%s: another %s is running; try again when it has ended", path, work);
	return err;
}

enum err knowledge_lock_take(const char *data, int *ret_fd, struct fault *why)
{
	enum err err = folder_make(data, FOLDER_MODE, why);
	ARENA_SCOPED arena;

	arena_init(&arena);
	return err ? err : take(arena_printf(&arena, "%s/knowledge", data), "import", ret_fd, why);
}

enum err knowledge_lock_take_download(struct arena *arena, const char *data, char **ret_folder, int *ret_fd,
				      struct fault *why)
{
	const char *knowledge = arena_printf(arena, "%s/knowledge", data);
	char *folder = arena_printf(arena, "%s/download", knowledge);
	enum err err = folder_make(data, FOLDER_MODE, why);

	if (!err)
		err = folder_make(knowledge, FOLDER_MODE, why);
	if (!err)
		err = take(folder, "update", ret_fd, why);
	if (!err)
		*ret_folder = folder;
	return err;
}
