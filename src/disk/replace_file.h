/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The one way in which a file of ours takes new content. A reader finds the old file or the new one, whole, at
 * every moment, also after a kill or a loss of power.
 *
 * Who may: one process at a time; the caller holds the lock of the file (disk/lock.h). Readers need no lock; one that
 * has opened or mapped the old file keeps it.
 *
 * The steps: PATH.next is written, its bytes are on disk, the caller's check reads it back, it is renamed to PATH, the
 * folder is on disk. What stands in PATH.next before is left over from a writer that died, and goes.
 */
#ifndef TENKEN_DISK_REPLACE_FILE_H
#define TENKEN_DISK_REPLACE_FILE_H

#include <sys/stat.h>

#include "base/fault.h"
#include "base/str.h"

/* Reads back what was written at path. Its error keeps the old file, and is what replace_file() returns. */
typedef enum err replace_file_check(const char *path, struct fault *why);

struct replace_file {
	const char *path;
	mode_t mode;
	const struct str *parts; /* the content, one behind the other */
	size_t count;
	replace_file_check *check; /* NULL: nothing is asked */
};

/*
 * ERR_IO: the disk is full or cannot be written, by the path that failed; the old file stands and PATH.next is gone. In
 * one case the new file stands: when it was renamed and the folder could not be synced. Doing it again is right in all.
 */
MUST_USE enum err replace_file(const struct replace_file *replace, struct fault *why);

#endif
