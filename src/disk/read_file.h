/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A whole file, up to a cap: one that a person names, or one of ours.
 */
#ifndef TENKEN_DISK_READ_FILE_H
#define TENKEN_DISK_READ_FILE_H

#include "base/arena.h"
#include "base/fault.h"
#include "base/str.h"

/* "-" is standard input. ERR_NOT_FOUND, ERR_TOO_LARGE beyond cap bytes, ERR_IO; all name the file. */
MUST_USE enum err read_file(struct arena *arena, const char *path, size_t cap, struct str *ret_bytes,
			    struct fault *why);

#endif
