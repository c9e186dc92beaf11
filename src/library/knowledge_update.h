/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Brings the catalog up to date from the publishers' addresses: fetches what changed, and imports it. Whoever may write
 * DATA may do it; one update runs at a time. A source whose files cannot all be fetched is left as it is, the others go
 * on; what was fetched of it waits for the next update.
 */
#ifndef TENKEN_LIBRARY_KNOWLEDGE_UPDATE_H
#define TENKEN_LIBRARY_KNOWLEDGE_UPDATE_H

#include "library/knowledge_import.h"
#include "library/knowledge_sources.h"

/* What came of one source. */
struct knowledge_updated {
	enum catalog_source source;
	enum err err; /* with its fault; the old knowledge of the source stays */
	struct fault why;
	size_t files;                   /* new ones; 0: the publisher has nothing new */
	struct knowledge_import import; /* what they changed */
};

struct knowledge_update_watch {
	struct knowledge_import_watch import;
	void (*on_source)(void *context, const struct knowledge_updated *updated); /* context: import.context */
};

struct knowledge_update {
	const char *data;
	const char *sources_path;        /* NULL: the addresses that ship with the program */
	bool is_wanted[CATALOG_SOURCES]; /* none: all that have an address */
	int64_t now_ms;
};

/*
 * Does not ask whether DATA is a rehearsal, from which nothing may leave: usecases/system/update_knowledge.h does.
 * ERR_INVALID: the file of addresses is wrong, or a
 * wanted source has none. ERR_BUSY: another update runs. What fails with one source is told to on_source and counted in
 * *ret_failed. The process must ignore SIGPIPE.
 */
MUST_USE enum err knowledge_update(const struct knowledge_update *update, const struct knowledge_update_watch *watch,
				   size_t *ret_failed, struct fault *why);

#endif
