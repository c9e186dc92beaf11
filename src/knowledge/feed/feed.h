/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reads the files in which others publish what they know: NVD, CVE records ... One file of one source goes record by
 * record into a catalog that is being built.
 *
 * A record that cannot be taken is skipped, told with its place, and the rest is read on. A file that is not such a
 * feed, or is cut off or damaged, fails as a whole: the caller gives the build up and keeps the old catalog.
 *
 * Knows the formats; must never know where the bytes come from or who reads the messages.
 *
 * To add a source: feed_SOURCE.c with a reader as in feed_priv.h, a row in feed.c's table, a unit test with good, bad
 * and hostile records, a fuzz target.
 */
#ifndef TENKEN_KNOWLEDGE_FEED_FEED_H
#define TENKEN_KNOWLEDGE_FEED_FEED_H

#include "codec/byte_source.h"
#include "knowledge/compile/catalog_build.h"

/* A record that was not taken. */
struct feed_skip {
	uint64_t line;   /* at which the record begins, from 1; it ends lines only where the publisher does */
	uint64_t record; /* its place in the file, from 1 */
	struct str id;   /* as the file spells it, cut, perhaps with hostile bytes in it; "" when it has none */
	const char *reason;
};

struct feed {
	/* Given. */
	struct byte_source bytes; /* of the file, unpacked */
	struct str name;          /* of the file, without folders: one format does not say its product otherwise */
	struct catalog_build *build;
	void (*on_skip)(void *context, const struct feed_skip *skip);
	void *context;

	/* Kept by the reader: begin with zero, and hand it on from file to file of one import. */
	uint64_t position; /* of the next record among those of all files */
	uint64_t record;   /* records met in this file */
	uint64_t taken;    /* of them */
	int64_t dated_ms;  /* the newest date that a file gives itself, or that one of its records has */
};

/* Reads one file to its end. ERR_INVALID: no such feed; ERR_CORRUPT: damaged; or what the bytes' source says. */
MUST_USE enum err feed_read(enum catalog_source source, struct feed *feed, struct fault *why);

#endif
