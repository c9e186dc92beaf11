/* SPDX-License-Identifier: Apache-2.0 */
#include "disk/io_fault.h"

#include <errno.h>
#include <string.h>

enum err io_fault(const char *path, int reason, struct fault *why)
{
	if (reason == ENOSPC || reason == EDQUOT)
		return fault_set(why, ERR_IO, "%s cannot be written: the disk is full; free some space on it", path);
	return fault_set(why, ERR_IO, "%s: %s", path, strerror(reason));
}

enum err io_fault_making(const char *path, int reason, struct fault *why)
{
	switch (reason) {
	case ENOENT:
	case ENOTDIR:
		return fault_set(why, ERR_IO, "%s cannot be made: its directory does not exist; make it first", path);
	case EACCES:
	case EPERM:
	case EROFS:
		return fault_set(
			why, ERR_IO,
			"%s cannot be written (%s): the data directory must be writable by the user who runs tenken",
			path, strerror(reason));
	case ENOSPC:
	case EDQUOT: return fault_set(why, ERR_IO, "%s cannot be made: the disk is full; free some space on it", path);
	default: return fault_set(why, ERR_IO, "%s cannot be opened: %s", path, strerror(reason));
	}
}
