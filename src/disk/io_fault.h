/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The one wording of what the system says of a path: what happened, and what to do where somebody can do something.
 */
#ifndef TENKEN_DISK_IO_FAULT_H
#define TENKEN_DISK_IO_FAULT_H

#include "base/fault.h"

/* ERR_IO with a text that begins with the path. reason: errno of the call that failed. */
enum err io_fault(const char *path, int reason, struct fault *why);

/* The same of a file or folder that could not be made or opened for writing. */
enum err io_fault_making(const char *path, int reason, struct fault *why);

#endif
