/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is known at one moment, opened for one run of checks: the catalog and recog's fingerprints that were imported
 * into DATA/knowledge, the templates that are turned on, and the fingerprints that ship with the program. Whoever
 * judges loads anew, so that an import is used by the next run; what was loaded stays as it is while newer files take
 * its place.
 *
 * For one thread: the matcher inside is one.
 */
#ifndef TENKEN_LIBRARY_KNOWLEDGE_LOAD_H
#define TENKEN_LIBRARY_KNOWLEDGE_LOAD_H

#include "checks/check.h"
#include "library/knowledge_file.h"

struct knowledge_loaded {
	struct arena arena;
	struct knowledge_file file;
	struct fingerprint_set *set;
	struct check_knowledge knowledge; /* for check_input; points into the others */
};

/*
 * data: the folder DATA; NULL takes only what ships with the program. Nothing imported is no error. The version names
 * the content, and is the same for the same content: "2025-08-25.1f0c2a9b+recog.9c11b0aa+own.55d0e3f2".
 * ERR_CORRUPT and ERR_INVALID name the file that cannot be read.
 */
MUST_USE enum err knowledge_load(const char *data, struct knowledge_loaded *ret_loaded, struct fault *why);
void knowledge_load_release(struct knowledge_loaded *loaded);

#endif
