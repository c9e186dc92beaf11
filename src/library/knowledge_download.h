/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One feed's file from its publisher into DATA/knowledge/download/SOURCE, where it stays until it was imported. Beside
 * it NAME.version keeps which version was fetched last, so that the same one is neither fetched nor imported again.
 */
#ifndef TENKEN_LIBRARY_KNOWLEDGE_DOWNLOAD_H
#define TENKEN_LIBRARY_KNOWLEDGE_DOWNLOAD_H

#include "library/knowledge_sources.h"

struct knowledge_download {
	const struct knowledge_address *address;
	const char *folder;  /* it is made when it does not exist */
	const char *ca_file; /* or NULL */
	bool is_anew;        /* nothing of the source was imported: what was fetched once counts for nothing */
	void (*on_progress)(void *context, uint64_t done, uint64_t total);
	void *context;
};

/* *ret_path: the file to import, in the arena; NULL when the publisher has nothing new. The faults of fetch_file;
 * ERR_CORRUPT: the file has another checksum than its publisher says, and was thrown away. All name the address. */
MUST_USE enum err knowledge_download(struct arena *arena, const struct knowledge_download *download, char **ret_path,
				     struct fault *why);

/* After the import: the file is not needed any more. */
void knowledge_download_done(const char *path);

#endif
