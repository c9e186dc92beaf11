/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The prepared statements of one connection, found by their text and by a number that the engine chooses
 * (the types of the parameters). Bounded: the one least used of a small set makes room.
 */
#ifndef TENKEN_STORE_STATEMENT_CACHE_H
#define TENKEN_STORE_STATEMENT_CACHE_H

#include <stddef.h>
#include <stdint.h>

enum { STATEMENT_CACHE_SETS = 32, STATEMENT_CACHE_WAYS = 4 };

struct statement_cache_slot {
	char *sql; /* owned; NULL when empty */
	uint64_t hash;
	uint64_t used_at;
	void *prepared;
};

struct statement_cache {
	void (*drop)(void *owner, void *prepared); /* frees what the engine prepared */
	void *owner;
	uint64_t turn;
	struct statement_cache_slot slots[STATEMENT_CACHE_SETS][STATEMENT_CACHE_WAYS];
};

void statement_cache_init(struct statement_cache *cache, void (*drop)(void *owner, void *prepared), void *owner);
void statement_cache_release(struct statement_cache *cache); /* drops all */

/* NULL when it is not there. Valid until the next put. */
void *statement_cache_find(struct statement_cache *cache, const char *sql, uint64_t types);

/* The cache owns prepared from now on. */
void statement_cache_put(struct statement_cache *cache, const char *sql, uint64_t types, void *prepared);

#endif
