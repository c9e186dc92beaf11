/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The newest commitment to each unit, by the unit's name and key. A map holds one part of all units, so that verifying
 * a log of any size needs bounded memory: the log is read once a part.
 */
#ifndef TENKEN_USECASES_SEAL_COMMITMENT_MAP_H
#define TENKEN_USECASES_SEAL_COMMITMENT_MAP_H

#include "seal/commitment.h"

#define COMMITMENT_ID_SIZE 16

struct commitment_entry {
	unsigned char id[COMMITMENT_ID_SIZE]; /* of name and key: a part of their SHA-256 */
	struct commitment commitment;
	struct commitment_salt salt;
	int64_t position; /* of the entry in the log that holds it */
	bool has_salt, has_row;
};

struct commitment_map {
	struct commitment_entry *entries;
	size_t count, room;
	uint32_t *places;   /* index + 1 into entries by id; 0 is free */
	size_t place_count; /* a power of two, at least twice the count */
	uint64_t part, parts;
};

/* For the units of one part, from 0. */
void commitment_map_init(struct commitment_map *map, uint64_t part, uint64_t parts);
void commitment_map_release(struct commitment_map *map);

/* Whether the unit belongs to this map's part; *ret_id is then its id. */
bool commitment_map_holds(const struct commitment_map *map, const char *name, const char *key,
			  unsigned char ret_id[COMMITMENT_ID_SIZE]);

/* A later commitment takes the place of the former. */
void commitment_map_put(struct commitment_map *map, const unsigned char id[COMMITMENT_ID_SIZE],
			const struct commitment *commitment, int64_t position);

/* NULL when nothing was bound under this id. Valid until the next put. */
struct commitment_entry *commitment_map_find(struct commitment_map *map, const unsigned char id[COMMITMENT_ID_SIZE]);

#endif
