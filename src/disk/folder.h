/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Folders of ours. A folder that was made, and a name that was written into one, last only when the folder that holds
 * them was synced; the functions here do that before they return, so that a caller need not think of it.
 */
#ifndef TENKEN_DISK_FOLDER_H
#define TENKEN_DISK_FOLDER_H

#include <sys/stat.h>

#include "base/fault.h"

/* Makes one folder; one that is there already is fine, and keeps its mode. ERR_IO names it. */
MUST_USE enum err folder_make(const char *path, mode_t mode, struct fault *why);

/* The names in this folder, as they are now, outlive a loss of power. Not the bytes of its files. */
MUST_USE enum err folder_sync(const char *path, struct fault *why);

/* The same of the folder in which path stands. */
MUST_USE enum err folder_sync_above(const char *path, struct fault *why);

/* Removes a folder of plain files; one that is not there is fine. A folder that holds a folder stays (ERR_IO). */
MUST_USE enum err folder_remove(const char *path, struct fault *why);

#endif
