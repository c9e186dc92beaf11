/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whole files that a person names on the command line.
 */
#ifndef TENKEN_DISK_READ_FILE_H
#define TENKEN_DISK_READ_FILE_H

#include "base/arena.h"
#include "base/fault.h"
#include "base/str.h"

/* "-" is standard input. ERR_NOT_FOUND, ERR_TOO_LARGE beyond cap bytes, ERR_IO; all name the file. */
MUST_USE enum err read_file(struct arena *arena, const char *path, size_t cap, struct str *ret_bytes,
			    struct fault *why);

/* Writes a new file that only its owner may read; ERR_CONFLICT when it exists. */
MUST_USE enum err write_private_file(const char *path, struct str bytes, struct fault *why);

#endif
