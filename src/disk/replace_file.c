/* SPDX-License-Identifier: Apache-2.0 */
#include "disk/replace_file.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "base/arena.h"
#include "disk/folder.h"
#include "disk/io_fault.h"
#include "disk/new_file.h"

enum err replace_file(const struct replace_file *replace, struct fault *why)
{
	ARENA_SCOPED arena;
	const char *next;
	enum err err;

	arena_init(&arena);
	next = arena_printf(&arena, "%s.next", replace->path);
	(void)unlink(next);
	err = new_file_write(next, replace->mode, replace->parts, replace->count, why);
	if (!err && replace->check)
		err = replace->check(next, why);
	if (!err && rename(next, replace->path) != 0)
		err = io_fault(replace->path, errno, why);
	if (err) {
		(void)unlink(next);
		return err;
	}
	return folder_sync_above(replace->path, why);
}
