/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One feed from memory into a catalog, with what was skipped as text.
 */
#ifndef TENKEN_TESTS_FEED_FIXTURE_H
#define TENKEN_TESTS_FEED_FIXTURE_H

#include "knowledge/feed/feed_priv.h"
#include "unit/knowledge/catalog_fixture.h"

struct feed_fixture {
	struct arena arena;
	struct str bytes;
	struct feed feed;
	const char *skips; /* "LINE RECORD ID: REASON" a line */
	struct fault why;  /* of a file that failed */
	struct fixture catalog;
};

/* Reads the text as one file. A file that fails leaves its fault. */
enum err feed_fixture_read(enum catalog_source source, const char *text, struct feed_fixture *ret_fixture);

/* After a good file: the catalog is made, from nothing. */
void feed_fixture_finish(struct feed_fixture *fixture);

void feed_fixture_release(struct feed_fixture *fixture);

#endif
