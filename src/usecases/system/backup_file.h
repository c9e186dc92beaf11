/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The file of a backup: a first line that names the form, then a sealed stream (seal/sealed_stream.h) of files, each as
 * "NAME SIZE\n" and its bytes; the end is "end 0\n". Whoever reads it keeps nothing before the whole was read.
 */
#ifndef TENKEN_USECASES_SYSTEM_BACKUP_FILE_H
#define TENKEN_USECASES_SYSTEM_BACKUP_FILE_H

#include "base/buf.h"
#include "seal/sealed_stream.h"

#define BACKUP_FILE_FORM     1
#define BACKUP_FILE_NAME_MAX 200
#define BACKUP_FILE_END      "end" /* no name of a file */

struct backup_writer;

/* Makes a new file, readable by its owner alone. ERR_CONFLICT when something of this name exists; ERR_IO. */
MUST_USE enum err backup_writer_open(struct arena *arena, const char *path, const struct sealed_stream_key *key,
				     struct backup_writer **ret_writer, struct fault *why);
MUST_USE enum err backup_writer_add(struct backup_writer *writer, const char *name, struct str bytes,
				    struct fault *why);
MUST_USE enum err backup_writer_add_file(struct backup_writer *writer, const char *name, const char *path,
					 struct fault *why);

/* Ends the file, which is on disk when it returns; removes it on an error. */
MUST_USE enum err backup_writer_close(struct backup_writer *writer, struct fault *why);
void backup_writer_abandon(struct backup_writer *writer); /* instead of closing: removes it */

/* Unseals the file into a folder that exists and is empty: each of its files with mode 0600. ERR_NOT_FOUND;
 * ERR_INVALID for what is no backup; ERR_UNSUPPORTED for another form; ERR_DENIED for another key; ERR_CORRUPT for a
 * damaged file; ERR_IO. What was written stays for the caller to remove. */
MUST_USE enum err backup_file_unpack(const char *path, const struct sealed_stream_key *key, const char *folder,
				     struct fault *why);

#endif
