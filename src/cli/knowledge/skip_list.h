/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What an import skipped, on standard error: the first SKIPS_IN_FULL with their place, of the others how many there are
 * for each reason.
 */
#ifndef TENKEN_CLI_KNOWLEDGE_SKIP_LIST_H
#define TENKEN_CLI_KNOWLEDGE_SKIP_LIST_H

#include "base/arena.h"
#include "knowledge/feed/feed.h"

#define SKIPS_IN_FULL 20
#define SKIP_REASONS  40 /* that are counted apart */

struct skip_list {
	struct arena arena;
	size_t told;
	struct skip_reason {
		const char *text;
		size_t count;
	} reasons[SKIP_REASONS + 1]; /* the last one counts all others */
	size_t reason_count;
};

void skip_list_init(struct skip_list *list);

void skip_list_add(struct skip_list *list, const char *path, const struct feed_skip *skip);

/* Some that are told as a number only. */
void skip_list_add_many(struct skip_list *list, const char *reason, size_t count);

/* Prints the numbers; releases. */
void skip_list_finish(struct skip_list *list);

#endif
