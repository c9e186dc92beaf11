/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A whole file as read-only memory, shared with every process that maps it. It stays what it was when it was mapped,
 * because files of ours are replaced, never changed (disk/replace_file.h).
 */
#ifndef TENKEN_DISK_MAPPED_FILE_H
#define TENKEN_DISK_MAPPED_FILE_H

#include "base/fault.h"
#include "base/str.h"

/* ERR_NOT_FOUND, ERR_IO; both name the file. A folder, a device and an empty file give an empty view. Give the view to
 * mapped_file_close(). */
MUST_USE enum err mapped_file_open(const char *path, struct str *ret_bytes, struct fault *why);
void mapped_file_close(struct str bytes);

#endif
