/* SPDX-License-Identifier: Apache-2.0 */
#include "store/statement_cache.h"

#include <stdlib.h>
#include <string.h>

void statement_cache_init(struct statement_cache *cache, void (*drop)(void *owner, void *prepared), void *owner)
{
	memset(cache, 0, sizeof(*cache));
	cache->drop = drop;
	cache->owner = owner;
}

static void empty_slot(struct statement_cache *cache, struct statement_cache_slot *slot)
{
	if (!slot->sql)
		return;
	cache->drop(cache->owner, slot->prepared);
	free(slot->sql);
	memset(slot, 0, sizeof(*slot));
}

void statement_cache_release(struct statement_cache *cache)
{
	for (size_t set = 0; set < STATEMENT_CACHE_SETS; set++)
		for (size_t way = 0; way < STATEMENT_CACHE_WAYS; way++)
			empty_slot(cache, &cache->slots[set][way]);
}

static uint64_t mix(uint64_t hash, uint64_t word)
{
	hash = (hash ^ word) * 0x9e3779b97f4a7c15u;
	return hash ^ (hash >> 32);
}

/* Over the text, eight bytes at a time: every statement is looked up, and some have hundreds. */
static uint64_t hash_statement(const char *sql, uint64_t types)
{
	uint64_t hash = mix(0, types), word;
	size_t left = strlen(sql);

	for (; left >= sizeof(word); sql += sizeof(word), left -= sizeof(word)) {
		memcpy(&word, sql, sizeof(word));
		hash = mix(hash, word);
	}
	word = 0;
	memcpy(&word, sql, left);
	return mix(hash, word);
}

void *statement_cache_find(struct statement_cache *cache, const char *sql, uint64_t types)
{
	uint64_t hash = hash_statement(sql, types);
	struct statement_cache_slot *set = cache->slots[hash % STATEMENT_CACHE_SETS];

	for (size_t way = 0; way < STATEMENT_CACHE_WAYS; way++)
		if (set[way].sql && set[way].hash == hash && !strcmp(set[way].sql, sql)) {
			set[way].used_at = ++cache->turn;
			return set[way].prepared;
		}
	return NULL;
}

void statement_cache_put(struct statement_cache *cache, const char *sql, uint64_t types, void *prepared)
{
	uint64_t hash = hash_statement(sql, types);
	struct statement_cache_slot *set = cache->slots[hash % STATEMENT_CACHE_SETS];
	struct statement_cache_slot *oldest = &set[0];

	for (size_t way = 1; way < STATEMENT_CACHE_WAYS; way++)
		if (set[way].used_at < oldest->used_at)
			oldest = &set[way];
	empty_slot(cache, oldest);
	oldest->sql = strdup(sql);
	if (!oldest->sql)
		abort(); /* as base/arena.h does, and for its reason */
	oldest->hash = hash;
	oldest->used_at = ++cache->turn;
	oldest->prepared = prepared;
}
