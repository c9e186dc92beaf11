/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The catalog's file, DATA/knowledge/catalog: mapped read-only by its readers, replaced whole by an import. A
 * reader keeps the bytes that it has mapped, also while a new file takes their place.
 */
#ifndef TENKEN_LIBRARY_KNOWLEDGE_FILE_H
#define TENKEN_LIBRARY_KNOWLEDGE_FILE_H

#include "knowledge/compile/catalog_build.h"

/* A mapped catalog; catalog is NULL while nothing was imported. */
struct knowledge_file {
	struct arena arena;
	struct str bytes;
	const struct catalog *catalog;
};

/* DATA/knowledge/catalog */
char *knowledge_file_path(struct arena *arena, const char *data);

/* No file is no error. ERR_CORRUPT and ERR_UNSUPPORTED name the file and say what to do. */
MUST_USE enum err knowledge_file_open(const char *data, struct knowledge_file *ret_file, struct fault *why);
void knowledge_file_close(struct knowledge_file *file);

/* Under knowledge_lock_take(): replace_file(), and what was written must open before it takes the old one's place. */
MUST_USE enum err knowledge_file_replace(const char *data, const struct catalog_image *image, struct fault *why);

#endif
