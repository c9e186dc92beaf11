/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Versions as people write them in CVE records: "< 1.2.3", "1.0 - 1.4", "before version 2", "2.x", "all versions".
 * Over half of the entries have no versionType, and one in eight is a small sentence. What this does not understand
 * wholly it does not understand at all: a guess would be a false match.
 */
#ifndef TENKEN_KNOWLEDGE_COMPILE_CATALOG_PROSE_H
#define TENKEN_KNOWLEDGE_COMPILE_CATALOG_PROSE_H

#include "base/arena.h"
#include "base/str.h"

enum prose_kind {
	PROSE_NOT_UNDERSTOOD,
	PROSE_ALL,  /* "all versions", "*" */
	PROSE_ONE,  /* from is the version */
	PROSE_SPAN, /* from .. below or to; empty: no bound */
};

struct prose {
	enum prose_kind kind;
	bool is_after; /* from itself is outside: "> 1.0" */
	struct str from, below, to;
};

/* "version" of an entry that has neither lessThan nor lessThanOrEqual. */
struct prose catalog_prose_parse(struct arena *arena, struct str text);

/* The three members of a range. lessThan and lessThanOrEqual are empty when they are absent; "*" is no bound, "5.10.*"
 * is the end of that branch; a start such as "0", "unspecified" or "n/a" is no start. */
struct prose catalog_prose_parse_range(struct arena *arena, struct str version, struct str less_than,
				       struct str less_than_or_equal);

#endif
