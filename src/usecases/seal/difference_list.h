/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What verifying found: of each kind the first difference and how many there are. The kinds are words that the texts
 * explain (texts/.../cli: audit.difference).
 */
#ifndef TENKEN_USECASES_SEAL_DIFFERENCE_LIST_H
#define TENKEN_USECASES_SEAL_DIFFERENCE_LIST_H

#include "codec/value.h"

#define DIFFERENCE_KINDS_MAX 40

struct difference {
	const char *kind; /* "row_changed" */
	const char *unit; /* the table; "" where it is the log itself */
	const char *key;  /* of the row in it; "" */
	int64_t position; /* of the entry; 0 for none */
	int64_t count;
};

struct difference_list {
	struct arena *arena;
	struct difference items[DIFFERENCE_KINDS_MAX];
	size_t count;
};

/* unit and key are copied; NULL is "". */
void difference_list_add(struct difference_list *list, const char *kind, const char *unit, const char *key,
			 int64_t position);

/* [{kind, unit, key, position, count, is_KIND}], in the order in which they were found. */
struct value *difference_list_value(const struct difference_list *list, struct arena *arena);

#endif
