/* SPDX-License-Identifier: Apache-2.0 */
/* The file of imported templates, line by line. */
#ifndef TENKEN_LIBRARY_TEMPLATE_STORE_PRIV_H
#define TENKEN_LIBRARY_TEMPLATE_STORE_PRIV_H

#include "codec/value.h"
#include "nuclei/nuclei_template.h"

#define TEMPLATE_STORE_MAX ((size_t)256 << 20) /* bytes */

/* One imported template. */
struct template_entry {
	const char *set, *id;
	const struct value *tags; /* list of texts */
	struct str yaml;
};

struct template_store {
	struct template_entry *entries; /* by id */
	size_t count, cap;
};

/* DATA/knowledge/nuclei */
char *template_store_path(struct arena *arena, const char *data);

void template_store_add(struct arena *arena, struct template_store *store, const struct template_entry *entry);

/* Sorts by id. */
void template_store_sort(struct template_store *store);

/* NULL when there is none; the store is sorted. */
const struct template_entry *template_store_find(const struct template_store *store, const char *id);

/* No file is an empty store. ERR_CORRUPT names file and line. */
MUST_USE enum err template_store_load(struct arena *arena, const char *data, struct template_store *ret_store,
				      struct fault *why);

/* Both under knowledge_lock_take(): replace_file(). */
MUST_USE enum err template_store_save(const char *data, const struct template_store *store, struct fault *why);
MUST_USE enum err template_store_replace(const char *path, struct str bytes, struct fault *why);

#endif
