/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The names that stand in one folder.
 */
#ifndef TENKEN_DISK_LIST_FOLDER_H
#define TENKEN_DISK_LIST_FOLDER_H

#include "base/arena.h"
#include "base/fault.h"

/* In the order of their bytes, without the hidden ones ("."). ERR_NOT_FOUND, ERR_TOO_LARGE for more than cap names,
 * ERR_INVALID for what is no folder, ERR_IO; all name the folder. */
MUST_USE enum err list_folder(struct arena *arena, const char *path, size_t cap, const char ***ret_names,
			      size_t *ret_count, struct fault *why);

#endif
