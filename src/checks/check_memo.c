/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/check_memo.h"

#include <stdlib.h>
#include <string.h>

#define BUCKETS 16384 /* a power of two */

struct entry {
	struct entry *next;
	uint64_t hash;
	struct str key;
	const void *thing;
};

struct check_memo {
	struct arena arena;
	struct entry *buckets[BUCKETS];
};

/* FNV-1a. Keys made to collide only slow down the one run that brings them: a company has a few thousand ports. */
static uint64_t hash_of(struct str key)
{
	uint64_t hash = 14695981039346656037u;

	for (size_t i = 0; i < key.n; i++)
		hash = (hash ^ (unsigned char)key.p[i]) * 1099511628211u;
	return hash;
}

struct check_memo *check_memo_new(void)
{
	struct check_memo *memo = calloc(1, sizeof(*memo));

	if (!memo)
		abort(); /* the rule of arena.h */
	arena_init(&memo->arena);
	return memo;
}

void check_memo_free(struct check_memo *memo)
{
	if (!memo)
		return;
	arena_release(&memo->arena);
	free(memo);
}

const void *check_memo_find(const struct check_memo *memo, struct str key)
{
	uint64_t hash = hash_of(key);

	for (const struct entry *entry = memo->buckets[hash % BUCKETS]; entry; entry = entry->next)
		if (entry->hash == hash && str_eq(entry->key, key))
			return entry->thing;
	return NULL;
}

struct arena *check_memo_arena(struct check_memo *memo)
{
	return &memo->arena;
}

void check_memo_add(struct check_memo *memo, struct str key, const void *thing)
{
	struct entry *entry = arena_alloc(&memo->arena, sizeof(*entry));
	uint64_t hash = hash_of(key);

	*entry = (struct entry){.next = memo->buckets[hash % BUCKETS],
				.hash = hash,
				.key = str_of(str_dup(&memo->arena, key), key.n),
				.thing = thing};
	memo->buckets[hash % BUCKETS] = entry;
}

void check_memo_trim(struct check_memo *memo)
{
	if (memo->arena.total <= CHECK_MEMO_BYTES)
		return;
	arena_release(&memo->arena);
	memset(memo->buckets, 0, sizeof(memo->buckets));
}
