/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A file in memory alone, for a library that writes nowhere but into a file: it has a path within this process, and
 * nothing of it is left when it is closed or the process ends.
 */
#ifndef TENKEN_DISK_SCRATCH_FILE_H
#define TENKEN_DISK_SCRATCH_FILE_H

#include "base/buf.h"

struct scratch_file {
	int fd;
	char path[40];
};

/* An empty one, to be given to scratch_file_close. ERR_IO. */
MUST_USE enum err scratch_file_open(struct scratch_file *ret_file, struct fault *why);
void scratch_file_close(struct scratch_file *file);

/* Appends all that was written into it. ERR_IO, ERR_TOO_LARGE for more than out takes. */
MUST_USE enum err scratch_file_read(const struct scratch_file *file, struct buf *out, struct fault *why);

#endif
