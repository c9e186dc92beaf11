/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The two locks of DATA/knowledge (disk/lock.h); readers need neither.
 *
 * DATA/knowledge/lock is the right to change what is known: the catalog, recog's files, the templates and which of them
 * are on. It is held while one import runs.
 *
 * DATA/knowledge/download/lock is the right to fetch from publishers. It is another one because fetching takes an hour
 * at times, and an import of a file that somebody has at hand must not wait for that; an update holds it all the time,
 * and the first only while it imports what has come.
 */
#ifndef TENKEN_LIBRARY_KNOWLEDGE_LOCK_H
#define TENKEN_LIBRARY_KNOWLEDGE_LOCK_H

#include "base/arena.h"
#include "disk/lock.h"

/* Makes DATA and DATA/knowledge when they are not there. ERR_BUSY while another import runs, ERR_IO. */
MUST_USE enum err knowledge_lock_take(const char *data, int *ret_fd, struct fault *why);

/* The folder of downloads, made when it is not there, in the arena. ERR_BUSY while another update runs, ERR_IO. */
MUST_USE enum err knowledge_lock_take_download(struct arena *arena, const char *data, char **ret_folder, int *ret_fd,
					       struct fault *why);

#endif
