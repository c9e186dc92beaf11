/* SPDX-License-Identifier: Apache-2.0 */
/*
 * recog's files on disk: a folder of *.xml, read whole. The imported ones stand in DATA/knowledge/recog
 * (recog_import.h).
 */
#ifndef TENKEN_LIBRARY_RECOG_FILES_H
#define TENKEN_LIBRARY_RECOG_FILES_H

#include "knowledge/fingerprint/fingerprint_set.h"

#define RECOG_FILE_MAX  (16u << 20) /* bytes */
#define RECOG_FILES_MAX 1000

struct recog_files {
	const struct fingerprint_file **files; /* in the order of their names */
	struct str *bytes;                     /* what each was parsed from */
	size_t count;
};

/* One file; its name in the set is the last part of the path. */
MUST_USE enum err recog_files_load_one(struct arena *arena, const char *path, const struct fingerprint_file **ret_file,
				       struct str *ret_bytes, struct fault *why);

/* All of a folder, from one moment: when an import puts a new folder in its place meanwhile, it is read again.
 * ERR_NOT_FOUND when there is no such folder or no XML in it; a bad file names itself and its line. */
MUST_USE enum err recog_files_load(struct arena *arena, const char *folder, struct recog_files *ret_files,
				   struct fault *why);

/* DATA/knowledge/recog */
char *recog_files_folder(struct arena *arena, const char *data);

#endif
