/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One writing process a file: PATH.lock is held with flock until the descriptor is closed or the process
 * ends, however it ends. Readers do not ask for it.
 */
#ifndef TENKEN_STORE_SQLITE_CLAIM_H
#define TENKEN_STORE_SQLITE_CLAIM_H

#include "base/fault.h"

/* Takes the lock and makes the file, readable by its owner only, when there is none. ERR_BUSY when another
 * process holds it. */
MUST_USE enum err claim_file(const char *path, int *ret_fd, struct fault *why);

#endif
