/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Templates on disk: the files that a person names, and all *.yaml below the folders that a person names.
 */
#ifndef TENKEN_LIBRARY_TEMPLATE_FILES_H
#define TENKEN_LIBRARY_TEMPLATE_FILES_H

#include "nuclei/nuclei_template.h"

#define TEMPLATE_FILES_MAX 50000
#define TEMPLATE_DEPTH_MAX 16 /* folders within folders */

struct template_file {
	const char *path;
	const char *set; /* the folder below the named one, "http/technologies"; "" when it stands in none */
};

struct template_files {
	struct template_file *items; /* by path */
	size_t count, cap;
};

/* In the arena. ERR_NOT_FOUND names what does not exist, or a folder without templates; ERR_TOO_LARGE. Symbolic links
 * within a folder are not followed. */
MUST_USE enum err template_files_list(struct arena *arena, const char *const *paths, size_t count,
				      struct template_files *ret_files, struct fault *why);

/* Reads and parses one; the fault of what is no template begins with the path, line and column. */
MUST_USE enum err template_files_load(struct arena *arena, const char *path,
				      const struct nuclei_template **ret_template, struct str *ret_bytes,
				      struct fault *why);

#endif
