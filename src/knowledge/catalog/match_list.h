/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The vulnerabilities that a question finds, in an arena.
 */
#ifndef TENKEN_KNOWLEDGE_CATALOG_MATCH_LIST_H
#define TENKEN_KNOWLEDGE_CATALOG_MATCH_LIST_H

#include "knowledge/catalog/catalog.h"

struct match_list {
	struct arena *arena;
	struct catalog_match *items;
	size_t count, cap;
};

/* Room for as many more. */
void match_list_reserve(struct match_list *list, size_t count);

void match_list_add(struct match_list *list, const struct catalog_match *match);

#endif
