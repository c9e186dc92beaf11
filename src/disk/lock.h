/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The right to change something, held by one process at a time: flock on a file that holds nothing but the number of
 * the process that holds it. The system gives it back when the process ends, however it ends; the file stays.
 *
 * What a lock is for, and who must hold it, says the header of what it protects.
 */
#ifndef TENKEN_DISK_LOCK_H
#define TENKEN_DISK_LOCK_H

#include <sys/types.h>

#include "base/fault.h"

/* Does not wait. ERR_BUSY: another process, or another part of this one, holds it; ERR_IO: the file cannot be made.
 * Both name the path. *ret_fd is for lock_release(). */
MUST_USE enum err lock_take(const char *path, int *ret_fd, struct fault *why);
void lock_release(int fd);

/* Who holds it, for a person to read; 0 when the file does not say. */
pid_t lock_holder(const char *path);

#endif
