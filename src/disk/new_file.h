/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A file that was not there before. What exists is never overwritten and no link is followed; when anything fails,
 * nothing of it stays, so that a full disk gets its room back.
 */
#ifndef TENKEN_DISK_NEW_FILE_H
#define TENKEN_DISK_NEW_FILE_H

#include <sys/stat.h>

#include "base/fault.h"
#include "base/str.h"

/* Writes the parts one behind the other, and their bytes are on disk when it returns; the file's name only after
 * folder_sync(). ERR_CONFLICT when something of this name exists, ERR_IO; both name the file. */
MUST_USE enum err new_file_write(const char *path, mode_t mode, const struct str *parts, size_t count,
				 struct fault *why);

/* A file that only its owner may read, on disk with its name: a report, first passwords. Errors as above. */
MUST_USE enum err new_file_write_private(const char *path, struct str bytes, struct fault *why);

#endif
