/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Takes feeds of vulnerabilities, attacks, end of life ... into the catalog, DATA/knowledge/catalog. (Fingerprints have
 * files of their own: recog_import.h.) Needs the right to write DATA; one import runs at a time.
 *
 * All files of one call are one import: either all that can be read of them is in the new catalog, or, when a file is
 * no such feed, cut off or damaged, or the disk is full, the old catalog stays as it was and in use. Importing the same
 * files again changes nothing but the time of the import.
 */
#ifndef TENKEN_LIBRARY_KNOWLEDGE_IMPORT_H
#define TENKEN_LIBRARY_KNOWLEDGE_IMPORT_H

#include "knowledge/feed/feed.h"

/* Who watches; the functions are called on the caller's thread, and path is the one given. */
struct knowledge_import_watch {
	void (*on_skip)(void *context, const char *path, const struct feed_skip *skip);
	void (*on_progress)(void *context, uint64_t done, uint64_t total); /* bytes of all files, as they lie there */
	void *context;
};

struct knowledge_import {
	/* Things of the source (CVEs, products ...); one that its publisher rejects counts as removed. */
	size_t added, changed, removed;
	size_t refused; /* records that could not be taken, each told to on_skip */
	size_t older;   /* records left because a newer one of the same thing is known */
};

/* ERR_INVALID, ERR_NOT_FOUND, ERR_CORRUPT, ERR_TOO_LARGE, ERR_IO name the file and, where it was read, the record and
 * the line; ERR_BUSY when another import runs. DATA is made when it does not exist. */
MUST_USE enum err knowledge_import(const char *data, enum catalog_source source, const char *const *paths, size_t count,
				   int64_t now_ms, const struct knowledge_import_watch *watch,
				   struct knowledge_import *ret_import, struct fault *why);

#endif
