/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Compiles a catalog: what the old one knows, and the records of one source, become the bytes of a new one. Knows how
 * records replace each other; must never know how a feed is read or where a file stands.
 *
 * NVD, CVE records, Japanese names and end of life add up: of two records of one thing the newer stays, and of two of
 * the same age the later one. KEV, EPSS and the distribution's tracker are snapshots: the new one takes the place of
 * the old. Not for two threads at once.
 */
#ifndef TENKEN_KNOWLEDGE_COMPILE_CATALOG_BUILD_H
#define TENKEN_KNOWLEDGE_COMPILE_CATALOG_BUILD_H

#include "knowledge/catalog/catalog.h"

struct catalog_changes {
	size_t added, changed, removed;
	size_t older;   /* records that are older than what is known, and left */
	size_t touched; /* rows of the file that differ; 0: the new catalog knows what the old one does */
};

struct catalog_build;

/* The old catalog may be NULL; it outlives the build. */
struct catalog_build *catalog_build_new(const struct catalog *old, enum catalog_source source);
void catalog_build_free(struct catalog_build *build);

/* The records of the source are added by its reader (feed.h). */

/* The bytes of a catalog, in parts that follow each other; they live as long as the build and the old catalog. */
#define CATALOG_IMAGE_PARTS 128

struct catalog_image {
	struct str parts[CATALOG_IMAGE_PARTS];
	size_t count;
};

/* Once, after the last record. dated_ms: the feed's own date; imported_ms: now. */
MUST_USE enum err catalog_build_finish(struct catalog_build *build, int64_t dated_ms, int64_t imported_ms,
				       struct catalog_changes *ret_changes, struct catalog_image *ret_image,
				       struct fault *why);

#endif
