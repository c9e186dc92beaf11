/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A folder of files that changes as a whole: the new set is made beside it, then takes its place in one step. A reader
 * opens the folder finds the old set or the new one; who reads file by file compares the folder's inode before and
 * after (library/recog_files.h).
 *
 * Who may: one process at a time, the caller holds the lock. The bytes of the files in next are on disk already
 * (new_file_write()).
 */
#ifndef TENKEN_DISK_REPLACE_FOLDER_H
#define TENKEN_DISK_REPLACE_FOLDER_H

#include "base/fault.h"

/* next becomes folder; what stood at folder stands at next afterwards, for the caller to remove, or nothing does. Both
 * are in one folder above. ERR_IO names what failed: then folder is as it was, unless only the last sync failed. */
MUST_USE enum err replace_folder(const char *next, const char *folder, struct fault *why);

#endif
