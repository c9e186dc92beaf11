/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where feeds are fetched from: data (knowledge/sources.yaml, built in), so that an office can name a mirror, and a
 * test a server of its own.
 */
#ifndef TENKEN_LIBRARY_KNOWLEDGE_SOURCES_H
#define TENKEN_LIBRARY_KNOWLEDGE_SOURCES_H

#include "knowledge/catalog/catalog.h"

#define KNOWLEDGE_ADDRESSES_MAX 500

struct knowledge_address {
	enum catalog_source source;
	const char *url;
	const char *sha256_url; /* of a file that tells the checksum; NULL: none does */
	const char *name;       /* of the file, the last part of the url */
};

struct knowledge_sources {
	struct knowledge_address *items; /* those of one source behind each other as the file has them */
	size_t count;
	const char *ca_file; /* PEM of whom to trust beside nobody else; NULL: the system's */
};

/* path: a file like knowledge/sources.yaml, NULL takes that; today in Japan fills {year} and {month}. ERR_INVALID names
 * the line: an unknown source, an address that is not HTTPS, two files of one name. */
MUST_USE enum err knowledge_sources_load(struct arena *arena, const char *path, int64_t today,
					 struct knowledge_sources *ret_sources, struct fault *why);

#endif
