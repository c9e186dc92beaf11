/* SPDX-License-Identifier: Apache-2.0 */
#include "disk/replace_folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>

#include "disk/folder.h"
#include "disk/io_fault.h"

static enum err exchange(const char *next, const char *folder, struct fault *why)
{
	if (renameat2(AT_FDCWD, next, AT_FDCWD, folder, RENAME_EXCHANGE) == 0)
		return ERR_OK;
	if (errno == ENOENT && rename(next, folder) == 0) /* the first set of all */
		return ERR_OK;
	return io_fault(folder, errno, why);
}

enum err replace_folder(const char *next, const char *folder, struct fault *why)
{
	enum err err = folder_sync(next, why);

	if (!err)
		err = exchange(next, folder, why);
	return err ? err : folder_sync_above(folder, why);
}
