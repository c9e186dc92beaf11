/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/seal/commitment_map.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "codec/digest.h"

#define PLACES_AT_FIRST 1024

static void *make(size_t count, size_t size)
{
	void *memory = calloc(count, size);

	if (!memory)
		abort(); /* the rule of arena.h */
	return memory;
}

void commitment_map_init(struct commitment_map *map, uint64_t part, uint64_t parts)
{
	*map = (struct commitment_map){.part = part, .parts = parts, .place_count = PLACES_AT_FIRST};
	map->room = map->place_count / 2;
	map->entries = make(map->room, sizeof(*map->entries));
	map->places = make(map->place_count, sizeof(*map->places));
}

void commitment_map_release(struct commitment_map *map)
{
	free(map->entries);
	free(map->places);
}

static uint64_t first_bytes(const unsigned char id[COMMITMENT_ID_SIZE])
{
	uint64_t number;

	memcpy(&number, id, sizeof(number));
	return number;
}

bool commitment_map_holds(const struct commitment_map *map, const char *name, const char *key,
			  unsigned char ret_id[COMMITMENT_ID_SIZE])
{
	unsigned char digest[DIGEST_SIZE];
	BUF_SCOPED text;

	buf_init(&text, 4096);
	buf_printf(&text, "%s %s", name, key);
	digest_sha256(buf_str(&text), digest);
	memcpy(ret_id, digest, COMMITMENT_ID_SIZE);
	return first_bytes(ret_id) % map->parts == map->part;
}

/* Where the id stands, or the free place where it would. Ids are hashes, so the next free place is near. */
static size_t find_place(const struct commitment_map *map, const unsigned char id[COMMITMENT_ID_SIZE])
{
	size_t place = (size_t)(first_bytes(id) / map->parts) & (map->place_count - 1);

	while (map->places[place] && memcmp(map->entries[map->places[place] - 1].id, id, COMMITMENT_ID_SIZE) != 0)
		place = (place + 1) & (map->place_count - 1);
	return place;
}

static void grow(struct commitment_map *map)
{
	struct commitment_entry *former = map->entries;

	free(map->places);
	map->room *= 2;
	map->place_count *= 2;
	map->entries = make(map->room, sizeof(*map->entries));
	map->places = make(map->place_count, sizeof(*map->places));
	memcpy(map->entries, former, map->count * sizeof(*former));
	free(former);
	for (size_t i = 0; i < map->count; i++)
		map->places[find_place(map, map->entries[i].id)] = (uint32_t)i + 1;
}

void commitment_map_put(struct commitment_map *map, const unsigned char id[COMMITMENT_ID_SIZE],
			const struct commitment *commitment, int64_t position)
{
	struct commitment_entry *entry = commitment_map_find(map, id);

	if (!entry) {
		if (map->count == map->room)
			grow(map);
		map->places[find_place(map, id)] = (uint32_t)map->count + 1;
		entry = &map->entries[map->count++];
		memcpy(entry->id, id, COMMITMENT_ID_SIZE);
	}
	entry->commitment = *commitment;
	entry->position = position;
}

struct commitment_entry *commitment_map_find(struct commitment_map *map, const unsigned char id[COMMITMENT_ID_SIZE])
{
	size_t place = find_place(map, id);

	return map->places[place] ? &map->entries[map->places[place] - 1] : NULL;
}
