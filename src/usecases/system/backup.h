/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A backup of an office on SQLite, and a data folder from one (backup_file.h): a copy of the store as it is at one
 * moment, also beside a running server, and the plain files of the data folder, among them the key that signs the log.
 * What can be fetched again (knowledge) is not in it. The copy is written anew row by row, so that nothing of what was
 * erased is in it.
 *
 * A data folder that was restored sends no mail and starts no scan: the real office may still run elsewhere, and its
 * queue holds what it has sent since. The file BACKUP_HELD in it says so until backup_release.
 */
#ifndef TENKEN_USECASES_SYSTEM_BACKUP_H
#define TENKEN_USECASES_SYSTEM_BACKUP_H

#include "base/arena.h"
#include "base/clock.h"
#include "base/fault.h"

#include <stdbool.h>

#define BACKUP_STORE "tenken.db" /* in the data folder */
#define BACKUP_HELD  "restored"

/* Makes a pair of keys: the secret one into a new file, readable by its owner alone; the public one as text. */
MUST_USE enum err backup_make_key(struct arena *arena, const char *path, const char **ret_public, struct fault *why);

struct backup_make {
	const char *data;
	const char *public_key; /* the text */
	const char *out;        /* a new file */
	int64_t now_ms;
};

/* *ret_head: the log's head that the backup holds (seal/log_head.h). ERR_CONFLICT when out exists; ERR_BUSY
 * beside another backup of the folder; ERR_INVALID for the key; errors of the store; ERR_IO. */
MUST_USE enum err backup_make(struct arena *arena, const struct backup_make *make, const char **ret_head,
			      struct fault *why);

struct backup_restore {
	const char *data; /* a folder that is not there, or empty */
	const char *key;  /* the file of the secret key */
	const char *file;
};

/* The folder is there whole or not at all. ERR_CONFLICT when it holds something; errors of backup_file_unpack;
 * ERR_UNSUPPORTED or ERR_CORRUPT for the store of another version; ERR_CORRUPT when its log does not end in the head
 * that the backup names. */
MUST_USE enum err backup_restore(struct arena *arena, const struct backup_restore *restore, const char **ret_head,
				 struct fault *why);

/* Mails and scans may go on. ERR_NOT_FOUND when the folder is not held back. */
MUST_USE enum err backup_release(struct arena *arena, const char *data, struct fault *why);
bool backup_is_held(struct arena *arena, const char *data);

#endif
